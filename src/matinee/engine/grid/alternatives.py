"""Other grids worth looking at, and what each gives up for what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matinee.engine.grid.answer import placed_of
from matinee.engine.grid.around import Around
from matinee.engine.grid.cpsat import different
from matinee.engine.grid.cpsat.rules import Whole
from matinee.engine.grid.cpsat.solving import ask
from matinee.engine.grid.model import SCALE, TERMS
from matinee.engine.grid.score import raw_of, score_of
from matinee.engine.grid.search import improve
from matinee.engine.grid.solution import Alternative

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from matinee.engine.grid.model import Grid, Model
    from matinee.engine.problem import How
    from matinee.engine.stop import Stop

MOST = 200  # showings of which one model is asked for another grid


def alternatives(model: Model, best: Grid, how: How) -> Iterator[Alternative]:
    """Yield other grids, each unlike the best and those before; none any more where time is over or none is left."""
    known = [best]
    for number in range(how.alternatives):
        part = how.stop.part(1 / (how.alternatives - number))
        if model.tasks > MOST:  # another search ends elsewhere by itself
            found = improve(model, None, part, how.seed + number + 1, lambda _: None)
        else:
            found = _proven(model, known, part, how.seed)
        how.stop.spend(part.spent)
        if found is None:
            return
        known.append(found)
        yield alternative(model, best, found)


def _proven(model: Model, known: Sequence[Grid], stop: Stop, seed: int) -> Grid | None:
    """Return the best grid unlike those known."""
    whole = Whole(model)
    for grid in known:
        different.add(whole, grid)
    whole.cp.minimize(whole.cost_expression())
    return ask(whole, stop, seed).grid


def alternative(model: Model, best: Grid, other: Grid) -> Alternative:
    """Return a grid as an alternative to the best: above 0 is what it gives up, below what it gains, in points."""
    was, raw = raw_of(model, best), raw_of(model, other)
    return Alternative(
        score=score_of(model, raw),
        differs=different.differs(best, other),
        gives_up={
            name: (raw[name] - was[name]) * model.weights[name] / SCALE
            for name in TERMS
            if raw[name] != was[name] and model.weights[name]
        },
        showings=tuple(placed_of(Around(model, other), None)),
    )
