"""Every set of units that fits a program, as bit masks, where they are few enough to be listed.

Sums over the members of a mask (prices, single points, likeness to one more unit) are read from tables of parts of
fifteen bits, so that a million sets cost a few gathers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from matinee.engine.blocks.model import Floats, Model

    Masks = NDArray[np.int64]

BITS = 15
MOST_UNITS = 60
MINUTE_S = 60


class Subsets(NamedTuple):
    """The sets that keep one program's window, counts, permissions and pairs apart."""

    masks: Masks  # (sets,)
    pairs: Floats  # (sets,) points of their pairs


def estimate(model: Model, p: int) -> float:
    """Return about how many partial sets a listing would hold, by counting them in whole minutes."""
    most_c = int(min(model.high_c[p], model.n))
    minutes = int(model.high_s[p] // MINUTE_S) + 1
    ways = np.zeros((most_c + 1, minutes + 1))
    ways[0, 0] = 1.0
    for i in np.flatnonzero(model.is_allowed[p]):
        size, count = int(model.t[i] // MINUTE_S), int(model.c[i])
        if size <= minutes and count <= most_c:
            ways[count:, size:] += ways[: most_c + 1 - count, : minutes + 1 - size].copy()
    return float(ways.sum())


def subsets(model: Model, p: int) -> Subsets:
    """List the sets; ask `estimate` first."""
    units = np.flatnonzero(model.is_allowed[p])
    units = units[np.argsort(-model.t[units], kind="stable")]
    left_s = np.append(np.cumsum(model.t[units][::-1])[::-1], 0.0)
    left_c = np.append(np.cumsum(model.c[units][::-1])[::-1], 0.0)
    masks, pairs = np.zeros(1, dtype=np.int64), np.zeros(1)
    time_s, count = np.zeros(1), np.zeros(1)
    for at, i in enumerate(units):
        room = (time_s + model.t[i] <= model.high_s[p]) & (count + model.c[i] <= model.high_c[p])
        more = pairs[room] + sums(masks[room], model.w[i])
        fits = more > -model.never / 2
        grown = [
            masks[room][fits] | (1 << int(i)),
            more[fits],
            time_s[room][fits] + model.t[i],
            count[room][fits] + model.c[i],
        ]
        masks, pairs, time_s, count = (
            np.concatenate([old, new]) for old, new in zip((masks, pairs, time_s, count), grown, strict=True)
        )
        hope = (time_s + left_s[at + 1] >= model.low_s[p]) & (count + left_c[at + 1] >= model.low_c[p])
        masks, pairs, time_s, count = masks[hope], pairs[hope], time_s[hope], count[hope]
    return Subsets(masks, pairs)


def sums(masks: Masks, values: Floats) -> Floats:
    """Return the sum of the values of each mask's members."""
    total = np.zeros(len(masks))
    for start in range(0, len(values), BITS):
        table = np.zeros(1)
        for value in values[start : start + BITS]:
            table = np.concatenate([table, table + value])
        total += table[(masks >> start) & (len(table) - 1)]
    return total


def members(mask: int) -> tuple[int, ...]:
    """Return the units of a mask, ascending."""
    found = []
    while mask:
        low = mask & -mask
        found.append(low.bit_length() - 1)
        mask ^= low
    return tuple(found)
