"""The checker's rules for showings: by themselves, together, and what was promised."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from matinee.engine.grid.verify_parts import FAR, is_in, merged
from matinee.engine.grid.words import clock, showing_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matinee.engine.grid.contract import GridProblem
    from matinee.engine.grid.verify_parts import Grid, Shown


class Rules:
    """The rules of one problem."""

    def __init__(self, problem: GridProblem) -> None:
        self._problem = problem
        self._events = {event.id: event for event in problem.events}
        self._premieres = {rule.event: rule for rule in problem.premieres}
        self._open = {room.id: merged(room.windows) for room in problem.auditoriums}
        self._windows = {e.id: None if e.windows is None else merged(e.windows) for e in problem.events}

    def alone(self, one: Shown) -> Iterator[str]:
        """Yield what one showing breaks by itself."""
        when = clock(self._problem, one.start)
        windows = self._windows[one.event.id]
        if windows is not None and not is_in(one.start, windows):
            yield f"{one.name} starts at {when}, outside its windows"
        if not any(a <= one.taken and one.until <= b for a, b in self._open[one.room.id]):
            yield f"{one.name} at {when} is outside the hours of {one.room.name}"
        lacks = sorted(set(one.event.features) - set(one.room.features))
        if lacks:
            yield f"{one.name} is in {one.room.name}, which lacks {', '.join(lacks)}"
        if one.event.auditoriums is not None and one.room.id not in one.event.auditoriums:
            yield f"{one.name} is in {one.room.name}, which is not one of its auditoriums"
        if one.start % self._problem.step_min and not self._is_given(one):
            yield f"{one.name} starts at {when}, off the step of {self._problem.step_min} minutes"
        yield from self._premiere(one)

    def _premiere(self, one: Shown) -> Iterator[str]:
        rule = self._premieres.get(one.event.id)
        if rule is None or one.number != 1:
            return
        if rule.auditoriums is not None and one.room.id not in rule.auditoriums:
            yield f"the premiere of {one.name} is in {one.room.name}, which is not one of its auditoriums"
        if rule.windows is not None and not is_in(one.start, rule.windows):
            yield f"the premiere of {one.name} starts at {clock(self._problem, one.start)}, outside its windows"

    def _is_given(self, one: Shown) -> bool:
        key = (one.event.id, one.number)
        locked = any((lock.event, lock.showing, lock.start_min) == (*key, one.start) for lock in self._problem.locks)
        place = (*key, one.room.id, one.start)
        return locked or any((p.event, p.showing, p.auditorium, p.start_min) == place for p in self._problem.published)

    def together(self, grid: Grid) -> Iterator[str]:
        """Yield what showings of one event, or of two that follow each other, break."""
        for showings in grid.values():
            for one, other in combinations(showings, 2):
                if abs(one.start - other.start) < one.event.apart_min:
                    yield f"{one.name} and {other.name} are less than {one.event.apart_min} minutes apart"
        yield from self._premieres_first(grid)
        yield from self._in_order(grid)

    def _premieres_first(self, grid: Grid) -> Iterator[str]:
        for event in self._premieres:
            showings = grid.get(event, [])
            first = next((one.start for one in showings if one.number == 1), FAR)
            yield from (f"{one.name} comes before the premiere" for one in showings if one.start < first)

    def _in_order(self, grid: Grid) -> Iterator[str]:
        for rule in self._problem.precedence:
            ends = min((one.ends for one in grid.get(rule.a, [])), default=-FAR)
            for one in grid.get(rule.b, []):
                if ends + rule.gap_min > one.start:
                    yield f"{one.name} starts before {self._events[rule.a].name} has ended by {rule.gap_min} minutes"

    def promises(self, grid: Grid) -> Iterator[str]:
        """Yield what has to be and is not, or is and must not be."""
        for event in self._problem.events:
            count = len(grid.get(event.id, []))
            if (event.must or self._problem.select == "all") and count < event.showings:
                yield f"{event.name} has {count} of its {event.showings} showings, and must have all"
        yield from self._locked(grid)
        for rule in self._problem.forbid:
            for one in grid.get(rule.event, []):
                is_meant = rule.showing in {None, one.number} and rule.auditorium in {None, one.room.id}
                if is_meant and (rule.windows is None or is_in(one.start, rule.windows)):
                    yield f"{one.name} is in {one.room.name} at {clock(self._problem, one.start)}, which is forbidden"

    def _locked(self, grid: Grid) -> Iterator[str]:
        for lock in self._problem.locks:
            one = next((one for one in grid.get(lock.event, []) if one.number == lock.showing), None)
            if one is None or lock.auditorium not in {None, one.room.id} or lock.start_min not in {None, one.start}:
                yield f"{showing_of(self._events[lock.event], lock.showing)} is not where it is locked"
