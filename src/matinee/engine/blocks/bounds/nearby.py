"""Sets that are worth much at given prices, found quickly: greedy starts, then tabu over adding, dropping, swapping.

Nothing is proven here; what is found saves the exact search most of its rounds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from matinee.engine.compiled import compiled

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from matinee.engine.blocks.model import Bools, Floats

    Whole = NDArray[np.int64]

HOLD, MORE = 3, 4  # steps that a choice is not undone, and up to so many more
GREED = 1.2  # the largest power of the time that greedy points are divided by


class Hunt(NamedTuple):
    """What is hunted for, and what was found."""

    pair: Floats  # (n, n)
    single: Floats  # (n,)
    time: Floats  # (n,)
    films: Floats  # (n,)
    window: Floats  # (4,) least and most time, least and most films
    found: Bools  # (cap, n)
    last: Bools  # (n,) the set before the last step
    inside: Bools  # (n,)
    gain: Floats  # (n,) points of a unit with those inside
    held: Whole  # (n,)
    may_come: Whole  # (n,) those of this step, first
    sums: Floats  # (3,) time, films, points of those inside


@compiled
def _take(hunt: Hunt, unit: int, sign: float) -> None:
    hunt.inside[unit] = sign > 0.0
    hunt.sums[0] += sign * hunt.time[unit]
    hunt.sums[1] += sign * hunt.films[unit]
    hunt.sums[2] += sign * hunt.gain[unit]
    hunt.gain[:] += sign * hunt.pair[unit]


@compiled
def _start(hunt: Hunt, first: int) -> None:
    """Fill a set greedily from one unit on."""
    hunt.inside[:], hunt.held[:], hunt.sums[:] = False, 0, 0.0
    hunt.gain[:] = hunt.single
    power = GREED * np.random.random()  # noqa: NPY002 (compiled code has this generator alone)
    unit = first
    while unit >= 0:
        _take(hunt, unit, 1.0)
        unit, best = -1, -np.inf
        if hunt.sums[0] >= hunt.window[0] and hunt.sums[1] >= hunt.window[2]:
            return
        for j in range(len(hunt.time)):
            if hunt.inside[j] or not _may(hunt, hunt.time[j], hunt.films[j], is_start=True):
                continue
            points = hunt.gain[j] / hunt.time[j] ** power if hunt.gain[j] > 0 else hunt.gain[j]
            points *= 1.0 + 0.2 * np.random.random()  # noqa: NPY002 (as above)
            if points > best:
                unit, best = j, points


@compiled
def _may(hunt: Hunt, time: float, films: float, is_start: bool) -> bool:  # noqa: FBT001 (compiled)
    """Say whether so much more stays inside the window (at the start: below its upper end)."""
    time, films = hunt.sums[0] + time, hunt.sums[1] + films
    if time > hunt.window[1] or films > hunt.window[3]:
        return False
    return is_start or (time >= hunt.window[0] and films >= hunt.window[2])


@compiled
def _best(hunt: Hunt, step: int) -> tuple[int, int]:
    """Return who leaves and who comes (-1: nobody) in the best choice that is not held."""
    n, best, out, into, count = len(hunt.time), -np.inf, -1, -1, 0
    for j in range(n):
        if not hunt.inside[j] and hunt.held[j] <= step:
            hunt.may_come[count] = j
            count += 1
    for i in range(-1, n):
        if i >= 0 and (not hunt.inside[i] or hunt.held[i] > step):
            continue
        left = -hunt.gain[i] if i >= 0 else 0.0
        time, films = (hunt.time[i], hunt.films[i]) if i >= 0 else (0.0, 0.0)
        if i >= 0 and left > best and _may(hunt, -time, -films, False):  # noqa: FBT003 (compiled)
            best, out, into = left, i, -1
        low, high = hunt.window[0] - hunt.sums[0] + time, hunt.window[1] - hunt.sums[0] + time
        low_c, high_c = hunt.window[2] - hunt.sums[1] + films, hunt.window[3] - hunt.sums[1] + films
        for x in range(count):
            j = hunt.may_come[x]
            points = left + hunt.gain[j] - (hunt.pair[i, j] if i >= 0 else 0.0)
            if points > best and low <= hunt.time[j] <= high and low_c <= hunt.films[j] <= high_c:
                best, out, into = points, i, j
    return out, into


@compiled
def _step(hunt: Hunt, step: int) -> bool:
    out, into = _best(hunt, step)
    if out >= 0:
        _take(hunt, out, -1.0)
        hunt.held[out] = step + HOLD + 1 + np.random.randint(MORE)  # noqa: NPY002 (as above)
    if into >= 0:
        _take(hunt, into, 1.0)
        hunt.held[into] = step + HOLD + np.random.randint(MORE)  # noqa: NPY002 (as above)
    return out >= 0 or into >= 0


@compiled
def hunt_sets(hunt: Hunt, starts: Whole, steps: int, least: float, seed: int) -> int:
    """Write down sets worth more than ``least`` that no single choice betters; return how many."""
    np.random.seed(seed)  # noqa: NPY002 (as above)
    count = 0
    for first in starts:
        _start(hunt, first)
        for step in range(steps):
            before, is_inside = hunt.sums[2], _may(hunt, 0.0, 0.0, False)  # noqa: FBT003 (compiled)
            hunt.last[:] = hunt.inside
            went_on = _step(hunt, step)
            if is_inside and before > least and not (went_on and hunt.sums[2] > before) and count < len(hunt.found):
                hunt.found[count] = hunt.last
                count += 1
            if not went_on:
                break
    return count
