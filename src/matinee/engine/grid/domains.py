"""Where each showing may stand by itself: windows, hours and features of auditoriums, locks, what is forbidden."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matinee.engine.grid.spans import common, holds, joined, on_step, without

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from matinee.engine.grid.contract import Auditorium, Event, Forbid, GridProblem, Lock, Premiere
    from matinee.engine.grid.spans import Spans

EVER = ((-10_000_000, 10_000_000),)


class Domains:
    """Makes domains; equal events share the work."""

    def __init__(self, problem: GridProblem) -> None:
        self._problem = problem
        self._hours = [joined(room.windows) for room in problem.auditoriums]
        self._locks = {(lock.event, lock.showing): lock for lock in problem.locks}
        self._premieres = {premiere.event: premiere for premiere in problem.premieres}
        self._open: dict[tuple[int, int, int, Spans | None], Spans] = {}
        self._forbid: dict[str, list[Forbid]] = {}
        for rule in problem.forbid:
            self._forbid.setdefault(rule.event, []).append(rule)

    def of(self, event: Event, showing: int, published: tuple[int, int]) -> dict[int, Spans]:
        """Return the spans of starts by room; ``published`` is a room and a start, room -1 for none."""
        found = {}
        for r, room in enumerate(self._problem.auditoriums):
            if is_fit(event, room):
                spans = self._in_room(event, showing, r, published)
                if spans:
                    found[r] = spans
        return found

    def _in_room(self, event: Event, showing: int, r: int, published: tuple[int, int]) -> Spans:
        room = self._problem.auditoriums[r]
        lock = self._locks.get((event.id, showing))
        premiere = self._premieres.get(event.id) if showing == 1 else None
        if not _admits(lock, premiere, room):
            return ()
        spans = self._while_open(event, r)
        if premiere is not None and premiere.windows is not None:
            spans = common(spans, joined(premiere.windows))
        spans = without(spans, self._forbidden(event, showing, room))
        if lock is not None and lock.start_min is not None:
            return ((lock.start_min, lock.start_min),) if holds(spans, lock.start_min) else ()
        return _with_published(spans, self._problem.step_min, published, r)

    def _while_open(self, event: Event, r: int) -> Spans:
        """Return the starts in the event's windows that leave all its minutes inside the hours of a room."""
        key = (r, event.before_min, event.during_min + event.after_min, event.windows)
        if key not in self._open:
            before, tail = key[1:3]
            hours = tuple((a + before, b - tail) for a, b in self._hours[r] if b - a >= before + tail)
            self._open[key] = common(hours, EVER if event.windows is None else joined(event.windows))
        return self._open[key]

    def _forbidden(self, event: Event, showing: int, room: Auditorium) -> Spans:
        rules = [
            rule
            for rule in self._forbid.get(event.id, ())
            if rule.showing in {None, showing} and rule.auditorium in {None, room.id}
        ]
        return tuple(span for rule in rules for span in (EVER if rule.windows is None else rule.windows))


def is_fit(event: Event, room: Auditorium) -> bool:
    """Say whether an auditorium may hold an event at all."""
    return set(event.features) <= set(room.features) and (event.auditoriums is None or room.id in event.auditoriums)


def _admits(lock: Lock | None, premiere: Premiere | None, room: Auditorium) -> bool:
    if lock is not None and lock.auditorium not in {None, room.id}:
        return False
    return premiere is None or premiere.auditoriums is None or room.id in premiere.auditoriums


def _with_published(spans: Spans, step: int, published: tuple[int, int], r: int) -> Spans:
    """Return the starts on the step, and the published one where it is off the step and still allowed."""
    stepped = on_step(spans, step)
    room, start = published
    is_off = room == r and start % step != 0 and holds(spans, start)
    return tuple(sorted((*stepped, (start, start)))) if is_off else stepped


def domains_of(
    problem: GridProblem, tasks: Sequence[tuple[int, int]], room: NDArray[np.int64], start: NDArray[np.int64]
) -> Iterator[dict[int, Spans]]:
    """Yield the domain of each task ``(event, showing)`` by room."""
    domains = Domains(problem)
    for t, (e, showing) in enumerate(tasks):
        yield domains.of(problem.events[e], showing, (int(room[t]), int(start[t])))
