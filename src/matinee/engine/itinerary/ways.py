"""How long it takes from one showing to the next, and which two exclude each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse.csgraph import floyd_warshall

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from matinee.engine.itinerary.problem import ItineraryProblem, Showing

    Whole = NDArray[np.int64]
    Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Ways:
    """Showings in minutes: ``door`` and ``end`` ``(n,)``, ``minutes`` ``(n, n)`` of way, ``is_after`` ``(n, n)``.

    ``is_after[i, j]`` says that who leaves i at its end is at the door of j in time. The shortest way counts, through
    other venues where that is shorter; so who reaches j after i and k after j reaches k after i as well, and it is
    enough to look at showings two at a time.
    """

    door: Whole
    end: Whole
    minutes: Whole
    is_after: Flags
    clashes: Flags


def ways_of(problem: ItineraryProblem, showings: Sequence[Showing]) -> Ways:
    """Return the ways between these showings."""
    venues, between = _shortest(problem)
    at = np.array([venues[showing.venue] for showing in showings], dtype=np.int64)
    door = np.array([showing.start_min - problem.early_min for showing in showings], dtype=np.int64)
    end = np.array([showing.end_min for showing in showings], dtype=np.int64)
    minutes = between[np.ix_(at, at)]
    is_after = end[:, None] + minutes <= door[None, :]
    clashes = ~(is_after | is_after.T)
    np.fill_diagonal(clashes, val=False)
    return Ways(door, end, minutes, is_after, clashes)


def _shortest(problem: ItineraryProblem) -> tuple[dict[str, int], Whole]:
    names = sorted({showing.venue for showing in problem.showings})
    venues = {name: v for v, name in enumerate(names)}
    direct = np.full((len(venues), len(venues)), float(problem.travel_min))
    for way in problem.travel:
        a, b = venues[way.a], venues[way.b]
        direct[a, b] = direct[b, a] = way.minutes
    direct += 1e-6  # a dense graph reads 0 as no way at all
    np.fill_diagonal(direct, 0.0)
    found = floyd_warshall(direct) if venues else direct
    return venues, np.floor(np.asarray(found)).astype(np.int64)
