"""Times for programs, quickly: the search of the grid alone, which needs no proof to be of use between rounds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matinee.engine.grid.answer import Outcome, build
from matinee.engine.grid.model import SCALE, compile_model
from matinee.engine.grid.search import improve
from matinee.engine.grid.search.relaxed import least_cost
from matinee.engine.grid.warm import grid_from

if TYPE_CHECKING:
    from matinee.engine.grid import GridSolution
    from matinee.engine.grid.contract import GridProblem
    from matinee.engine.grid.model import Grid
    from matinee.engine.stop import Stop


def times_for(placed: GridProblem, warm: GridSolution | None, stop: Stop, seed: int) -> GridSolution | None:
    """Return a grid for programs, from an earlier one where there is one; None where a must has no place."""
    model = compile_model(placed)
    start = None if warm is None else grid_from(model, warm.to_json())
    grid = improve(model, start, stop, seed, _unheard)
    if grid is None:
        return None
    outcome = Outcome(
        model=model,
        grid=grid,
        bound=-least_cost(model),
        fewest_changes=None,
        elapsed_s=stop.elapsed_s,
        seed=seed,
        trace=(),
    )
    return build(outcome)


def bound_of(placed: GridProblem) -> float:
    """Return a proven bound on the score of every grid; without makers it holds wherever their films are."""
    return -least_cost(compile_model(placed)) / SCALE


def _unheard(grid: Grid) -> None:
    """Hear of better grids and do nothing: the last is the best."""
