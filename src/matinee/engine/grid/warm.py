"""An earlier answer as the grid to begin from."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matinee.engine.grid.model import Grid, Model


def grid_from(model: Model, output: object) -> Grid | None:
    """Return the grid of an output document, what no longer fits left out; None where it holds none."""
    showings = output.get("showings") if isinstance(output, dict) else None
    if not isinstance(showings, list):
        return None
    events, rooms = model.problem.events, model.problem.auditoriums
    place = {(events[model.event[t]].id, int(model.number[t])): t for t in range(model.tasks)}
    room_of = {room.id: r for r, room in enumerate(rooms)}
    grid = model.empty()
    for one in showings:
        if not isinstance(one, dict):
            continue
        task = place.get((str(one.get("event")), one.get("showing", 1)))
        room = room_of.get(str(one.get("auditorium")))
        start = one.get("start_min")
        if task is not None and room is not None and isinstance(start, int) and model.is_allowed(task, room, start):
            grid.room[task], grid.start[task] = room, start
    return grid
