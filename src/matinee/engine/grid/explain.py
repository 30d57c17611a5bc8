"""A grid in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matinee.engine.grid.words import clock, showing_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matinee.engine.grid.contract import GridProblem
    from matinee.engine.grid.solution import GridSolution, LostGuest


def explain(problem: GridProblem, solution: GridSolution) -> Sequence[str]:
    """Return a line for the whole, for each showing, each one without a place, each change and each guest lost."""
    events = {event.id: event for event in problem.events}
    rooms = {room.id: room.name for room in problem.auditoriums}
    people = {person.id: person.name for person in problem.people}
    lines = list(solution.reasons)
    lines += [
        f"{clock(problem, one.start_min)} {showing_of(events[one.event], one.showing)} in {rooms[one.auditorium]}. "
        f"{one.why_here}".strip()
        for one in solution.showings
    ]
    lines += [
        f"{showing_of(events[gone.event], gone.showing)} has no place. {gone.reason}".strip()
        for gone in solution.unplaced
    ]
    for change in solution.changes:
        name = showing_of(events[change.event], change.showing)
        was = f"{clock(problem, change.before.start_min)} in {rooms[change.before.auditorium]}"
        now = "nowhere"
        if change.after is not None:
            now = f"{clock(problem, change.after.start_min)} in {rooms[change.after.auditorium]}"
        lines.append(f"{name} moves from {was} to {now}: {change.reason}.")
    return [*lines, *(_lost(one, people[one.person], events[one.event].name) for one in solution.lost_guests)]


def _lost(lost: LostGuest, person: str, event: str) -> str:
    which = "any showing" if lost.showing is None else f"showing {lost.showing}"
    return f"{person} ({lost.role}) is lost for {event}, {which}."
