"""What there is to decide: showings that may be gone to, and moments a meal may be taken at.

A meal is kept when some pause holds it. A pause begins after a showing, or before the first one near the window; so a
meal has one option for each showing that may end before it, and one for none. The option after i asks that whatever
comes after i leaves its minutes and the way: with m minutes inside ``[from, to]``,

    end_i + m <= to,   and for every j chosen after i:   from + m <= door_j  and  end_i + way_ij + m <= door_j.

The nearest j is the one that matters; what comes later keeps both by itself, ways being shortest ones. So an option
clashes with showings two at a time, as showings do with each other, and one graph holds all.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from matinee.engine.itinerary.ways import Ways, ways_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from matinee.engine.itinerary.problem import ItineraryProblem, Meal, Showing
    from matinee.engine.itinerary.ways import Flags

SCALE = 1000  # points have three decimals, so points times a weight are whole in millionths
MILLIONTHS = SCALE * SCALE


class Pause(NamedTuple):
    """An option of a meal: after which showing (its place; None: before any that is near)."""

    meal: int
    after: int | None


class Group(NamedTuple):
    """At most so many of these showings."""

    at_most: int
    members: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Choices:
    """The showings in question, the pauses, and which two exclude each other ``(showings + pauses,)`` squared.

    ``blocked_by`` holds for each pause the showings that exclude it, as the bits of one number.
    """

    showings: tuple[Showing, ...]
    locked: tuple[int, ...]
    ways: Ways
    pauses: tuple[Pause, ...]
    clashes: Flags
    blocked_by: tuple[int, ...]
    groups: tuple[Group, ...]


def choices_of(problem: ItineraryProblem) -> Choices:
    """Return what there is to decide; what cannot be gone to or has no wish in it is left out."""
    wished = {wish.work for wish in problem.wishes}
    locks = set(problem.locks)
    showings = tuple(
        sorted(
            (s for s in problem.showings if s.id in locks or (is_possible(problem, s) and wished & set(s.works))),
            key=lambda s: (s.start_min, s.end_min, s.id),
        )
    )
    ways = ways_of(problem, showings)
    pauses, blocked = _pauses(problem, ways)
    return Choices(
        showings,
        tuple(i for i, s in enumerate(showings) if s.id in locks),
        ways,
        pauses,
        _graph(ways, pauses, blocked),
        tuple(bits(np.flatnonzero(flags).tolist()) for flags in blocked),
        _groups(problem, showings),
    )


def bits(places: Iterable[int]) -> int:
    """Return places as the bits of one number."""
    return sum(1 << place for place in places)


def is_possible(problem: ItineraryProblem, showing: Showing) -> bool:
    """Say whether the visitor could go to a showing at all."""
    barred = {rule.tag for rule in problem.rules if rule.at_most == 0}
    is_admitted = None not in barred and not barred & set(showing.tags)
    is_affordable = problem.budget is None or showing.price <= problem.budget
    return showing.is_open and is_admitted and is_affordable and problem.is_there(showing)


def _pauses(problem: ItineraryProblem, ways: Ways) -> tuple[tuple[Pause, ...], list[Flags]]:
    pauses: list[Pause] = []
    blocked: list[Flags] = []
    furthest = int(ways.minutes.max(initial=0))
    for m, meal in enumerate(problem.meals):
        is_too_soon = ways.door < meal.from_min + meal.minutes
        is_near = ways.end + furthest > meal.from_min
        pauses.append(Pause(m, None))
        blocked.append(is_too_soon & is_near)
        for i in np.flatnonzero(is_near & (ways.end + meal.minutes <= meal.to_min)):
            pauses.append(Pause(m, int(i)))
            blocked.append(_blocked_after(ways, int(i), meal))
    return tuple(pauses), blocked


def _blocked_after(ways: Ways, i: int, meal: Meal) -> Flags:
    """Return which showings cannot be gone to when a meal is taken after i: those too soon, and those i excludes."""
    has_room = ways.end[i] + ways.minutes[i] + meal.minutes <= ways.door
    is_in_window = meal.from_min + meal.minutes <= ways.door
    flags: Flags = (ways.is_after[i] & ~(has_room & is_in_window)) | ways.clashes[i]
    return flags


def _graph(ways: Ways, pauses: Sequence[Pause], blocked: Sequence[Flags]) -> Flags:
    n = len(ways.door)
    graph = np.zeros((n + len(pauses), n + len(pauses)), dtype=np.bool_)
    graph[:n, :n] = ways.clashes
    if pauses:
        graph[n:, :n] = np.array(blocked)
        graph[:n, n:] = graph[n:, :n].T
        meals = np.array([pause.meal for pause in pauses])
        graph[n:, n:] = meals[:, None] == meals[None, :]
    np.fill_diagonal(graph, val=False)
    return graph


def _groups(problem: ItineraryProblem, showings: Sequence[Showing]) -> tuple[Group, ...]:
    """Return the pass rules as groups of showings, those that cannot bind left out."""
    groups = []
    for rule in problem.rules:
        by_day: dict[int, list[int]] = {}
        for i, showing in enumerate(showings):
            if rule.tag is None or rule.tag in showing.tags:
                by_day.setdefault(problem.day(showing) if rule.per == "day" else 0, []).append(i)
        groups += [Group(rule.at_most, tuple(members)) for members in by_day.values() if len(members) > rule.at_most]
    return tuple(groups)
