"""Reading a document of `matinee-grid/1`: names that answer, spans that last, weights that are whole in thousandths."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

from matinee.engine.errors import BadInput
from matinee.engine.grid.contract import GridProblem, Weights
from matinee.engine.json_reader import read, shown
from matinee.engine.json_schema import schema_of
from matinee.engine.references import numbered, require_known

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from matinee.engine.grid.contract import Forbid, Lock, Published, Window

DECIMALS = 3
ROUNDING = 1e-9  # what a float cannot say anyway
MOST_SHOWINGS = 2000


def parse(document: object) -> GridProblem:
    """Read and check a document."""
    problem = read(GridProblem, document)
    events = numbered([event.id for event in problem.events], "events[{}].id")
    rooms = numbered([room.id for room in problem.auditoriums], "auditoriums[{}].id")
    numbered([person.id for person in problem.people], "people[{}].id")
    _check_events(problem, rooms)
    _check_rooms(problem)
    _check_people(problem, events)
    _check_pairs(problem, events)
    _check_wishes(problem, events, rooms)
    for item in fields(Weights):
        _check_decimals(getattr(problem.weights, item.name), f"weights.{item.name}")
    return problem


def _check_events(problem: GridProblem, rooms: Collection[str]) -> None:
    for e, event in enumerate(problem.events):
        _check_spans(event.windows, f"events[{e}].windows")
        _check_spans(event.wished_windows, f"events[{e}].wished_windows")
        require_known(event.auditoriums or (), rooms, f"events[{e}].auditoriums[{{}}]")
    count = sum(event.showings for event in problem.events)
    if count > MOST_SHOWINGS:
        raise BadInput("events", f"want {count} showings together; at most {MOST_SHOWINGS} are accepted")


def _check_rooms(problem: GridProblem) -> None:
    for r, room in enumerate(problem.auditoriums):
        _check_spans(room.windows, f"auditoriums[{r}].windows")
    venues = {room.venue for room in problem.auditoriums}
    seen: set[frozenset[str]] = set()
    for i, way in enumerate(problem.travel):
        require_known([way.a], venues, f"travel[{i}].a")
        require_known([way.b], venues, f"travel[{i}].b")
        if way.a == way.b:
            raise BadInput(f"travel[{i}]", f"leads from {shown(way.a)} to itself; use same_venue_min")
        if frozenset((way.a, way.b)) in seen:
            raise BadInput(f"travel[{i}]", f"{way.a} and {way.b} have a way already; a way counts in both directions")
        seen.add(frozenset((way.a, way.b)))


def _check_people(problem: GridProblem, events: Collection[str]) -> None:
    for p, person in enumerate(problem.people):
        _check_spans(person.windows, f"people[{p}].windows")
        numbered([duty.event for duty in person.roles], f"people[{p}].roles[{{}}].event")
        require_known([duty.event for duty in person.roles], events, f"people[{p}].roles[{{}}].event")


def _check_pairs(problem: GridProblem, events: Collection[str]) -> None:
    """Check what names two events, audiences once for each pair."""
    seen: set[frozenset[str]] = set()
    named = [(f"audiences[{i}]", pair.a, pair.b) for i, pair in enumerate(problem.audiences)]
    named += [(f"precedence[{i}]", pair.a, pair.b) for i, pair in enumerate(problem.precedence)]
    for path, a, b in named:
        require_known([a], events, f"{path}.a")
        require_known([b], events, f"{path}.b")
        if a == b:
            raise BadInput(path, f"names {shown(a)} twice; name two events")
    for i, audience in enumerate(problem.audiences):
        if frozenset((audience.a, audience.b)) in seen:
            raise BadInput(f"audiences[{i}]", f"{audience.a} and {audience.b} have an audience already; add them up")
        seen.add(frozenset((audience.a, audience.b)))


def _check_wishes(problem: GridProblem, events: dict[str, int], rooms: Collection[str]) -> None:
    """Check locks, forbid, published and premieres: known names, and showings that are wanted."""
    entries: list[tuple[str, Lock | Forbid | Published]] = []
    entries += [(f"locks[{i}]", entry) for i, entry in enumerate(problem.locks)]
    entries += [(f"forbid[{i}]", entry) for i, entry in enumerate(problem.forbid)]
    entries += [(f"published[{i}]", entry) for i, entry in enumerate(problem.published)]
    for path, entry in entries:
        require_known([entry.event], events, f"{path}.event")
        require_known([] if entry.auditorium is None else [entry.auditorium], rooms, f"{path}.auditorium")
        wanted = problem.events[events[entry.event]].showings
        if entry.showing is not None and entry.showing > wanted:
            raise BadInput(f"{path}.showing", f"{entry.showing} is too large; {entry.event} has {wanted} showings")
    for i, rule in enumerate(problem.forbid):
        _check_spans(rule.windows, f"forbid[{i}].windows")
    for i, lock in enumerate(problem.locks):
        if lock.auditorium is None and lock.start_min is None:
            raise BadInput(f"locks[{i}]", "holds nothing; name an auditorium, a start_min, or both")
    for path, keys in (
        ("locks", [(lock.event, lock.showing) for lock in problem.locks]),
        ("published", [(entry.event, entry.showing) for entry in problem.published]),
    ):
        numbered([f"{event}, showing {showing}" for event, showing in keys], f"{path}[{{}}]")
    _check_premieres(problem, events, rooms)


def _check_premieres(problem: GridProblem, events: dict[str, int], rooms: Collection[str]) -> None:
    numbered([premiere.event for premiere in problem.premieres], "premieres[{}].event")
    require_known([premiere.event for premiere in problem.premieres], events, "premieres[{}].event")
    for i, premiere in enumerate(problem.premieres):
        require_known(premiere.auditoriums or (), rooms, f"premieres[{i}].auditoriums[{{}}]")
        _check_spans(premiere.windows, f"premieres[{i}].windows")


def _check_spans(spans: Iterable[Window] | None, path: str) -> None:
    for i, (start, end) in enumerate(spans or ()):
        if end < start:
            raise BadInput(f"{path}[{i}][1]", f"{end} is before {start}, where it begins")


def _check_decimals(points: float, path: str) -> None:
    if abs(points - round(points, DECIMALS)) > ROUNDING:
        raise BadInput(path, f"{shown(points)} has more than three decimals; round it")


def schema() -> dict[str, object]:
    """Return the JSON Schema of the input."""
    return schema_of(GridProblem, "matinee-grid/1")
