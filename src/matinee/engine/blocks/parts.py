"""More films than one model can hold: fill the programs roughly, then improve a few of them at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from matinee.engine.blocks import trade
from matinee.engine.blocks.columns import to_columns
from matinee.engine.blocks.divide import part_problem, parts_of
from matinee.engine.blocks.fill import fill
from matinee.engine.blocks.likeness import Likeness
from matinee.engine.blocks.model import make_frame, make_model
from matinee.engine.blocks.search import Search

if TYPE_CHECKING:
    from collections.abc import Callable

    from matinee.engine.blocks.contract import Problem
    from matinee.engine.blocks.model import Ints
    from matinee.engine.problem import How

    Found = Callable[[list[list[int]], float], None]

LATER_SHARE = 0.2  # of what is left, for each part once every program has been filled


class Parts:
    """A request too large for one model."""

    def __init__(self, problem: Problem, likeness: Likeness, films: Ints, how: How) -> None:
        self.problem, self.likeness, self.films, self.how = problem, likeness, films, how
        self.rng = np.random.default_rng(how.seed)
        self.k = len(problem.programs)
        self.home = self._rough()
        self.done: dict[int, list[int]] = {}
        self.points: dict[int, float] = {}
        self.best = -np.inf

    def run(self, found: Found) -> None:
        """Improve parts until time is over; every better proposal is told to ``found``."""
        while not self.how.stop.is_over():
            parts = parts_of(self.problem, self.home, self.films, self.rng)
            is_first = len(self.done) < self.k
            for number, (programs, mine) in enumerate(parts):
                self._improve(programs, mine, 0.8 / (len(parts) - number) if is_first else LATER_SHARE)
            self._tell(found)

    def _rough(self) -> Ints:
        frame = make_frame(self.problem, self.films)
        rough = fill(frame, self.rng)
        home = np.empty(len(self.films), dtype=np.intp)
        for unit, group in enumerate(frame.members):
            home[list(group)] = rough[unit]
        return home

    def _improve(self, programs: list[int], mine: Ints, share: float) -> None:
        stop = self.how.stop.part(share)
        part = part_problem(self.problem, programs, mine)
        model = make_model(part, Likeness(part, self.likeness.rows_of(mine)))
        search = Search(model, stop, self.how.seed)
        at = np.searchsorted(self.films, mine)
        local = {p: number for number, p in enumerate(programs)}
        home = [local.get(p, len(programs)) for p in self.home[at].tolist()]
        search.run(np.array([home[group[0]] for group in model.members], dtype=np.intp))
        self.how.stop.spend(max(1, stop.spent))
        self._take(search, programs, mine)

    def _take(self, search: Search, programs: list[int], mine: Ints) -> None:
        if search.best_home is None:
            return
        columns = to_columns(search.model, search.best_home)
        scores = search.columns.scores(columns).tolist()
        self.home[np.searchsorted(self.films, mine)] = self.k
        for column, score in zip(columns, scores, strict=True):
            p, sequence = programs[column[0]], mine[search.columns.sequence(column)]
            self.done[p], self.points[p] = sequence.tolist(), score
            self.home[np.searchsorted(self.films, sequence)] = p

    def _tell(self, found: Found) -> None:
        if len(self.done) < self.k or not self._is_complete():
            return
        score = sum(self.points.values())
        if score > self.best + trade.SAME:
            self.best = score
            found([self.done[p] for p in range(self.k)], score)

    def _is_complete(self) -> bool:
        """Say whether no rule was torn between parts: everybody who must is placed, and groups are whole."""
        home = dict(zip((self.problem.films[i].id for i in self.films), self.home.tolist(), strict=True))
        locked = {lock.film for lock in self.problem.locks}
        is_all = self.problem.select == "all"
        must = {film.id for film in self.problem.films if film.must_play or is_all} | locked
        if any(home.get(film, self.k) == self.k for film in must):
            return False
        return all(len({home.get(film, self.k) for film in group}) == 1 for group in self.problem.together)
