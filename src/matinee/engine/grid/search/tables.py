"""A compiled grid problem as plain arrays for machine code; a list of lists is a flat array and where each list begins."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from matinee.engine.grid.model import Model

    Whole = NDArray[np.int64]


class Rows(NamedTuple):
    """Lists of equal-wide rows: those of list i stand in ``row[begin[i] : begin[i + 1]]``."""

    begin: Whole
    row: Whole


class Weights(NamedTuple):
    """What a unit of each term costs, in thousandths of a point."""

    unplaced: int
    guests_lost: int
    cannot_see_both: int
    unseated: int
    off_daypart: int
    turnaround: int
    walking: int
    changes: int
    moved: int


class Tables(NamedTuple):
    """What does not change; shapes ``(tasks,)``, ``(events,)``, ``(rooms,)`` and lists of the rows named."""

    event: Whole
    before: Whole
    during: Whole
    length: Whole
    absent: Whole  # (tasks,) thousandths for having no place; far more where it must have one
    published: Whole  # (tasks, 2) room and start, room -1 for none
    first: Whole  # (events + 1,) first task of each event
    apart: Whole
    demand: Whole
    is_premiere: NDArray[np.bool_]
    turnaround: Whole
    seats: Whole
    way: Whole  # (rooms, rooms) minutes
    domain: Rows  # of task * rooms + room: first and last start of a span
    wished: Rows  # of an event: first and last wished start
    audience: Rows  # of an event: another event, people
    earlier: Rows  # of an event: one that has to have ended, minutes before
    later: Rows  # of an event: one that has to wait for it, minutes
    crew: Rows  # of an event: people
    duty: Rows  # of a person: event, kind, before, after, guests
    stay: Rows  # of a person: first and last minute they are there
    is_always: NDArray[np.bool_]  # (people,) there all the time
    is_hard: NDArray[np.bool_]  # (people,)
    weights: Weights
    comfort: int
    within: int
    step: int


MUST = 10_000_000_000  # thousandths: ten million points for a showing there has to be


def tables_of(model: Model) -> Tables:
    """Return a model as tables."""
    problem, weights = model.problem, Weights(**model.weights)
    events = len(model.demand)
    first = np.zeros(events + 1, dtype=np.int64)
    first[1:] = np.cumsum([len(tasks) for tasks in model.tasks_of])
    duties = model.duties
    by_person = np.column_stack([duties.event, duties.kind, duties.before, duties.after, duties.guests])
    people = len(model.person_is_hard)
    is_bound = model.must | model.locked
    return Tables(
        event=model.event,
        before=model.before,
        during=model.during,
        length=model.length,
        absent=np.where(is_bound, MUST, weights.unplaced).astype(np.int64),
        published=np.column_stack([model.published_room, model.published_start]),
        first=first,
        apart=model.apart,
        demand=model.demand,
        is_premiere=model.is_premiere,
        turnaround=model.turnaround,
        seats=model.seats,
        way=np.ascontiguousarray(model.way),
        domain=_domain(model),
        wished=_listed([event.wished_windows or () for event in problem.events], 2),
        audience=_both_ways(model, events),
        earlier=_grouped(events, [(b, a, gap) for a, b, gap in model.precedence], 2),
        later=_grouped(events, [(a, b, gap) for a, b, gap in model.precedence], 2),
        crew=_grouped(events, sorted(set(zip(duties.event.tolist(), duties.person.tolist(), strict=True))), 1),
        duty=_grouped(people, np.column_stack([duties.person, by_person]).tolist(), 5),
        stay=_listed([spans or () for spans in model.person_windows], 2),
        is_always=np.array([spans is None for spans in model.person_windows], dtype=np.bool_),
        is_hard=model.person_is_hard,
        weights=weights,
        comfort=problem.comfort_min,
        within=problem.walk_within_min,
        step=model.step,
    )


def _domain(model: Model) -> Rows:
    rooms = range(len(model.seats))
    return _listed([model.domains[task].get(room, ()) for task in range(model.tasks) for room in rooms], 2)


def _both_ways(model: Model, events: int) -> Rows:
    pairs = model.pairs
    one = np.column_stack([pairs.a, pairs.b, pairs.people])
    other = np.column_stack([pairs.b, pairs.a, pairs.people])
    return _grouped(events, np.vstack([one, other]).tolist(), 2)


def _grouped(lists: int, rows: Iterable[Sequence[int]], width: int) -> Rows:
    """Return rows as lists by their first number, in the order given."""
    found: list[list[Sequence[int]]] = [[] for _ in range(lists)]
    for row in rows:
        found[row[0]].append(row[1:])
    return _listed(found, width)


def _listed(lists: Sequence[Sequence[Sequence[int]]], width: int) -> Rows:
    begin = np.zeros(len(lists) + 1, dtype=np.int64)
    begin[1:] = np.cumsum([len(rows) for rows in lists])
    flat = [row for rows in lists for row in rows]
    return Rows(begin, np.array(flat, dtype=np.int64).reshape(-1, width))
