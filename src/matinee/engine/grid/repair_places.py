"""The places of tasks that may move, less those that a task which stays is in the way of."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from matinee.engine.grid.model import NOWHERE
from matinee.engine.grid.repair_clashes import Clashes, Places

if TYPE_CHECKING:
    from collections.abc import Collection

    from matinee.engine.grid.model import Grid, Model
    from matinee.engine.grid.spans import Spans


def narrowed(model: Model, base: Grid, free: Collection[int]) -> Model:
    """Return the model with only those places of free tasks that the others leave them, all of which stay."""
    stays = base.room != NOWHERE
    stays[list(free)] = False
    if not stays.any():
        return model
    clashes = Clashes(model, base)
    domains = list(model.domains)
    for task in free:
        places = clashes.places(task)
        kept = np.ones(len(places.start), dtype=np.bool_)
        for _, meets in clashes.of(task, places, stays):
            kept &= ~meets
        domains[task] = _domain(Places(places.room[kept], places.start[kept]), model.step)
    return replace(model, domains=tuple(domains))


def _domain(places: Places, step: int) -> dict[int, Spans]:
    """Return places as spans of starts by room."""
    found = {}
    for room in np.unique(places.room).tolist():
        starts = places.start[places.room == room]
        parts = np.split(starts, np.flatnonzero(np.diff(starts) != step) + 1)
        found[room] = tuple((int(part[0]), int(part[-1])) for part in parts)
    return found
