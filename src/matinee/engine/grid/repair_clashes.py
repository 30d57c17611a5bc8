"""Which published showings a place is in conflict with, for every place that a showing may have.

Only what two showings are to blame for, whatever else moves: one auditorium, repeats and their premiere, an order, and
people who have to be at both. So a place without a conflict may still break a rule (of `any` showings, say), and
a place with one can never be taken while the other showing stays.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from matinee.engine.grid.model import ANY, EVERY, NOWHERE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from matinee.engine.grid.model import Grid, Model, Whole

    Mask = NDArray[np.bool_]


class Places(NamedTuple):
    """Every place that a task alone may have; arrays ``(places,)``, by room, then by start."""

    room: Whole
    start: Whole


class Clashes:
    """Conflicts of places with tasks that stay where a base grid has them."""

    def __init__(self, model: Model, base: Grid) -> None:
        self._model, self._base = model, base
        self._duties: list[list[int]] = [[] for _ in range(model.tasks)]
        self._of_person: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for duty, person in enumerate(model.duties.person.tolist()):
            for task in _bound(model, duty):
                self._duties[task].append(duty)
                self._of_person[person].append((task, duty))
        self._order: dict[int, list[tuple[int, int, bool]]] = defaultdict(list)
        for a, b, gap in model.precedence:
            first = _first_of(model, a)
            for task in model.tasks_of[b] if first != NOWHERE else ():
                self._order[first].append((task, gap, True))
                self._order[task].append((first, gap, False))

    def places(self, task: int) -> Places:
        """Return every place of a task where hard people can be."""
        model = self._model
        starts = {room: model.starts(task, room) for room in model.domains[task]}
        sizes = [len(found) for found in starts.values()]
        room = np.repeat(np.array(list(starts), dtype=np.int64), sizes)
        start = np.concatenate([np.zeros(0, dtype=np.int64), *starts.values()])
        kept = np.ones(len(start), dtype=np.bool_)
        for duty in self._duties[task]:
            if model.person_is_hard[model.duties.person[duty]]:
                kept &= model.there(duty, start)
        return Places(room[kept], start[kept])

    def of(self, task: int, places: Places, stays: Mask) -> Iterator[tuple[int, Mask]]:
        """Yield tasks that stay, each with the places it is in conflict with; a task may come more than once."""
        yield from self._in_rooms(task, places, stays)
        yield from self._of_event(task, places, stays)
        for duty in self._duties[task]:
            yield from self._of_duty(task, duty, places, stays)
        for other, gap, is_first in self._order[task]:
            if stays[other]:
                there, during = int(self._base.start[other]), self._model.during
                late = places.start + int(during[task]) + gap > there
                yield other, late if is_first else there + int(during[other]) + gap > places.start

    def _in_rooms(self, task: int, places: Places, stays: Mask) -> Iterator[tuple[int, Mask]]:
        model, base = self._model, self._base
        begins = places.start - model.before[task]
        ends = begins + model.length[task] + model.turnaround[places.room]
        edges = np.searchsorted(places.room, np.arange(len(model.seats) + 1)) if _is_sorted(places.room) else None
        for other in np.flatnonzero(stays & (base.room != NOWHERE)).tolist():
            room = int(base.room[other])
            if other == task or (edges is not None and edges[room] == edges[room + 1]):
                continue
            here = slice(edges[room], edges[room + 1]) if edges is not None else slice(None)
            opens = int(base.start[other] - model.before[other])
            closes = opens + int(model.length[other] + model.turnaround[room])
            meets = (begins[here] < closes) & (opens < ends[here]) & (places.room[here] == room)
            if meets.any():
                mask = np.zeros(len(begins), dtype=np.bool_)
                mask[here] = meets
                yield other, mask

    def _of_event(self, task: int, places: Places, stays: Mask) -> Iterator[tuple[int, Mask]]:
        model, event = self._model, int(self._model.event[task])
        first = model.tasks_of[event][0]
        for other in model.tasks_of[event]:
            if other == task or not stays[other]:
                continue
            later = places.start - self._base.start[other]
            meets = np.abs(later) < model.apart[event]
            if model.is_premiere[event] and first in {task, other}:
                meets |= later > 0 if task == first else later < 0
            yield other, meets

    def _of_duty(self, task: int, duty: int, places: Places, stays: Mask) -> Iterator[tuple[int, Mask]]:
        """Yield the tasks that the person of a duty could not be at besides."""
        model, base, duties = self._model, self._base, self._model.duties
        others = [
            (other, their)
            for other, their in self._of_person[int(duties.person[duty])]
            if other != task and stays[other] and model.is_there(their, int(base.start[other]))
        ]
        if not others:
            return
        there = model.there(duty, places.start)
        begins = places.start - duties.before[duty]
        ends = places.start + model.during[task] + duties.after[duty]
        for other, their in others:
            opens = int(base.start[other] - duties.before[their])
            closes = int(base.start[other] + model.during[other] + duties.after[their])
            way = model.way[base.room[other], places.room]
            yield other, there & (ends + way > opens) & (closes + way > begins)


def _is_sorted(values: Whole) -> bool:
    return bool((np.diff(values) >= 0).all())


def _first_of(model: Model, event: int) -> int:
    """Return the task that is the first of an event in every grid, `NOWHERE` where that is open."""
    tasks = model.tasks_of[event]
    return tasks[0] if len(tasks) == 1 or model.is_premiere[event] else NOWHERE


def _bound(model: Model, duty: int) -> Sequence[int]:
    """Return the tasks that the person of a duty has to be at in every grid, if they are there then."""
    event, kind = int(model.duties.event[duty]), int(model.duties.kind[duty])
    tasks, first = model.tasks_of[event], _first_of(model, event)
    if kind == EVERY:
        return tasks
    if kind == ANY:
        return tasks if len(tasks) == 1 and model.person_is_hard[model.duties.person[duty]] else ()
    return () if first == NOWHERE else (first,)
