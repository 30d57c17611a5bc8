"""From a request to a proposal: one model where that is possible, parts of it where there are too many films."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from matinee.engine.blocks import answer
from matinee.engine.blocks.alternatives import alternatives
from matinee.engine.blocks.bounds import Prover, prover_for
from matinee.engine.blocks.columns import to_columns
from matinee.engine.blocks.conflict import prove
from matinee.engine.blocks.divide import MOST_FILMS, shortlist
from matinee.engine.blocks.likeness import Likeness
from matinee.engine.blocks.model import make_model
from matinee.engine.blocks.parts import Parts
from matinee.engine.blocks.search import Search
from matinee.engine.errors import Infeasible, NoSolution
from matinee.engine.problem import How
from matinee.engine.progress import Trace

if TYPE_CHECKING:
    from matinee.engine.blocks.contract import Problem
    from matinee.engine.blocks.model import Ints, Model
    from matinee.engine.blocks.solution import Solution

FOR_ALTERNATIVES = 0.35  # share of the budget
FINISH_S = 0.4  # kept back of the seconds for reasons and words


class Run:
    """One request on its way to a proposal."""

    def __init__(self, problem: Problem, how: How) -> None:
        self.problem, self.how, self.stop = problem, how, how.stop
        self.likeness = Likeness(problem)
        self.trace = Trace(how.listener)
        self.best: answer.Sequences | None = None
        self.best_score = -np.inf
        self.bound: float | None = None

    def propose(self) -> Solution:
        """Solve, and say what was found."""
        films = shortlist(self.problem, self.likeness)
        if len(films) > MOST_FILMS:
            Parts(self.problem, self.likeness, films, self.how).run(self._found)
            return answer.build(self._outcome(), None, ())
        search = self._whole(films)
        if search.best_home is None:
            return answer.build(self._outcome(), None, ())
        others = alternatives(search, self.likeness, self.how) if self.how.alternatives else ()
        return answer.build(self._outcome(), search, others)

    def _whole(self, films: Ints) -> Search:
        model = make_model(self.problem, self.likeness, films)
        share = 1.0 - (FOR_ALTERNATIVES if self.how.alternatives else 0.0)
        late = min(FINISH_S, 0.1 * (self.stop.budget_s or 0.0)) / max(self.stop.left_s, 1e-9)
        part = self.stop.part(max(0.0, share - late))
        search = Search(model, part, self.how.seed, self.likeness)
        search.heard, search.rescue = self._improved, self._rescue
        prover = None
        if len(films) == len(self.problem.films):  # a shortlist proves nothing about the films it left out
            prover = prover_for(model, part, self.how.seed, lambda ceiling: self._lowered(search, ceiling))
        search.prover = prover
        try:
            search.run(answer.warm_home(self.how.warm, model))
        finally:
            if prover is not None:
                prover.close(search)
        self.stop.spend(part.spent)
        if search.ceiling is not None:
            self._lowered(search, search.ceiling)
        return search

    def _lowered(self, search: Search, ceiling: float) -> None:
        bound = max(ceiling, search.best_score)
        if self.bound is None or bound < self.bound:
            self.bound = bound
            self.trace.add(self.stop.elapsed_s, search.best_score, bound)

    def _improved(self, search: Search) -> None:
        if search.best_home is None:
            return
        if isinstance(search.prover, Prover):
            search.prover.hear(search)
        columns = to_columns(search.model, search.best_home)
        films = search.model.pool.films
        self._found([films[search.columns.sequence(column)].tolist() for column in columns], search.best_score)

    def _found(self, sequences: answer.Sequences, score: float) -> None:
        self.best, self.best_score = sequences, score
        self.trace.add(self.stop.elapsed_s, score, self.bound)
        self.how.listener.improved(lambda: answer.plain(self._outcome()))

    def _rescue(self, model: Model) -> Ints | None:
        """Prove that there is no proposal (raises `Infeasible`), or find any."""
        proof = prove(self.problem, self.stop)
        if proof.clash:
            raise Infeasible(proof.clash)
        if proof.home is None:
            return None
        home = proof.home[model.pool.films]
        return np.array([home[group[0]] for group in model.members], dtype=np.intp)

    def _outcome(self) -> answer.Outcome:
        if self.best is None:
            raise NoSolution(
                "No proposal that keeps every rule was found in time; allow more seconds or wider windows."
            )
        return answer.Outcome(
            self.problem,
            self.likeness,
            self.best,
            self.bound,
            self.stop.elapsed_s,
            self.how.seed,
            tuple(self.trace.events),
        )


def solve(problem: Problem, how: How | None = None) -> Solution:
    """Propose programs: which films, in which program, in which order.

    Raises
    ------
    Infeasible
        It is proven that the rules cannot all be kept; carries a smallest set of rules that clash.
    NoSolution
        Time or steps ran out before a proposal was found that keeps every rule.

    """
    return Run(problem, how or How()).propose()
