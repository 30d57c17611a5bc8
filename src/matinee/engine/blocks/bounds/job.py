"""Part of a pricing problem: sets of one size that have some units and may have others, and what they can be worth."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from matinee.engine.blocks.bounds.split import NOWHERE, bound, scratch
from matinee.engine.blocks.bounds.tree import DEPTH, FRESH, Tree

if TYPE_CHECKING:
    from matinee.engine.blocks.bounds.kinds import Kind
    from matinee.engine.blocks.bounds.split import Scratch
    from matinee.engine.blocks.model import Floats, Ints

PACES = (1.0, 0.7, 0.5, 0.3)  # of the steps that improve a split, and so many of each
STEPS = 30
TRIES, FIRST_STEP, TURN = 10, 0.2, -0.4  # prices of time tried, the first step, and the next after a step that failed
MOST_FOUND = 20_000  # sets of one tree; more are no proof
MOST_BYTES = 400_000_000  # of one tree
PAIR = 2
EPS = 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class Size:
    """The sets of ``m`` units of one kind at given prices; a set is worth its pairs, beyond what is asked."""

    m: int
    pair: Floats  # (n, n)
    time: Floats  # (n,)
    films: Floats  # (n,)
    window: Floats  # (4,)

    @classmethod
    def of(cls, kind: Kind, m: int, single: Floats, least: float) -> Size:
        """Share points of units, what they cost, and what a set is asked for, out over pairs."""
        single = single + kind.single_arc / (m - 1) + (kind.flat - least) / m
        pair = kind.pair + kind.arc / (m - 1) + (single[:, None] + single[None, :]) / (m - 1)
        np.fill_diagonal(pair, 0.0)
        return cls(m, pair, kind.time, kind.films, kind.window)

    def with_taken(self, taken: tuple[int, ...], units: Ints) -> Size:
        """Return the sets that have certain units and others of ``units``; what those bring is shared out as well."""
        q, inside = self.m - len(taken), np.array(taken, dtype=np.intp)
        pair = self.pair[np.ix_(units, units)]
        if taken:
            gain = self.pair[np.ix_(units, inside)].sum(axis=1)
            sure = self.pair[np.ix_(inside, inside)].sum() / 2
            pair += (gain[:, None] + gain[None, :]) / (q - 1) + sure * 2 / (q * (q - 1))
            np.fill_diagonal(pair, 0.0)
        time, films = self.time[inside].sum(), self.films[inside].sum()
        return Size(q, pair, self.time[units], self.films[units], self.window - np.array([time, time, films, films]))

    def may_fit(self) -> bool:
        """Say whether so many units can lie inside the window."""
        return _may_fit(np.sort(self.time), np.sort(self.films), self.window, self.m)


@dataclass(slots=True)
class Split:
    """A bound by a split of pairs: what it proves, and what a tree needs to go on from it."""

    units: Ints  # those that may be in a set worth enough
    pair: Floats  # with the price of time
    split: Floats
    price: float
    mark: float
    total: float


def sizes_of(kind: Kind) -> list[int]:
    """Return the numbers of units that may fit."""
    time, films = np.sort(kind.time), np.sort(kind.films)
    return [m for m in range(len(time) + 1) if _may_fit(time, films, kind.window, m)]


def _may_fit(time: Floats, films: Floats, window: Floats, m: int) -> bool:
    low, high, low_c, high_c = window
    n = len(time)
    if m > n:
        return False
    in_time = time[:m].sum() <= high and time[n - m :].sum() >= low
    return bool(in_time and films[:m].sum() <= high_c and films[n - m :].sum() >= low_c)


def split_of(size: Size, before: float | None = None, paces: tuple[float, ...] = PACES) -> Split:
    """Return a bound with the best price of time (near an earlier one) and split that a few steps find."""
    m, time = size.m, size.time
    pair, work = size.pair.copy(), scratch(len(time), m)
    split = pair / 2
    price, mark = _time_price(size, split, work, before)
    slope = (time - mark / m) * price / (m - 1)
    pair -= slope[:, None] + slope[None, :]
    np.fill_diagonal(pair, 0.0)
    split -= (slope[:, None] + slope[None, :]) / 2
    np.fill_diagonal(split, NOWHERE)
    total = _ascend(split, m, work, paces)
    least = work.top[m - 1]
    stays = np.flatnonzero((work.points >= least) | (total - least + work.points >= -EPS))
    among = np.ix_(stays, stays)
    return Split(stays, np.ascontiguousarray(pair[among]), np.ascontiguousarray(split[among]), price, mark, total)


def _time_price(size: Size, split: Floats, work: Scratch, before: float | None) -> tuple[float, float]:
    """Return the price of a second, and the end of the window it counts against, with about the lowest bound.

    The bound is convex in the price, so a search downhill from an earlier price finds it.
    """
    unit = float(np.median(np.abs(size.pair))) * size.m / max(1.0, float(size.time.mean()))
    price, step = before or 0.0, FIRST_STEP * max(unit, abs(before or 0.0))
    best = _priced(size, split, work, price)
    for _ in range(TRIES):
        ahead = _priced(size, split, work, price + step)
        if ahead < best:
            best, price, step = ahead, price + step, 2 * step
        else:
            step *= TURN
    return price, float(size.window[1] if price > 0 else size.window[0])


def _priced(size: Size, split: Floats, work: Scratch, price: float) -> float:
    """Return the bound at a price of time."""
    m = size.m
    mark = float(size.window[1] if price > 0 else size.window[0])
    slope = (size.time - mark / m) * price / (2 * (m - 1))
    one = split - (slope[:, None] + slope[None, :])
    np.fill_diagonal(one, NOWHERE)
    work.mine[:] = 0.0
    return bound(one, len(slope), m, 0, 1.0, work)


def _ascend(split: Floats, m: int, work: Scratch, paces: tuple[float, ...]) -> float:
    """Improve a split, leave it at its best, and return its bound."""
    work.mine[:] = 0.0
    best, kept = bound(split, len(split), m, 0, 1.0, work), split.copy()
    for pace in paces:
        work.mine[:] = 0.0
        total = bound(split, len(split), m, STEPS, pace, work)
        if total < best:
            best, kept = total, split.copy()
        if total < -EPS:
            break
    split[:] = kept
    work.mine[:] = 0.0
    return bound(split, len(split), m, 0, 1.0, work)


def tree_of(size: Size, split: Split) -> Tree | None:
    """Return a tree over the sets of a part that the split was made for; None where it would be too large."""
    n, m = len(size.time), size.m
    most = n * n if m == PAIR else MOST_FOUND  # pairs can always be listed
    if 8 * (m + 1) * n * n > MOST_BYTES:
        return None
    time, films = size.time, size.films
    shortest = np.concatenate([[0.0], np.cumsum(np.sort(time))])[: m + 1]
    longest = np.concatenate([[0.0], np.cumsum(np.sort(time)[::-1])])[: m + 1]
    window = np.concatenate([size.window, [0.0, split.price, split.mark]])
    tree = Tree(
        split.pair, time, films, window, shortest, longest,
        np.zeros((m + 1, n, n)), np.zeros((m + 1, n)), np.zeros((m + 1, n), dtype=np.int64), np.zeros((m + 1, n)),
        np.zeros(m + 1, dtype=np.int64), np.zeros(m + 1, dtype=np.int64), np.zeros(m + 1), np.zeros(m + 1),
        np.zeros(m + 1), np.zeros(m + 1, dtype=np.int64), np.zeros(5, dtype=np.int64),
        np.zeros((most, m), dtype=np.int64),
    )  # fmt: skip
    tree.split[0], tree.unit[0], tree.many[0] = split.split, np.arange(n), n
    tree.head[[DEPTH, FRESH]] = 0, 1
    return tree
