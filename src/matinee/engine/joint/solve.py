"""Programs and their grid in turns: each round moves films to programs their makers can attend, then programs in time.

The first round is what deciding one after the other gives. Every later one asks the blocks again with what the grid
says of each film in each program, and the grid again with the programs that come of it. The best of all rounds is
kept, so it is never worse than the first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from matinee.engine import blocks, grid
from matinee.engine.blocks import answer
from matinee.engine.blocks.columns import to_columns
from matinee.engine.blocks.divide import MOST_FILMS
from matinee.engine.blocks.likeness import Likeness
from matinee.engine.blocks.model import make_model
from matinee.engine.blocks.search import Search
from matinee.engine.errors import BadInput
from matinee.engine.joint.presence import Present, counted, wishes_of
from matinee.engine.joint.problem import with_makers
from matinee.engine.joint.solution import JointSolution, Stage
from matinee.engine.problem import How
from matinee.engine.progress import Trace
from matinee.engine.solution import Term
from matinee.engine.stop import Stop

if TYPE_CHECKING:
    from matinee.engine.blocks import Solution as Blocks
    from matinee.engine.grid import GridSolution
    from matinee.engine.joint.problem import JointProblem

FIRST = 0.35  # share of the budget for what is decided one after the other
ROUND = 0.3  # share of what is left for each later round
BLOCKS = 0.5  # share of a round for the programs
ROUNDS, STALE = 12, 2  # at most, and without getting better
LEAST_S, LEAST_STEPS = 3.0, 200


class Both(NamedTuple):
    """Programs, their grid, and what they are worth together."""

    blocks: Blocks
    grid: GridSolution
    score: float

    @property
    def stage(self) -> Stage:
        """Return the figures of both."""
        return Stage(
            guests_lost=round(self.grid.terms["guests_lost"].raw),
            blocks_score=self.blocks.score or 0.0,
            grid_score=self.grid.score or 0.0,
            cohesion=self.blocks.terms["cohesion"].raw,
        )


class Run:
    """One request."""

    def __init__(self, problem: JointProblem, how: How) -> None:
        if len(problem.blocks.films) > MOST_FILMS:
            raise BadInput("blocks.films", f"at most {MOST_FILMS} films can be decided together with their grid")
        self.problem, self.how = problem, how
        self.trace = Trace(how.listener)
        self.known = Likeness(problem.blocks)

    def propose(self) -> JointSolution:
        """Decide one after the other, then together."""
        stop = self.how.stop
        part = stop.part(FIRST)
        first = blocks.solve(self.problem.blocks, How(part.part(BLOCKS), self.how.seed))
        best = sequential = self._scheduled(first, part, None)
        stop.spend(part.spent)
        self._heard(best)
        rounds = stale = 0
        while rounds < ROUNDS and stale < STALE and best.stage.guests_lost and not stop.is_over():
            rounds += 1
            part = stop.part(ROUND)
            programs = self._with_presence(best, part, self.how.seed + rounds)
            both = self._scheduled(programs, part, best.grid)
            stop.spend(part.spent)
            stale = 0 if both.score > best.score else stale + 1
            if both.score > best.score:
                best = both
                self._heard(best)
        return self._answer(sequential, best, rounds)

    def _scheduled(self, programs: Blocks, stop: Stop, warm: GridSolution | None) -> Both:
        """Return programs with the grid that suits them."""
        placed = with_makers(self.problem, {part.id: part.films for part in programs.programs})
        earlier = None if warm is None else warm.to_json()
        part = _enough(stop)
        found = grid.solve(placed, How(part, self.how.seed, warm=earlier))
        stop.spend(part.spent)
        return Both(programs, found, (programs.score or 0.0) + self.problem.grid_share * (found.score or 0.0))

    def _with_presence(self, both: Both, stop: Stop, seed: int) -> Blocks:
        """Return programs in which films are where their makers can be, as far as that is worth it."""
        problem = counted(self.problem.blocks)
        likeness = Present(problem, self.known, wishes_of(self.problem, both.grid.showings))
        model = make_model(problem, likeness)
        part = stop.part(BLOCKS)
        search = Search(model, part, seed, likeness)
        search.run(answer.warm_home(both.blocks.to_json(), model))
        stop.spend(part.spent)
        if search.best_home is None:
            return both.blocks
        films = model.pool.films
        columns = to_columns(model, search.best_home)
        sequences = [films[search.columns.sequence(column)].tolist() for column in columns]
        return answer.plain(
            answer.Outcome(self.problem.blocks, self.known, sequences, None, stop.elapsed_s, self.how.seed, ())
        )

    def _heard(self, best: Both) -> None:
        self.trace.add(self.how.stop.elapsed_s, best.score, None)
        self.how.listener.improved(lambda: self._answer(best, best, 0))

    def _answer(self, sequential: Both, best: Both, rounds: int) -> JointSolution:
        before, after = sequential.stage, best.stage
        share = self.problem.grid_share
        terms = {f"blocks_{name}": term for name, term in best.blocks.terms.items()}
        terms |= {f"grid_{name}": _shared(term, share) for name, term in best.grid.terms.items()}
        return JointSolution(
            status="feasible",
            score=best.score,
            terms=terms,
            reasons=(
                f"{after.guests_lost} guests are lost; one after the other it would be {before.guests_lost}.",
                f"Cohesion is {after.cohesion:.6g}; one after the other it would be {before.cohesion:.6g}.",
            ),
            runtime_s=self.how.stop.elapsed_s,
            seed=self.how.seed,
            trace=tuple(self.trace.events),
            blocks=best.blocks,
            grid=best.grid,
            sequential=before,
            joint=after,
            rounds=rounds,
        )


def _enough(stop: Stop) -> Stop:
    """Return a stop for what is left, or for the least that any grid needs."""
    seconds = None if stop.budget_s is None else max(stop.left_s, LEAST_S)
    steps = None if stop.steps is None else max(int(stop.left_steps), LEAST_STEPS)
    return Stop(seconds, steps, stop.cancel)


def _shared(term: Term, share: float) -> Term:
    return Term(term.raw, term.weight * share, term.points * share)


def solve(problem: JointProblem, how: How | None = None) -> JointSolution:
    """Decide programs and grid together.

    Raises
    ------
    Infeasible
        Programs or grid alone cannot keep their rules; carries a smallest set of those that clash.
    NoSolution
        Time or steps ran out before both were found.

    """
    return Run(problem, how or How()).propose()
