"""What the checker reads and holds: the showings of a decision, and the town they are in."""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from matinee.engine.grid.words import showing_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from matinee.engine.grid.contract import Auditorium, Event, GridProblem, Window

FAR = 10**9


@dataclass(frozen=True, slots=True)
class Standing:
    """One showing of a decision; what else the output says of it is left unread."""

    event: str
    auditorium: str
    start_min: int
    showing: int = 1
    end_min: int | None = None
    occupied_from_min: int | None = None
    occupied_until_min: int | None = None
    why_here: str | None = None
    why_not_earlier: str | None = None
    why_not_elsewhere: str | None = None
    costs: dict[str, float] | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """Which showing stands where."""

    showings: tuple[Standing, ...]


class Shown(NamedTuple):
    """A showing with its event and room: taken ``[from, until)``, watched ``[start, ends)``."""

    event: Event
    number: int
    room: Auditorium
    start: int
    ends: int
    taken: int
    until: int

    @property
    def name(self) -> str:
        """Return what people call it."""
        return showing_of(self.event, self.number)


Grid = dict[str, list[Shown]]  # by event


class Town:
    """The shortest ways between auditoriums, found venue by venue when first asked for."""

    def __init__(self, problem: GridProblem) -> None:
        self._venues = {room.venue for room in problem.auditoriums}
        self._default, self._inside = problem.travel_min, problem.same_venue_min
        self._direct = {(way.a, way.b): way.minutes for way in problem.travel}
        self._direct |= {(way.b, way.a): way.minutes for way in problem.travel}
        self._known: dict[str, dict[str, int]] = {}

    def minutes(self, one: Auditorium, other: Auditorium) -> int:
        """Return the minutes between two auditoriums."""
        if one.venue == other.venue:
            return 0 if one.id == other.id else self._inside
        if one.venue not in self._known:
            self._known[one.venue] = self._from(one.venue)
        return self._known[one.venue][other.venue]

    def _from(self, start: str) -> dict[str, int]:
        best = dict.fromkeys(self._venues, FAR) | {start: 0}
        queue = [(0, start)]
        while queue:
            minutes, here = heapq.heappop(queue)
            for there in self._venues:
                far = minutes + self._direct.get((here, there), self._default)
                if there != here and far < best[there]:
                    best[there] = far
                    heapq.heappush(queue, (far, there))
        return best


def merged(windows: Iterable[Window]) -> list[Window]:
    """Return windows with those that touch as one."""
    edges = sorted(windows)
    cuts = [0]
    reach = [max(b for _, b in edges[: i + 1]) for i in range(len(edges))]
    cuts += [i + 1 for i, (_, after) in enumerate(pairwise(edges)) if after[0] > reach[i]]
    return [(edges[a][0], reach[b - 1]) for a, b in zip(cuts, [*cuts[1:], len(edges)], strict=True) if b > a]


def is_in(minute: int, windows: Iterable[Window]) -> bool:
    """Say whether a minute lies in a window, its ends included."""
    return any(a <= minute <= b for a, b in windows)
