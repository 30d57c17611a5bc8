"""The best sets of one kind of program at given prices, by best-first branch and bound over sizes and units.

For sets of ``m`` units the points and prices of single units are shared out over pairs, ``w_ij + (s_i + s_j) / (m -
1)``: what is left is the heaviest set of ``m`` units in a complete graph, inside a window of time. A part of that has
some units taken and some left out. Its ceiling is the lower of two: a split of pairs (`split`), quick, and a
semidefinite program (`cone`), tight. The part with the highest ceiling goes first: a tree over its sets (`tree`) ends
it if so many nodes do; else it falls in two, with and without one unit. What is not ended when time is over
still has its ceiling, so there is a proof at every moment; and sizes that do most to the ceiling of all programs
together (`counts`) come first.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from heapq import heappop, heappush
from itertools import count
from typing import TYPE_CHECKING

import numpy as np

from matinee.engine.blocks.bounds import cone
from matinee.engine.blocks.bounds.counts import together
from matinee.engine.blocks.bounds.job import PAIR, Size, sizes_of, split_of, tree_of
from matinee.engine.blocks.bounds.split import scratch
from matinee.engine.blocks.bounds.tree import FOUND, NODES, grow

if TYPE_CHECKING:
    from collections.abc import Callable

    from matinee.engine.blocks.bounds.cone import Cone
    from matinee.engine.blocks.bounds.job import Split
    from matinee.engine.blocks.bounds.kinds import Kind, Sets
    from matinee.engine.blocks.model import Floats, Ints

    Over = Callable[[int], bool]

NODES_AT_ONCE = 400  # of a tree, between two looks at the clock
QUOTA = 100_000  # nodes of a tree before its part falls in two
PAIRS_A_NODE = 10  # setting up a part is work as well
MOST_WARM = 50  # parts that keep where their cone stands
LEAST_CONE, LEAST_UNITS = 4, 16  # units of a set, and of a part: below, a tree ends it at once
EPS = 1e-9


@dataclass(slots=True)
class Priced:
    """What pricing has shown of one kind."""

    ceilings: dict[int, float]  # by size: no set that was not found is worth more, its prices taken off
    found: Sets = field(default_factory=list)  # worth at least what was asked for
    nodes: int = 0
    is_done: bool = True


@dataclass(slots=True)
class _Part:
    """Sets of one size that have some units and may have others."""

    size: Size  # at the root
    taken: tuple[int, ...]
    units: Ints
    split: Split
    total: float  # no set is worth more, beyond what is asked
    divides: int = -1  # the unit it falls in two by, among `units`
    cone: Cone | None = None
    is_loose: bool = False  # a whole size that no cone has bounded yet
    is_rough: bool = False  # and whose split has not been improved


_Entry = tuple[float, int, _Part]  # of a heap


class Pricing:
    """Prices sets of one kind; splits and cones of an earlier round are the start of the next."""

    def __init__(self, kind: Kind) -> None:
        self.kind = kind
        self.sizes = sizes_of(kind)
        self._seconds: dict[int, float] = {}  # the price of one, for each size
        self._cones: dict[int, Cone] = {}

    def price(self, prices: Floats, least: float, over: Over) -> Priced:
        """Find every set worth at least ``least`` more than its units' prices, as far as ``over`` allows."""
        single = self.kind.single - prices[self.kind.units]
        result = Priced(dict.fromkeys(self.sizes, least))
        heaps: dict[int, list[_Entry]] = {}
        for m in self.sizes:
            if m < PAIR:
                self._small(m, single, least, result)
                continue
            part = self._whole(Size.of(self.kind, m, single, least), over)
            if part.total >= -EPS:
                heaps[m] = [(-part.total, 0, part)]
        self._grow(heaps, result, over)
        for m, heap in heaps.items():
            if heap:
                result.is_done = False
                result.ceilings[m] = least - heap[0][0]
        return result

    def _grow(self, heaps: dict[int, list[_Entry]], result: Priced, over: Over) -> None:
        """Work on the sizes that matter most until nothing is left open or it is over."""
        seen: dict[tuple[int, ...], None] = {}
        order = count(1)
        while any(heaps.values()) and not over(0):
            heap = heaps[self._size_that_matters(heaps)]
            entry = heappop(heap)
            if self._tighten(entry[2], over):
                if entry[2].total >= -EPS:
                    heappush(heap, (-entry[2].total, next(order), entry[2]))
                continue
            if self._end(entry[2], seen, result, over):
                continue
            if over(0):
                heappush(heap, entry)
                break
            for child in self._children(entry[2], over, is_warm=len(heap) < MOST_WARM):
                heappush(heap, (-child.total, next(order), child))
        result.found += list(seen)

    def _size_that_matters(self, heaps: dict[int, list[_Entry]]) -> int:
        """Return the size that lifts the ceiling of all programs together most."""
        open_ = {m: -heap[0][0] for m, heap in heaps.items() if heap}
        worth = {m: open_.get(m, 0.0) for m in self.sizes}
        counts = together([worth], [len(self.kind.programs)], 0, len(self.kind.units))[1][0]
        return max(open_, key=lambda m: (counts.get(m, 0) * open_[m], open_[m]))

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

    def _whole(self, size: Size, over: Over) -> _Part:
        """Return all sets of one size, with a first bound by a split."""
        n = len(size.time)
        over(n * n // PAIRS_A_NODE)
        near = min(self._seconds, key=lambda m: abs(m - size.m), default=None)
        split = split_of(size, None if near is None else self._seconds[near], ())
        self._seconds[size.m] = split.price
        return _Part(size, (), split.units, split, split.total, is_loose=True, is_rough=True)

    def _tighten(self, part: _Part, over: Over) -> bool:
        """Bound a whole size by its cone, going on from the last round; say whether that was done."""
        n, m = len(self.kind.units), part.size.m
        if not part.is_loose or m < LEAST_CONE or len(part.units) < max(m, LEAST_UNITS):
            return False
        part.is_loose = False
        at = self._cones.setdefault(m, cone.fresh(n))
        small = cone.part(at, part.units)
        self._bound(part, part.size.with_taken((), part.units), small, over)
        cone.keep(at, part.units, small)
        return True

    @staticmethod
    def _bound(part: _Part, size: Size, at: Cone, over: Over) -> None:
        """Lower a part's ceiling by a cone, and choose the unit to divide by: the one least decided."""
        total = cone.ceiling(size, at, over)
        part.total = min(part.total, total)
        part.divides, part.cone = _least_decided(at), at

    def _end(self, part: _Part, seen: dict[tuple[int, ...], None], result: Priced, over: Over) -> bool:
        """Look at all sets of a part, if a few thousand nodes do; say whether that came to its end."""
        size = part.size.with_taken(part.taken, part.units)
        if part.is_rough:
            self._refine(part, split_of(size, part.split.price))
            size = part.size.with_taken((), part.units)
            if part.total < -EPS or len(part.units) < size.m:
                return True
        tree = tree_of(size, part.split)
        if tree is None:
            return False
        work, is_done = scratch(len(part.units), size.m), False
        while not is_done and tree.head[NODES] < QUOTA:
            is_done = grow(tree, size.m, NODES_AT_ONCE, work)
            if over(NODES_AT_ONCE) or tree.head[FOUND] > len(tree.found):
                break
        result.nodes += int(tree.head[NODES])
        for row in tree.found[: min(len(tree.found), tree.head[FOUND])]:
            units = (*part.taken, *part.units[row].tolist())
            seen[tuple(sorted(self.kind.units[list(units)].tolist()))] = None
        return bool(is_done and tree.head[FOUND] <= len(tree.found))

    @staticmethod
    def _refine(part: _Part, split: Split) -> None:
        """Give a part a better split, which may leave units out."""
        part.units, part.split, part.total = part.units[split.units], split, min(part.total, split.total)
        part.is_rough = False
        if part.cone is not None:
            part.cone = cone.part(part.cone, split.units)
            part.divides = _least_decided(part.cone)

    def _children(self, part: _Part, over: Over, *, is_warm: bool) -> list[_Part]:
        """Return a part in two: with the unit that is least decided, and without it."""
        at = max(part.divides, 0)
        others = np.delete(np.arange(len(part.units)), at)
        children = []
        for taken in ((*part.taken, int(part.units[at])), part.taken):
            child = self._child(part, taken, others, over)
            if child is not None:
                if not is_warm:
                    child.cone = None
                children.append(child)
        return children

    def _child(self, part: _Part, taken: tuple[int, ...], others: Ints, over: Over) -> _Part | None:
        """Return a part of a part with its bounds, or None where nothing in it is worth enough."""
        units = part.units[others]
        size = part.size.with_taken(taken, units)
        if not size.may_fit():
            return None
        split = split_of(size)
        child = _Part(part.size, taken, units[split.units], split, min(part.total, split.total))
        if child.total < -EPS or len(child.units) < size.m:
            return None
        if size.m >= LEAST_CONE and len(child.units) >= LEAST_UNITS and not over(0):
            at = cone.fresh(len(child.units)) if part.cone is None else cone.part(part.cone, others[split.units])
            self._bound(child, part.size.with_taken(taken, child.units), at, over)
        return child if child.total >= -EPS else None


def _least_decided(at: Cone) -> int:
    return int(np.argmin(np.abs(np.diag(at.x) - 0.5)))
