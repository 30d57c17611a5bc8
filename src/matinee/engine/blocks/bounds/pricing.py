"""The best sets of one kind of program at given prices, size by size, each by branch and bound.

For sets of ``m`` units the points and prices of single units are shared out over pairs, ``w_ij + (s_i + s_j) / (m -
1)``, and so is a price ``l`` of a second against one end ``T`` of the window (``sum t_i <= T``, so ``l (T - sum t_i)``
may be added): what is left is the heaviest set of ``m`` units in a complete graph.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from matinee.engine.blocks.bounds.split import NOWHERE, bound, scratch
from matinee.engine.blocks.bounds.tree import DEPTH, FOUND, FRESH, NODES, Tree, grow

if TYPE_CHECKING:
    from collections.abc import Callable

    from matinee.engine.blocks.bounds.kinds import Kind, Sets
    from matinee.engine.blocks.bounds.split import Scratch
    from matinee.engine.blocks.model import Floats, Ints

    Over = Callable[[int], bool]

PACES = (1.0, 0.7, 0.5, 0.3)  # of the steps that improve a split, and so many of each
STEPS = 30
SECONDS = np.concatenate([[0.0], np.geomspace(0.02, 6.0, 12), -np.geomspace(0.02, 6.0, 12)])  # prices of time tried
NODES_AT_ONCE = 400  # of a tree, between two looks at the clock
MOST_FOUND = 20_000  # sets of one size; more are no proof
MOST_BYTES = 400_000_000  # of one tree
PAIRS_A_NODE = 10  # setting up a size is work as well
EPS = 1e-9


@dataclass(slots=True)
class Priced:
    """What pricing has shown of one kind."""

    ceiling: float  # no set that was not found is worth more, its prices taken off
    found: Sets = field(default_factory=list)  # worth at least what was asked for
    nodes: int = 0
    is_done: bool = True


@dataclass(slots=True)
class _Size:
    """The sets of one size: a heaviest set in a complete graph, and its best bound."""

    m: int
    units: Ints  # those that may be in one
    pair: Floats
    split: Floats
    price: float
    mark: float
    total: float  # the bound, less the least worth


class Pricing:
    """Prices sets of one kind; splits of an earlier round are the start of the next."""

    def __init__(self, kind: Kind) -> None:
        self.kind = kind
        self.sizes = _sizes(kind)
        self._charges: dict[int, Floats] = {}
        self._price: dict[int, float] = {}
        self._order = np.sort(kind.time)

    def price(self, prices: Floats, least: float, over: Over) -> Priced:
        """Find every set worth at least ``least`` more than its units' prices, as far as ``over`` allows.

        First every size gets a bound of its own, which holds where there is no time for its tree.
        """
        single = self.kind.single - prices[self.kind.units]
        result = Priced(least)
        open_sizes = []
        for m in self.sizes:
            if m < 2:  # noqa: PLR2004 (no pair)
                self._small(m, single, least, result)
                continue
            is_hurried = over(len(single) ** 2 // PAIRS_A_NODE)
            size = self._size(m, single, least, () if is_hurried else PACES)
            if size.total >= -EPS:
                open_sizes.append(size)
        for size in sorted(open_sizes, key=lambda size: size.total):
            self._search(size, least, result, over)
        return result

    def _small(self, m: int, single: Floats, least: float, result: Priced) -> None:
        low, high, low_c, high_c = self.kind.window
        if m == 0:
            result.found.append(())
            return
        time, films = self.kind.time, self.kind.films
        fits = (time >= low) & (time <= high) & (films >= low_c) & (films <= high_c)
        inner = self.kind.single_arc / np.maximum(films - 1, 1)
        worth = single + inner + self.kind.flat
        result.found += [(int(self.kind.units[i]),) for i in np.flatnonzero(fits & (worth >= least - EPS))]

    def _size(self, m: int, single: Floats, least: float, paces: tuple[float, ...]) -> _Size:
        """Set up the sets of one size, with the best price of time and a split worked out."""
        kind = self.kind
        single = single + kind.single_arc / (m - 1) + (kind.flat - least) / m
        pair = kind.pair + kind.arc / (m - 1) + (single[:, None] + single[None, :]) / (m - 1)
        np.fill_diagonal(pair, 0.0)
        work = scratch(len(single), m)
        if m not in self._charges:
            self._charges[m] = np.zeros((len(single), len(single)), dtype=np.float32)
        split = pair / 2 + self._charges[m]
        price, mark = self._time_price(m, split, work)
        slope = (kind.time - mark / m) * price / (m - 1)
        pair -= slope[:, None] + slope[None, :]
        np.fill_diagonal(pair, 0.0)
        split -= (slope[:, None] + slope[None, :]) / 2
        np.fill_diagonal(split, NOWHERE)
        total = self._ascend(split, m, work, paces)
        np.fill_diagonal(split, 0.0)
        charges = (split - pair / 2).astype(np.float32)
        self._charges[m] = (charges - charges.T) / 2
        np.fill_diagonal(split, NOWHERE)
        return _shrunk(m, pair, split, price, mark, total, work)

    def _time_price(self, m: int, split: Floats, work: Scratch) -> tuple[float, float]:
        """Return the price of a second, and the end of the window it counts against, with the lowest bound."""
        kind = self.kind
        points = float(np.median(np.abs(kind.pair))) * m + float(np.abs(kind.single).mean())
        unit = points / max(1.0, float(kind.time.mean()))
        before = self._price.get(m)
        tried = SECONDS * unit if before is None else before * np.array([0.0, 0.7, 0.85, 1.0, 1.2, 1.4])
        best, found = np.inf, (0.0, 0.0)
        for price in tried.tolist():
            mark = float(kind.window[1] if price > 0 else kind.window[0])
            slope = (kind.time - mark / m) * price / (2 * (m - 1))
            one = split - (slope[:, None] + slope[None, :])
            np.fill_diagonal(one, NOWHERE)
            work.mine[:] = 0.0
            total = bound(one, len(slope), m, 0, 1.0, work)
            if total < best:
                best, found = total, (price, mark)
        self._price[m] = found[0] or unit * SECONDS[1]
        return found

    def _ascend(self, split: Floats, m: int, work: Scratch, paces: tuple[float, ...]) -> float:
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

    def _search(self, size: _Size, least: float, result: Priced, over: Over) -> None:
        """Grow the tree of one size to its end, or note that only its first bound is known."""
        tree = None if over(0) else self._tree(size)
        work = scratch(len(size.units), size.m)
        is_done = tree is not None
        while tree is not None and not grow(tree, size.m, NODES_AT_ONCE, work):
            if over(NODES_AT_ONCE) or tree.head[FOUND] > len(tree.found):
                is_done = False
                break
        if tree is not None:
            rows = tree.found[: min(len(tree.found), tree.head[FOUND])]
            result.found += [tuple(sorted(self.kind.units[size.units[row]].tolist())) for row in rows]
            result.nodes += int(tree.head[NODES])
        if not is_done:
            result.is_done = False
            result.ceiling = max(result.ceiling, least + size.total)

    def _tree(self, size: _Size) -> Tree | None:
        n, m = len(size.units), size.m
        if 8 * (m + 1) * n * n > MOST_BYTES:
            return None
        time, films = self.kind.time[size.units], self.kind.films[size.units]
        shortest = np.concatenate([[0.0], np.cumsum(np.sort(time))])[: m + 1]
        longest = np.concatenate([[0.0], np.cumsum(np.sort(time)[::-1])])[: m + 1]
        window = np.concatenate([self.kind.window, [0.0, size.price, size.mark]])
        tree = Tree(
            size.pair, time, films, window, shortest, longest,
            np.zeros((m + 1, n, n)), np.zeros((m + 1, n)), np.zeros((m + 1, n), dtype=np.int64), np.zeros((m + 1, n)),
            np.zeros(m + 1, dtype=np.int64), np.zeros(m + 1, dtype=np.int64), np.zeros(m + 1), np.zeros(m + 1),
            np.zeros(m + 1), np.zeros(m + 1, dtype=np.int64), np.zeros(5, dtype=np.int64),
            np.zeros((MOST_FOUND, m), dtype=np.int64),
        )  # fmt: skip
        tree.split[0], tree.unit[0], tree.many[0] = size.split, np.arange(n), n
        tree.head[[DEPTH, FRESH]] = 0, 1
        return tree


def _shrunk(  # noqa: PLR0913, PLR0917 (the parts of one size)
    m: int, pair: Floats, split: Floats, price: float, mark: float, total: float, work: Scratch
) -> _Size:
    """Leave units out that the bound shows in no set worth enough."""
    least = work.top[m - 1]
    stays = np.flatnonzero((work.points >= least) | (total - least + work.points >= -EPS))
    among = np.ix_(stays, stays)
    return _Size(m, stays, np.ascontiguousarray(pair[among]), np.ascontiguousarray(split[among]), price, mark, total)


def _sizes(kind: Kind) -> list[int]:
    """Return the numbers of units that may fit."""
    low, high, low_c, high_c = kind.window
    ascending, films = np.sort(kind.time), np.sort(kind.films)
    found = []
    for m in range(len(ascending) + 1):
        shortest, longest = ascending[:m].sum(), ascending[len(ascending) - m :].sum()
        fewest, most = films[:m].sum(), films[len(films) - m :].sum()
        if shortest <= high and longest >= low and fewest <= high_c and most >= low_c:
            found.append(m)
    return found
