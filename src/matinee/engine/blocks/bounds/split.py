"""How much a set of given size can be worth at most: each pair's points are split between its units at their best.

With ``e_ij + e_ji = w_ij`` a set ``S`` of ``q`` units is worth ``sum_{i in S} (s_i + sum_{j in S} e_ij)``, so no more
than the ``q`` largest of ``P_i = s_i + (the q - 1 largest of e_i.)``. Any split gives a bound; a pair that only one of
its units asks for is charged to the unit that asks (a subgradient step), so the bound falls.

References
----------
A. Caprara, D. Pisinger, P. Toth, 1999, https://doi.org/10.1287/ijoc.11.2.125

"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from matinee.engine.compiled import compiled

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from matinee.engine.blocks.model import Bools, Floats

    Whole = NDArray[np.int64]

NOWHERE = -1e18  # of a split, on the diagonal


class Scratch(NamedTuple):
    """Arrays the bound works in."""

    points: Floats  # (n,) P_i
    top: Floats  # (m + 1,) the largest so far, descending
    who: Whole  # (m + 1,) whose they are
    partner: Whole  # (n, m + 1) whom a unit asks for
    asked: Bools  # (n,) is among the q largest
    mine: Floats  # (n,) s_i with its part of what is sure


def scratch(n: int, m: int) -> Scratch:
    """Return arrays for ``n`` units and sets of at most ``m``."""
    return Scratch(
        np.zeros(n),
        np.zeros(m + 1),
        np.zeros(m + 1, dtype=np.int64),
        np.zeros((n, m + 1), dtype=np.int64),
        np.zeros(n, dtype=np.bool_),
        np.zeros(n),
    )


@compiled
def largest(values: Floats, count: int, q: int, top: Floats, who: Whole) -> float:
    """Find the ``q`` largest of the first ``count`` values, descending, and return their sum."""
    kept, total = 0, 0.0
    if q <= 0:
        return total
    for x in range(count):
        value = values[x]
        if kept == q and value <= top[q - 1]:
            continue
        y = min(kept, q - 1)
        kept = min(kept + 1, q)
        while y > 0 and top[y - 1] < value:
            top[y], who[y] = top[y - 1], who[y - 1]
            y -= 1
        top[y], who[y] = value, x
    for y in range(kept):
        total += top[y]
    return total


@compiled
def _stars(split: Floats, count: int, q: int, work: Scratch) -> float:
    """Reckon ``P_i`` and return the sum of the ``q`` largest."""
    for i in range(count):
        work.points[i] = work.mine[i] + largest(split[i], count, q - 1, work.top, work.partner[i])
    return largest(work.points, count, q, work.top, work.who)


@compiled
def _asks(i: int, j: int, q: int, work: Scratch) -> bool:
    """Say whether ``i`` is among the largest and asks for ``j``."""
    if not work.asked[i]:
        return False
    found = False
    for z in range(q - 1):
        found = found or work.partner[i, z] == j
    return found


@compiled
def _charge(split: Floats, q: int, step: float, work: Scratch) -> int:
    """Charge pairs that only one unit asks for with ``step``; return how many there are."""
    lonely = 0
    for y in range(q):
        i = work.who[y]
        for z in range(q - 1):
            j = work.partner[i, z]
            if not _asks(j, i, q, work):
                lonely += 1
                split[i, j] -= step
                split[j, i] += step
    return lonely


@compiled
def bound(split: Floats, count: int, q: int, steps: int, pace: float, work: Scratch) -> float:  # noqa: PLR0917, PLR0913 (compiled)
    """Return a bound on the best ``q`` of the first ``count`` units (what is sure is in ``work.mine``), improving it.

    Afterwards ``work.points`` holds ``P_i`` and ``work.top[q - 1]`` the smallest that counts.
    """
    total = _stars(split, count, q, work)
    for _ in range(steps):
        if total < 0.0 or q < 2:  # noqa: PLR2004 (a pair)
            return total
        work.asked[:count] = False
        for y in range(q):
            work.asked[work.who[y]] = True
        lonely = _charge(split, q, 0.0, work)
        if lonely == 0:
            return total
        _charge(split, q, pace * total / (2.0 * lonely), work)
        total = _stars(split, count, q, work)
    return total
