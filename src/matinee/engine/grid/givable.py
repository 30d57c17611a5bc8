"""What a request could give up: each must, lock, person and rule in words, and the request without it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from matinee.engine.grid.words import clock, showing_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from matinee.engine.grid.contract import GridProblem, Lock

    Lists = Literal["locks", "people", "premieres", "precedence"]


@dataclass(frozen=True, slots=True)
class Rule:
    """Something asked for: its words, and the request without it."""

    words: str
    without: Callable[[GridProblem], GridProblem]


def rules_of(problem: GridProblem) -> Iterator[Rule]:
    """Yield everything that may be given up."""
    for event in problem.events:
        if problem.must(event):
            count = "its showing" if event.showings == 1 else f"its {event.showings} showings"
            yield Rule(f"{event.name} must have {count}.", _without_must(event.id))
    for lock in problem.locks:
        yield Rule(locked_in_words(problem, lock), _less("locks", lock))
    for person in problem.people:
        if person.roles:
            is_bound = person.is_hard and person.windows is not None
            when = "is there only inside their windows, and " if is_bound else ""
            yield Rule(f"{person.name} {when}can be in one place at a time.", _less("people", person))
    yield from _orders(problem)


def _orders(problem: GridProblem) -> Iterator[Rule]:
    names = {event.id: event.name for event in problem.events}
    for event in problem.events:
        if event.showings > 1 and event.apart_min:
            yield Rule(f"Showings of {event.name} are {event.apart_min} minutes apart.", _without_apart(event.id))
    for premiere in problem.premieres:
        words = f"The premiere of {names[premiere.event]} comes first, where and when it may."
        yield Rule(words, _less("premieres", premiere))
    for rule in problem.precedence:
        yield Rule(f"{names[rule.a]} ends before {names[rule.b]} starts.", _less("precedence", rule))


def locked_in_words(problem: GridProblem, lock: Lock) -> str:
    """Return a lock as a sentence."""
    event = next(event for event in problem.events if event.id == lock.event)
    rooms = {room.id: room.name for room in problem.auditoriums}
    where = "" if lock.auditorium is None else f" in {rooms[lock.auditorium]}"
    when = "" if lock.start_min is None else f" at {clock(problem, lock.start_min)}"
    return f"{showing_of(event, lock.showing)} is locked{where}{when}."


def _less(key: Lists, gone: object) -> Callable[[GridProblem], GridProblem]:
    def without(problem: GridProblem) -> GridProblem:
        left = tuple(one for one in getattr(problem, key) if one != gone)
        return replace(problem, **{key: left})  # type: ignore[arg-type]  # the list stays one of its kind

    return without


def _without_must(name: str) -> Callable[[GridProblem], GridProblem]:
    def without(problem: GridProblem) -> GridProblem:
        musts = {event.id for event in problem.events if problem.must(event)} - {name}
        events = tuple(replace(event, must=event.id in musts) for event in problem.events)
        return replace(problem, events=events, select="best")

    return without


def _without_apart(name: str) -> Callable[[GridProblem], GridProblem]:
    def without(problem: GridProblem) -> GridProblem:
        events = tuple(replace(event, apart_min=0) if event.id == name else event for event in problem.events)
        return replace(problem, events=events)

    return without
