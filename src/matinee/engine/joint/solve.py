"""Programs and their grid in turns: each round looks for programs whose times suit the makers, then for times.

The first is what deciding one after the other gives. Every later round asks for programs again with what the grid says
of each film in each program (every third time from anywhere, else from the best so far), and for a grid again with the
programs that come of it. The best of all is kept, so it is never worse than the first; at the end the grid is asked
once more with all it can do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from matinee.engine import blocks, grid
from matinee.engine.blocks import answer, trade
from matinee.engine.blocks.divide import MOST_FILMS
from matinee.engine.blocks.likeness import Likeness
from matinee.engine.errors import BadInput, Infeasible, NoSolution
from matinee.engine.joint.problem import with_makers
from matinee.engine.joint.programs import Asked, programs_for
from matinee.engine.joint.solution import JointSolution, Stage
from matinee.engine.joint.times import bound_of, times_for
from matinee.engine.problem import How
from matinee.engine.progress import Trace
from matinee.engine.solution import Term
from matinee.engine.stop import Stop

if TYPE_CHECKING:
    from matinee.engine.blocks import Solution as Blocks
    from matinee.engine.grid import GridSolution
    from matinee.engine.grid.contract import GridProblem
    from matinee.engine.joint.problem import JointProblem

FIRST = 0.2  # share of the budget for the programs that are decided first
ROUNDS = 9
AFRESH = 3  # every so many rounds programs are looked for from anywhere
PROGRAMS = 0.8  # share of a round for the programs
LAST = 0.1  # share of what is left for a search and a proof of the first grid, and kept for the grid at the end
AT_THE_END = 0.5  # share of what was kept, for each of the two
LEAST_S, SEARCH_STEPS, PROOF_STEPS = 1.0, 20, 100  # of the two; a step of proof is a hundredth of CP-SAT's seconds
QUICK_S, QUICK_STEPS = 0.3, 2  # of a grid between rounds


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
        self.problem, self.how, self.stop = problem, how, how.stop
        self.trace = Trace(how.listener)
        self.known = Likeness(problem.blocks)
        self.bound: float | None = None

    def propose(self) -> JointSolution:
        """Decide one after the other, then together."""
        best = sequential = self._sequential()
        self._heard(best)
        rounds = 0
        while rounds < ROUNDS and self._is_worth_more(best):
            part = self.stop.part((1 - LAST) / (ROUNDS - rounds))
            both = self._round(best, part, rounds)
            self.stop.spend(max(1, part.spent))
            rounds += 1
            if both is not None and both.score > best.score:
                best = both
                self._heard(best)
        if best is not sequential and not self.is_repair and not self.stop.cancel():
            best = max(best, self._settled(best.blocks, best.grid, AT_THE_END), key=_score)
            self._heard(best)
        return self._answer(sequential, best, rounds)

    def _sequential(self) -> Both:
        """Return first the programs, then a grid for them."""
        part = self.stop.part(FIRST)
        programs = blocks.solve(self.problem.blocks, How(part, self.how.seed))
        self.stop.spend(part.spent)
        if programs.bound is not None:
            self.bound = programs.bound + self.problem.grid_share * bound_of(self.problem.grid)
        return self._settled(programs, None, LAST)

    @property
    def is_repair(self) -> bool:
        """Say whether the fewest changes come before all else, which only the grid itself sees to."""
        return self.problem.grid.repair and bool(self.problem.grid.published)

    def _is_worth_more(self, best: Both) -> bool:
        """Say whether there are guests to win back, at a price, and time to."""
        price = self.problem.grid_share * self.problem.grid.weights.guests_lost
        return price > 0 and best.stage.guests_lost > 0 and not self.stop.is_over()

    def _round(self, best: Both, stop: Stop, number: int) -> Both | None:
        """Return other programs with times of their own; None where no rules would be kept."""
        warm = best.blocks if number % AFRESH else None
        part = stop.part(PROGRAMS)
        found = programs_for(self.problem, self.known, Asked(best.grid.showings, warm, self.how.seed + number), part)
        stop.spend(part.spent)
        if found is None:
            return None
        outcome = answer.Outcome(self.problem.blocks, self.known, found, None, self.stop.elapsed_s, self.how.seed, ())
        programs = answer.plain(outcome)
        part = _at_least(stop, 1.0, QUICK_S, QUICK_STEPS)
        times = self._times(programs, part, best.grid)
        stop.spend(part.spent)
        return None if times is None else self._both(programs, times)

    def _settled(self, programs: Blocks, warm: GridSolution | None, share: float) -> Both:
        """Return programs with the best grid for them: a quick search, then all that a grid can do, with reasons."""
        near = None
        if not self.is_repair:
            part = _at_least(self.stop, share, LEAST_S, min(SEARCH_STEPS, len(self.problem.grid.events)))
            near = times_for(self._placed(programs), warm, part, self.how.seed)
            self.stop.spend(part.spent)
        part = _at_least(self.stop, share, LEAST_S, PROOF_STEPS)
        earlier = None if near is None else near.to_json()
        found = grid.solve(self._placed(programs), How(part, self.how.seed, warm=earlier))
        self.stop.spend(part.spent)
        is_near = near is not None and (near.score or 0.0) > (found.score or 0.0)
        return self._both(programs, near if near is not None and is_near else found)

    def _times(self, programs: Blocks, stop: Stop, warm: GridSolution | None) -> GridSolution | None:
        """Return a grid for the programs of a round; None where there is none, so that the best so far stays."""
        placed = self._placed(programs)
        if not self.is_repair:
            return times_for(placed, warm, stop, self.how.seed)
        try:
            return grid.solve(placed, How(stop, self.how.seed))
        except (Infeasible, NoSolution):
            return None

    def _placed(self, programs: Blocks) -> GridProblem:
        return with_makers(self.problem, {part.id: part.films for part in programs.programs})

    def _both(self, programs: Blocks, times: GridSolution) -> Both:
        return Both(programs, times, (programs.score or 0.0) + self.problem.grid_share * (times.score or 0.0))

    def _heard(self, best: Both) -> None:
        self.trace.add(self.how.stop.elapsed_s, best.score, self.bound)
        self.how.listener.improved(lambda: self._answer(best, best, 0))

    def _answer(self, sequential: Both, best: Both, rounds: int) -> JointSolution:
        before, after = sequential.stage, best.stage
        share = self.problem.grid_share
        bound = None if self.bound is None else max(self.bound, best.score)
        is_optimal = bound is not None and bound - best.score <= trade.SAME * max(1.0, abs(best.score))
        terms = {f"blocks_{name}": term for name, term in best.blocks.terms.items()}
        terms |= {f"grid_{name}": _shared(term, share) for name, term in best.grid.terms.items()}
        return JointSolution(
            status="optimal" if is_optimal else "feasible",
            score=best.score,
            bound=bound,
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


def _score(both: Both) -> float:
    return both.score


def _at_least(stop: Stop, share: float, seconds: float, steps: int) -> Stop:
    """Return a stop for a share of the seconds left, or for these if that is less; steps are always so many."""
    budget_s = None if stop.budget_s is None else max(stop.left_s * share, seconds)
    return Stop(budget_s, None if stop.steps is None else steps, stop.cancel, stop.clock)


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
