"""The checker's own look at people: where each has to be, what is missed, and who would be in two places.

Fixed duties (every showing, the first in time) first; then the showings of `any` duties, each taken or left, and the
cheapest way through kept.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from matinee.engine.grid.words import clock, showing_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from matinee.engine.grid.contract import Auditorium, Duty, GridProblem, Person
    from matinee.engine.grid.verify_parts import Shown

    Ways = Callable[[Auditorium, Auditorium], int]

THOUSAND = 1000
NEVER_MISS = 10**12


class Presence(NamedTuple):
    """Somebody at a showing."""

    begins: int
    ends: int
    duty: Duty
    shown: Shown


class Findings(NamedTuple):
    """What the people of a grid make of it."""

    broken: list[str]
    guests_lost: int
    walking_min: int


class Attendants:
    """The people of one problem."""

    def __init__(self, problem: GridProblem, way: Ways) -> None:
        self._problem, self._way = problem, way
        self._people = [person for person in problem.people if person.roles]
        self._names = {event.id: showing_of(event, 1) for event in problem.events}

    def of(self, grid: Mapping[str, Sequence[Shown]]) -> Findings:
        """Return what is broken for people, how many guests are lost and how much is walked."""
        broken: list[str] = []
        lost = walked = 0
        for person in self._people:
            one = self._one(person, grid)
            broken += one.broken
            lost += one.guests_lost
            walked += one.walking_min
        return Findings(broken, lost, walked)

    def _one(self, person: Person, grid: Mapping[str, Sequence[Shown]]) -> Findings:
        broken: list[str] = []
        there: list[Presence] = []
        options: dict[str, tuple[Duty, list[Presence]]] = {}
        lost = 0
        for duty in person.roles:
            wanted = _wanted(duty, grid.get(duty.event, ()))
            seen = [one for one in wanted if _is_there(person, one)]
            if duty.showings == "any":
                if wanted:
                    options[duty.event] = (duty, seen)
                continue
            there += seen
            missed = [one for one in wanted if one not in seen]
            lost += duty.guests * len(missed)
            broken += [self._absent(person, one) for one in missed if person.is_hard]
        broken += [self._torn(person, a, b) for a, b in combinations(there, 2) if self._clash(a, b)]
        for event, chosen in zip(options, self._choose(person, list(options.values()), there), strict=True):
            if chosen is None:
                lost += options[event][0].guests
                broken += [f"{person.name} can be at no showing of {self._names[event]}"] if person.is_hard else []
            else:
                there.append(chosen)
        return Findings(broken, lost, sum(self._walk(a, b) for a, b in combinations(there, 2)))

    def _absent(self, person: Person, one: Presence) -> str:
        return f"{person.name} is not there for {one.shown.name} at {clock(self._problem, one.shown.start)}"

    def _torn(self, person: Person, one: Presence, other: Presence) -> str:
        when = f"{clock(self._problem, one.shown.start)} and {clock(self._problem, other.shown.start)}"
        return f"{person.name} would be in two places: {one.shown.name} and {other.shown.name} ({when})"

    def _clash(self, one: Presence, other: Presence) -> bool:
        way = self._way(one.shown.room, other.shown.room)
        return one.begins < other.ends + way and other.begins < one.ends + way

    def _walk(self, one: Presence, other: Presence) -> int:
        pause = max(one.begins, other.begins) - min(one.ends, other.ends)
        is_counted = 0 <= pause < self._problem.walk_within_min
        return self._way(one.shown.room, other.shown.room) if is_counted else 0

    def _choose(
        self, person: Person, options: Sequence[tuple[Duty, list[Presence]]], there: Sequence[Presence]
    ) -> list[Presence | None]:
        """Return what is attended of each option (None: missed), at the least cost."""
        if not options:
            return []
        weights = self._problem.weights
        guest, walk = round(weights.guests_lost * THOUSAND), round(weights.walking * THOUSAND)
        best: tuple[int, list[Presence | None]] = (NEVER_MISS * (len(options) + 1), [])
        stack: list[tuple[int, list[Presence | None]]] = [(0, [])]
        while stack:
            cost, taken = stack.pop()
            if len(taken) == len(options):
                best = min(best, (cost, taken), key=lambda way: way[0])
                continue
            duty, showings = options[len(taken)]
            miss = NEVER_MISS if person.is_hard else guest * duty.guests
            held = [*there, *(one for one in taken if one is not None)]
            ways: list[tuple[int, Presence | None]] = [(miss, None)]
            ways += [
                (walk * sum(self._walk(one, other) for other in held), one)
                for one in showings
                if not any(self._clash(one, other) for other in held)
            ]
            ways.sort(key=lambda way: -way[0])
            stack += [(cost + more, [*taken, one]) for more, one in ways if cost + more < best[0]]
        return best[1]


def _wanted(duty: Duty, showings: Sequence[Shown]) -> list[Presence]:
    chosen = showings
    if duty.showings == "first" and showings:
        chosen = [min(showings, key=lambda one: (one.start, one.number))]
    return [Presence(one.start - duty.before_min, one.ends + duty.after_min, duty, one) for one in chosen]


def _is_there(person: Person, one: Presence) -> bool:
    if person.windows is None:
        return True
    reach = one.begins
    for start, end in sorted(person.windows):
        if start <= reach:
            reach = max(reach, end)
    return reach >= one.ends and any(start <= one.begins <= end for start, end in person.windows)
