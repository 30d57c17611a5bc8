"""A grid problem as numbers: what the exact solver and the search at festival size both reckon with.

A *task* is one showing of an event, numbered over all events in their order; rooms and people are numbered likewise. A
grid is two arrays ``room`` and ``start`` ``(tasks,)``; room -1 says that a task has no place. Domains hold all that
concerns one task alone: windows, hours, features, premieres, locks, forbidden starts. What concerns two tasks:

- in one room, ``start + length + turnaround[room] <= other start`` one way round, with ``start`` less ``before``;
- repeats of an event, ``|start - other start| >= apart``;
- attended duties of one person, ``end of duty + way <= beginning of the other`` one way round.

References
----------
M. Pinedo, 2016, Scheduling, https://doi.org/10.1007/978-3-319-26580-3 (unrelated machines with time windows)

"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse.csgraph import floyd_warshall

from matinee.engine.grid.domains import domains_of
from matinee.engine.grid.spans import distance, joined, minutes_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from matinee.engine.grid.contract import GridProblem
    from matinee.engine.grid.spans import Spans

    Whole = NDArray[np.int64]
    Domain = Mapping[int, Spans]

EVERY, FIRST, ANY = range(3)
NOWHERE = -1
SCALE = 1000  # weights have three decimals


@dataclass(frozen=True, slots=True)
class Duties:
    """People's parts; arrays ``(duties,)``. ``kind`` is EVERY, FIRST or ANY."""

    person: Whole
    event: Whole
    kind: Whole
    before: Whole
    after: Whole
    guests: Whole


@dataclass(frozen=True, slots=True)
class Pairs:
    """Events that people want both of; arrays ``(pairs,)``."""

    a: Whole
    b: Whole
    people: Whole


@dataclass(frozen=True, slots=True)
class Grid:
    """A decision; arrays ``(tasks,)``, room `NOWHERE` where a task has no place."""

    room: Whole
    start: Whole

    def copy(self) -> Grid:
        """Return a grid of its own."""
        return Grid(self.room.copy(), self.start.copy())


@dataclass(frozen=True, slots=True)
class Model:
    """The problem compiled.

    ``event``, ``number`` (from 1), ``before``, ``during``, ``length`` (all three parts), ``must``, ``locked`` and the
    published place have the shape ``(tasks,)``; ``apart``, ``demand`` and ``is_premiere`` ``(events,)``;
    ``tasks_of`` gives the tasks of each event; ``domains[task][room]`` the spans of starts, on multiples of ``step`` or
    single minutes; ``way`` ``(rooms, rooms)`` minutes; ``weights`` by term in thousandths.
    """

    problem: GridProblem
    event: Whole
    number: Whole
    before: Whole
    during: Whole
    length: Whole
    must: NDArray[np.bool_]
    locked: NDArray[np.bool_]
    published_room: Whole
    published_start: Whole
    tasks_of: tuple[tuple[int, ...], ...]
    domains: tuple[Domain, ...]
    apart: Whole
    demand: Whole
    is_premiere: NDArray[np.bool_]
    precedence: tuple[tuple[int, int, int], ...]
    turnaround: Whole
    seats: Whole
    way: Whole
    duties: Duties
    person_windows: tuple[Spans | None, ...]
    person_is_hard: NDArray[np.bool_]
    pairs: Pairs
    step: int
    weights: Mapping[str, int]

    @property
    def tasks(self) -> int:
        """Return how many showings are wanted."""
        return len(self.event)

    def starts(self, task: int, room: int) -> Whole:
        """Return every start a task may have in a room."""
        return minutes_of(self.domains[task].get(room, ()), self.step)

    def is_allowed(self, task: int, room: int, start: int) -> bool:
        """Say whether a task alone may stand there (spans begin on the step, or are one minute)."""
        return any(a <= start <= b and (start - a) % self.step == 0 for a, b in self.domains[task].get(room, ()))

    def off_daypart(self, task: int, starts: Whole) -> Whole:
        """Return the minutes from each start to the nearest wished window."""
        wished = self.problem.events[self.event[task]].wished_windows
        return distance(wished, starts) if wished else np.zeros(len(starts), dtype=np.int64)

    def is_there(self, duty: int, start: int) -> bool:
        """Say whether the person of a duty is there for a showing that starts then."""
        spans = self.person_windows[self.duties.person[duty]]
        if spans is None:
            return True
        event = self.problem.events[self.duties.event[duty]]
        begins, ends = start - self.duties.before[duty], start + event.during_min + self.duties.after[duty]
        return any(a <= begins and ends <= b for a, b in spans)

    def there(self, duty: int, starts: Whole) -> NDArray[np.bool_]:
        """Return `is_there` for many starts at once."""
        spans = self.person_windows[self.duties.person[duty]]
        if spans is None:
            return np.ones(len(starts), dtype=np.bool_)
        event = self.problem.events[self.duties.event[duty]]
        begins, ends = starts - self.duties.before[duty], starts + event.during_min + self.duties.after[duty]
        inside = np.zeros(len(starts), dtype=np.bool_)
        for a, b in spans:
            inside |= (begins >= a) & (ends <= b)
        return inside

    def empty(self) -> Grid:
        """Return a grid with nothing in it."""
        return Grid(np.full(self.tasks, NOWHERE, dtype=np.int64), np.zeros(self.tasks, dtype=np.int64))

    def published(self) -> Grid:
        """Return the published grid, whatever it breaks."""
        return Grid(self.published_room.copy(), np.where(self.published_room < 0, 0, self.published_start))


def compile_model(problem: GridProblem) -> Model:
    """Return the problem as numbers."""
    events = problem.events
    tasks = [(e, k) for e, event in enumerate(events) for k in range(1, event.showings + 1)]
    place = {task: t for t, task in enumerate(tasks)}
    number_of = {event.id: e for e, event in enumerate(events)}
    of = [events[e] for e, _ in tasks]
    tasks_of: dict[int, list[int]] = defaultdict(list)
    for t, (e, _) in enumerate(tasks):
        tasks_of[e].append(t)
    locked = {place[number_of[lock.event], lock.showing] for lock in problem.locks}
    room, start = _published(problem, place)
    return Model(
        problem=problem,
        event=_whole([e for e, _ in tasks]),
        number=_whole([k for _, k in tasks]),
        before=_whole([event.before_min for event in of]),
        during=_whole([event.during_min for event in of]),
        length=_whole([event.before_min + event.during_min + event.after_min for event in of]),
        must=np.array([problem.must(event) for event in of], dtype=np.bool_),
        locked=np.isin(np.arange(len(tasks)), sorted(locked)),
        published_room=room,
        published_start=start,
        tasks_of=tuple(tuple(tasks_of[e]) for e in range(len(events))),
        domains=tuple(domains_of(problem, tasks, room, start)),
        apart=_whole([event.apart_min for event in events]),
        demand=_whole([event.demand for event in events]),
        is_premiere=np.isin(np.arange(len(events)), [number_of[rule.event] for rule in problem.premieres]),
        precedence=tuple((number_of[p.a], number_of[p.b], p.gap_min) for p in problem.precedence),
        turnaround=_whole([one.turnaround_min for one in problem.auditoriums]),
        seats=_whole([one.seats for one in problem.auditoriums]),
        way=_ways(problem),
        duties=_duties(problem, number_of),
        person_windows=tuple(None if p.windows is None else joined(p.windows) for p in problem.people),
        person_is_hard=np.array([p.is_hard for p in problem.people], dtype=np.bool_),
        pairs=_pairs(problem, number_of),
        step=problem.step_min,
        weights={name: round(getattr(problem.weights, name) * SCALE) for name in TERMS},
    )


TERMS = (
    "unplaced",
    "guests_lost",
    "cannot_see_both",
    "unseated",
    "off_daypart",
    "turnaround",
    "walking",
    "changes",
    "moved",
)


def _whole(values: list[int]) -> Whole:
    return np.array(values, dtype=np.int64)


def _published(problem: GridProblem, place: Mapping[tuple[int, int], int]) -> tuple[Whole, Whole]:
    room, start = np.full((2, len(place)), NOWHERE, dtype=np.int64)
    rooms = {one.id: r for r, one in enumerate(problem.auditoriums)}
    events = {event.id: e for e, event in enumerate(problem.events)}
    for entry in problem.published:
        t = place[events[entry.event], entry.showing]
        room[t], start[t] = rooms[entry.auditorium], entry.start_min
    return room, start


def _ways(problem: GridProblem) -> Whole:
    """Return the shortest ways between auditoriums, through other venues where that is shorter."""
    names = sorted({room.venue for room in problem.auditoriums})
    venues = {name: v for v, name in enumerate(names)}
    direct = np.full((len(names), len(names)), float(problem.travel_min))
    for way in problem.travel:
        direct[venues[way.a], venues[way.b]] = direct[venues[way.b], venues[way.a]] = way.minutes
    direct += 1e-6  # a dense graph reads 0 as no way at all
    np.fill_diagonal(direct, 0.0)
    shortest = np.floor(floyd_warshall(direct) if names else direct).astype(np.int64)
    at = _whole([venues[room.venue] for room in problem.auditoriums])
    ways: Whole = shortest[np.ix_(at, at)] + problem.same_venue_min * (at[:, None] == at[None, :])
    np.fill_diagonal(ways, 0)
    return ways


def _duties(problem: GridProblem, number_of: Mapping[str, int]) -> Duties:
    kinds = {"every": EVERY, "first": FIRST, "any": ANY}
    rows = [
        (p, number_of[duty.event], kinds[duty.showings], duty.before_min, duty.after_min, duty.guests)
        for p, person in enumerate(problem.people)
        for duty in person.roles
    ]
    columns = np.array(rows, dtype=np.int64).reshape(-1, 6).T
    return Duties(*columns)


def _pairs(problem: GridProblem, number_of: Mapping[str, int]) -> Pairs:
    told = {tuple(sorted((number_of[pair.a], number_of[pair.b]))): pair.people for pair in problem.audiences}
    found = {**_alike(problem), **told}
    rows = np.array([(a, b, people) for (a, b), people in sorted(found.items()) if people > 0], dtype=np.int64)
    return Pairs(*rows.reshape(-1, 3).T)


def _alike(problem: GridProblem) -> dict[tuple[int, ...], int]:
    """Return how many people want both of two events of one strand or with tags in common."""
    events, overlap = problem.events, problem.overlap
    if overlap.strand == overlap.tag == 0:
        return {}
    found: dict[tuple[int, ...], int] = {}
    for a, one in enumerate(events):
        for b in range(a + 1, len(events)):
            other = events[b]
            share = overlap.tag * len(set(one.tags) & set(other.tags))
            share += overlap.strand * (one.strand is not None and one.strand == other.strand)
            found[a, b] = round(min(one.demand, other.demand) * min(1.0, share))
    return found
