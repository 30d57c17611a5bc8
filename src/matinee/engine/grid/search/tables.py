"""A compiled grid problem as a few plain arrays for machine code; constants name their columns.

Few and wide instead of many and narrow: every array that is handed to a compiled function costs time at each call, and
much more when it is compiled.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from matinee.engine.grid.model import TERMS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from matinee.engine.grid.model import Model

    Whole = NDArray[np.int64]
    Lists = Sequence[Sequence[Sequence[int]]]

EVENT, BEFORE, DURING, LENGTH, ABSENT, WAS_ROOM, WAS_START = range(7)  # of a task
FIRST_TASK, APART, DEMAND, IS_PREMIERE, WISHED, AUDIENCE, EARLIER, LATER, CREW = range(9)  # of an event
DUTIES, STAYS, IS_ALWAYS, IS_HARD = range(4)  # of a person
TO_EVENT, KIND, EARLY, LATE, GUESTS = range(5)  # of a duty
TURNAROUND, SEATS = range(2)  # of a room
COMFORT, WITHIN, STEP = range(len(TERMS), len(TERMS) + 3)  # after the weights, in the order of TERMS
UNPLACED, GUESTS_LOST, TORN, UNSEATED, OFF_DAYPART, HASTE, WALKING, CHANGES, MOVED = range(len(TERMS))
MUST = 10_000_000_000  # thousandths: ten million points for a showing there has to be


class Tables(NamedTuple):
    """What does not change.

    A list of an event or person stands in ``rows[begin of it : begin of the next one]``, two numbers a row: first and
    last wished start; another event and its people; an earlier or later event and its minutes; a person of the crew; a
    person's first and last minute.
    """

    task: Whole  # (tasks, 7)
    event: Whole  # (events + 1, 9)
    person: Whole  # (people + 1, 4)
    duty: Whole  # (duties, 5)
    room: Whole  # (rooms, 2)
    way: Whole  # (rooms, rooms) minutes
    door: Whole  # (tasks * rooms + 1,) where the spans of a task in a room begin
    span: Whole  # (spans, 2) first and last start
    rows: Whole  # (rows, 2)
    number: Whole  # (12,) weights in thousandths, and minutes


def tables_of(model: Model) -> Tables:
    """Return a model as tables."""
    rows: list[Sequence[int]] = [(0, 0)]  # never empty
    problem = model.problem
    doors, spans = _spans(model)
    minutes = [problem.comfort_min, problem.walk_within_min, model.step]
    return Tables(
        task=_tasks(model),
        event=_events(model, rows),
        person=_people(model, rows),
        duty=_duties(model),
        room=np.column_stack([model.turnaround, model.seats]),
        way=np.ascontiguousarray(model.way),
        door=doors,
        span=spans,
        rows=np.array(rows, dtype=np.int64),
        number=np.array([model.weights[name] for name in TERMS] + minutes, dtype=np.int64),
    )


def _tasks(model: Model) -> Whole:
    absent = np.where(model.must | model.locked, MUST, model.weights["unplaced"])
    own = [model.event, model.before, model.during, model.length, absent]
    return np.column_stack([*own, model.published_room, model.published_start]).astype(np.int64)


def _events(model: Model, rows: list[Sequence[int]]) -> Whole:
    events, duties, pairs = len(model.demand), model.duties, model.pairs
    there = np.column_stack([pairs.a, pairs.b, pairs.people]).tolist()
    back = np.column_stack([pairs.b, pairs.a, pairs.people]).tolist()
    crew = sorted(set(zip(duties.event.tolist(), duties.person.tolist(), strict=True)))
    table = np.zeros((events + 1, 9), dtype=np.int64)
    table[1:, FIRST_TASK] = np.cumsum([len(tasks) for tasks in model.tasks_of])
    table[:-1, APART], table[:-1, DEMAND], table[:-1, IS_PREMIERE] = model.apart, model.demand, model.is_premiere
    table[:, WISHED] = _listed([event.wished_windows or () for event in model.problem.events], rows)
    table[:, AUDIENCE] = _listed(_grouped(events, there + back), rows)
    table[:, EARLIER] = _listed(_grouped(events, [(b, a, gap) for a, b, gap in model.precedence]), rows)
    table[:, LATER] = _listed(_grouped(events, [(a, b, gap) for a, b, gap in model.precedence]), rows)
    table[:, CREW] = _listed(_grouped(events, [(event, person, 0) for event, person in crew]), rows)
    return table


def _people(model: Model, rows: list[Sequence[int]]) -> Whole:
    people = len(model.person_is_hard)
    table = np.zeros((people + 1, 4), dtype=np.int64)
    table[1:, DUTIES] = np.cumsum(np.bincount(model.duties.person, minlength=people))
    table[:, STAYS] = _listed([spans or () for spans in model.person_windows], rows)
    table[:-1, IS_ALWAYS] = [spans is None for spans in model.person_windows]
    table[:-1, IS_HARD] = model.person_is_hard
    return table


def _duties(model: Model) -> Whole:
    duties = model.duties
    table = np.column_stack([duties.event, duties.kind, duties.before, duties.after, duties.guests])
    return np.ascontiguousarray(table[np.argsort(duties.person, kind="stable")])


def _spans(model: Model) -> tuple[Whole, Whole]:
    rooms = range(len(model.seats))
    lists = [model.domains[task].get(room, ()) for task in range(model.tasks) for room in rooms]
    rows: list[Sequence[int]] = []
    doors = np.array(_listed(lists, rows), dtype=np.int64)
    return doors, np.array(rows, dtype=np.int64).reshape(-1, 2)


def _grouped(lists: int, rows: Iterable[Sequence[int]]) -> Lists:
    """Return rows as lists by their first number, in the order given."""
    found: list[list[Sequence[int]]] = [[] for _ in range(lists)]
    for row in rows:
        found[row[0]].append(row[1:])
    return found


def _listed(lists: Lists, rows: list[Sequence[int]]) -> list[int]:
    """Add lists to the rows; return where each begins, and where the last one ends."""
    begins = []
    for one in lists:
        begins.append(len(rows))
        rows.extend(one)
    return [*begins, len(rows)]
