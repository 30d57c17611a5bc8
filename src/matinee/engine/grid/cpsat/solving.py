"""Asking CP-SAT, with our own stop rules, and hearing of each better grid while it runs.

References
----------
L. Perron, F. Didier, S. Gay, 2023, https://doi.org/10.4230/LIPIcs.CP.2023.3

"""

from __future__ import annotations

import math
import threading
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from ortools.sat.python import cp_model

from matinee.engine.grid.model import NOWHERE, Grid

if TYPE_CHECKING:
    from collections.abc import Callable

    from matinee.engine.grid.cpsat.builder import Builder
    from matinee.engine.stop import Stop

    Heard = Callable[[Grid | None, float], None]  # a better grid (None: only the bound), and the bound on the objective

LOOK_S = 0.02
STEP_S = 1e-2  # a step is a hundredth of the solver's own deterministic seconds, on one thread
WORKERS = 6  # different ways to search, whatever the number of cores


class Found(NamedTuple):
    """The last grid found, the value of the objective, a proven bound on it, and whether no grid exists."""

    grid: Grid | None
    value: int | None
    bound: float
    is_optimal: bool
    is_infeasible: bool


def ask(builder: Builder, stop: Stop, seed: int, heard: Heard | None = None) -> Found:
    """Minimise what the builder's model minimises."""
    solver = _solver(stop, seed)
    watcher = _Watcher(builder, heard)
    solver.best_bound_callback = watcher.hear_bound
    status = _watched(solver, builder.cp, watcher, stop)
    if stop.steps is not None:
        stop.spend(math.ceil(solver.deterministic_time / STEP_S))
    has_grid = status in {cp_model.OPTIMAL, cp_model.FEASIBLE}
    return Found(
        grid=grid_of(builder, solver.value) if has_grid else None,
        value=round(solver.objective_value) if has_grid else None,
        bound=solver.best_objective_bound if status != cp_model.MODEL_INVALID else -math.inf,
        is_optimal=status == cp_model.OPTIMAL,
        is_infeasible=status == cp_model.INFEASIBLE,
    )


def grid_of(builder: Builder, value: Callable[[cp_model.IntVar], int]) -> Grid:
    """Return the grid that the values of variables say."""
    room = np.full(builder.model.tasks, NOWHERE, dtype=np.int64)
    start = np.zeros(builder.model.tasks, dtype=np.int64)
    for task in range(builder.model.tasks):
        if value(builder.placed[task]):
            room[task] = next(r for r, literal in builder.at[task].items() if value(literal))
            start[task] = value(builder.start[task])
    return Grid(room, start)


class _Watcher(cp_model.CpSolverSolutionCallback):
    """Keeps the last grid and bound until the thread that asked passes them on."""

    def __init__(self, builder: Builder, heard: Heard | None) -> None:
        super().__init__()
        self._builder, self._heard = builder, heard
        self._news: list[tuple[Grid | None, float]] = []

    def on_solution_callback(self) -> None:
        """Keep a better grid."""
        if self._heard is not None:
            self._news.append((grid_of(self._builder, self.value), self.best_objective_bound))

    def hear_bound(self, bound: float) -> None:
        """Keep a better bound."""
        self._news.append((None, bound))

    def tell(self) -> None:
        """Pass on what came since the last time."""
        while self._news:
            grid, bound = self._news.pop(0)
            if self._heard is not None:
                self._heard(grid, bound)


def _solver(stop: Stop, seed: int) -> cp_model.CpSolver:
    solver = cp_model.CpSolver()
    parameters = solver.parameters
    parameters.random_seed = seed
    parameters.num_workers = WORKERS
    parameters.catch_sigint_signal = False  # the engine's own interrupt keeps the best so far
    if stop.budget_s is not None:
        parameters.max_time_in_seconds = stop.left_s
    if stop.steps is not None:
        parameters.num_workers = 1  # the same on every machine
        parameters.max_deterministic_time = stop.left_steps * STEP_S
    return solver


def _watched(solver: cp_model.CpSolver, model: cp_model.CpModel, watcher: _Watcher, stop: Stop) -> int:
    """Solve in a thread of its own, so that a wish to stop is heard meanwhile."""
    status: list[int] = []
    thread = threading.Thread(target=lambda: status.append(int(solver.solve(model, watcher))), daemon=True)
    thread.start()
    while thread.is_alive():
        thread.join(LOOK_S)
        watcher.tell()
        if stop.cancel():
            solver.stop_search()
    watcher.tell()
    return status[0] if status else int(cp_model.UNKNOWN)
