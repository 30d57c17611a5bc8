"""From a request to a grid: exact where the festival is small, a search with a bound where it is large."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from matinee.engine.errors import Infeasible, NoSolution
from matinee.engine.grid.alternatives import alternatives
from matinee.engine.grid.answer import Outcome, build
from matinee.engine.grid.conflict import clash_of
from matinee.engine.grid.cpsat.rules import Whole
from matinee.engine.grid.cpsat.solving import ask
from matinee.engine.grid.model import SCALE, Grid, compile_model
from matinee.engine.grid.repair import Repair
from matinee.engine.grid.score import points_of, raw_of
from matinee.engine.grid.search import improve
from matinee.engine.grid.search.relaxed import least_cost
from matinee.engine.grid.warm import grid_from
from matinee.engine.problem import How
from matinee.engine.progress import Trace
from matinee.engine.stop import Stop

if TYPE_CHECKING:
    from collections.abc import Callable

    from matinee.engine.grid.contract import GridProblem
    from matinee.engine.grid.solution import Alternative, GridSolution

FINISH_S, FINISH_SHARE = 6.0, 0.1  # kept back of the seconds for reasons and words
FEW, MANY = 40, 200  # showings up to which one model does it alone; beyond which it is no help
SEARCH_SHARE = 0.6
LEAST_S = 1.0  # that reasons get, whatever the budget
FOR_ALTERNATIVES = 0.35  # share of the budget


class Run:
    """One request on its way to a grid; scores and bounds are in thousandths of a point."""

    def __init__(self, problem: GridProblem, how: How) -> None:
        self.problem, self.how = problem, how
        self.model = compile_model(problem)
        self.trace = Trace(how.listener)
        self.best: Grid | None = None
        self.best_points = -math.inf
        self.bound: int | None = None
        self.fewest_changes: int | None = None

    def propose(self) -> GridSolution:
        """Solve, and say what was found."""
        stop = self.how.stop
        late_s = min(FINISH_S, FINISH_SHARE * (stop.budget_s or 0.0))
        share = 1.0 - late_s / max(stop.left_s, 1e-9) - (FOR_ALTERNATIVES if self.how.alternatives else 0.0)
        part = stop.part(max(0.0, share))
        try:
            self._way()(part)
        except Infeasible as error:
            raise Infeasible(error.conflict or clash_of(self.problem, stop.fresh(), self.how.seed)) from error
        finally:
            stop.spend(part.spent)
        if self.best is None:
            raise NoSolution("No grid that keeps every rule was found in time; allow more seconds or fewer musts.")
        others = tuple(alternatives(self.model, self.best, self.how)) if self.has_others else ()
        words = Stop(None if stop.budget_s is None else max(LEAST_S, late_s), None, stop.cancel)
        return build(self._outcome(self.best, others), words.is_over)

    @property
    def is_repair(self) -> bool:
        """Say whether changes come before the score."""
        return self.problem.repair and bool(self.problem.published)

    @property
    def has_others(self) -> bool:
        """Say whether alternatives are asked for; a repair has none, as it moves what it must."""
        return self.how.alternatives > 0 and not self.is_repair and not self.how.stop.is_over()

    def _way(self) -> Callable[[Stop], None]:
        """Return the way to a grid that suits the request."""
        if self.is_repair:
            return self._repair
        return self._exact if self.model.tasks <= FEW else self._search

    def _search(self, stop: Stop) -> None:
        """Look for a good grid, then prove or better it with what time is left; a bound comes from each event alone."""
        self._heard(None, least_cost(self.model))
        part = stop.part(SEARCH_SHARE if self.model.tasks <= MANY else 1.0)
        start = grid_from(self.model, self.how.warm)
        improve(self.model, start, part, self.how.seed, lambda grid: self._heard(grid, -math.inf))
        stop.spend(part.spent)
        if self.best is None or (self.best_points != self.bound and not stop.is_over()):
            self._exact(stop)

    def _exact(self, stop: Stop) -> None:
        """Ask one model with every rule, which proves what it finds."""
        whole = Whole(self.model)
        whole.cp.minimize(whole.cost_expression())
        start = self.best or grid_from(self.model, self.how.warm)
        if start is not None:
            whole.hint(start)
        found = ask(whole, stop, self.how.seed, self._heard)
        if found.is_infeasible:
            raise Infeasible(())
        if found.grid is None and self.best is None:  # time ran out: what fits one after the other is more than nothing
            improve(self.model, start, stop, self.how.seed, lambda grid: self._heard(grid, -math.inf))
        self._heard(None, found.bound)

    def _repair(self, stop: Stop) -> None:
        """Find the fewest changes, then the best score at that many."""
        repair = Repair(self.model, self.how.seed)
        repaired = repair.fewest_changes(stop)
        if repaired is None:
            return
        self.fewest_changes = repaired.fewest
        self._heard(repaired.grid, -math.inf)
        cost = repair.best_score(repaired, stop, lambda grid, _: self._heard(grid, -math.inf))
        self._heard(repaired.grid, cost if repair.is_whole(repaired) else -math.inf)

    def _heard(self, grid: Grid | None, cost_bound: float) -> None:
        """Hear of a better grid or bound; both are kept, told and traced."""
        if math.isfinite(cost_bound):
            bound = -max(0, math.ceil(cost_bound - 1e-6))
            self.bound = bound if self.bound is None else min(self.bound, bound)
        if grid is not None:
            points = points_of(self.model, raw_of(self.model, grid))
            if points > self.best_points:
                self.best, self.best_points = grid, points
                self.how.listener.improved(lambda: build(self._outcome(grid)))
        score = None if self.best is None else self.best_points / SCALE
        self.trace.add(self.how.stop.elapsed_s, score, None if self.bound is None else self.bound / SCALE)

    def _outcome(self, grid: Grid, others: tuple[Alternative, ...] = ()) -> Outcome:
        return Outcome(
            model=self.model,
            grid=grid,
            bound=self.bound,
            fewest_changes=self.fewest_changes,
            elapsed_s=self.how.stop.elapsed_s,
            seed=self.how.seed,
            trace=tuple(self.trace.events),
            alternatives=others,
        )


def solve(problem: GridProblem, how: How | None = None) -> GridSolution:
    """Place everything: where and when.

    Raises
    ------
    Infeasible
        It is proven that musts, locks and rules cannot all be kept; carries a smallest set of those that clash.
    NoSolution
        Time or steps ran out before a grid was found that keeps every rule.

    """
    return Run(problem, how or How()).propose()
