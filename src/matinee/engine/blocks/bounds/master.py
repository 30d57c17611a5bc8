"""The master of column generation: which known sets fill the programs at best, and what that says every unit costs."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from scipy import sparse

from matinee.engine.blocks import order
from matinee.engine.blocks.bounds.interior import Sparse, solve
from matinee.engine.blocks.partition import goals_of
from matinee.engine.highs import Rows, choose

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from matinee.engine.blocks.bounds.interior import Whole
    from matinee.engine.blocks.bounds.kinds import Kind, Sets
    from matinee.engine.blocks.columns import Column, Columns
    from matinee.engine.blocks.model import Floats
    from matinee.engine.stop import Stop

    Known = tuple[int, tuple[int, ...]]  # a kind and the units of a set

MOST_COLUMNS = 16_000  # in the linear program; the better half stays
NEVER_USED = -1e9


class Relaxed(NamedTuple):
    """The linear program's value, the price of each unit, and what a program of each kind costs (near enough)."""

    value: float
    prices: Floats
    kinds: Floats
    columns: Sequence[Known]
    reduced: Floats
    x: Floats
    outside: float  # how far units are bought or sold at the borders of their prices


class Choice(NamedTuple):
    """The best columns together (none: they fill nothing), their value, and whether it is proven."""

    columns: Sequence[Known]
    value: float
    is_proven: bool


class Master:
    """Sets that are known, each with the most it can be worth, and whether that is exact."""

    def __init__(self, columns: Columns, kinds: Sequence[Kind]) -> None:
        self.columns, self.kinds = columns, kinds
        self.n = columns.model.n
        self.most: dict[Known, float] = {}
        self.exact: set[Known] = set()
        self._kind_of = {p: number for number, kind in enumerate(kinds) for p in kind.programs}

    def take(self, pool: Iterable[Column]) -> None:
        """Learn columns of the search."""
        by_kind: dict[int, Sets] = {}
        for p, units in pool:
            by_kind.setdefault(self._kind_of[p], []).append(units)
        for number, sets in by_kind.items():
            self.add(number, sets)

    def add(self, number: int, sets: Sets) -> int:
        """Learn sets of one kind; return how many are new."""
        new = [units for units in dict.fromkeys(sets) if (number, units) not in self.most]
        worth = self.kinds[number].most(new).tolist()
        self.most.update(((number, units), points) for units, points in zip(new, worth, strict=True))
        return len(new)

    def sharpen(self, known: Sequence[Known]) -> bool:
        """Find out what sets are really worth (where their order can be exact); say whether any is worth less."""
        new = [one for one in known if one not in self.exact and self._is_short(one)]
        if not new:
            return False
        self.exact.update(new)
        scores = self.columns.scores([(self.kinds[number].programs[0], units) for number, units in new])
        is_less = False
        for one, score in zip(new, np.maximum(scores, NEVER_USED).tolist(), strict=True):
            is_less = is_less or score < self.most[one] - 1e-9
            self.most[one] = score
        return is_less

    def _is_short(self, one: Known) -> bool:
        return bool(self.columns.model.c[list(one[1])].sum() <= order.EXACT_FILMS)

    def relaxed(self, centre: Floats, width: float, accuracy: float) -> Relaxed:
        """Solve the linear program, with prices of units at most ``width`` away from ``centre``."""
        columns = list(self.most)
        gain = np.array(list(self.most.values()))
        count = len(self.kinds)
        free = np.full(count, np.inf)
        low = np.where(self.columns.model.must, centre - width, np.maximum(centre - width, 0.0))
        start, rows = self._ends_and_rows(columns)
        found = solve(
            gain,
            Sparse(start, rows),
            self._most_rows(),
            np.concatenate([-free, low]),
            np.concatenate([free, np.maximum(centre + width, low)]),
            accuracy,
        )
        paid = np.add.reduceat(found.prices[rows], start[:-1])
        prices = np.where(self.columns.model.must, found.prices[count:], np.maximum(found.prices[count:], 0.0))
        return Relaxed(found.value, prices, found.prices[:count], columns, gain - paid, found.x, found.outside)

    def forget(self, found: Relaxed) -> None:
        """Keep the better half of the columns where they have become too many."""
        if len(self.most) > MOST_COLUMNS:
            kept = np.argsort(-found.reduced, kind="stable")[: MOST_COLUMNS // 2]
            self.most = {found.columns[c]: self.most[found.columns[c]] for c in kept.tolist()}
            self.exact &= self.most.keys()

    def choose(self, columns: Sequence[Known], stop: Stop) -> Choice:
        """Choose among these columns at their best, by an integer program that minds targets over all programs."""
        gain = np.array([self.most[one] for one in columns])
        many = self._most_rows()
        low = np.concatenate([many[: len(self.kinds)], self.columns.model.must.astype(np.float64)])
        most = np.array([many[number] if not units else 1.0 for number, units in columns])
        matrix, rows = sparse.csr_array(self._rows(columns)), []
        goals = goals_of(self.columns, columns)
        if goals is not None:
            matrix = sparse.csr_array(sparse.hstack([matrix, sparse.csr_array((len(low), len(goals.gain)))]))
            rows.append(goals.rows)
            gain, most = np.concatenate([gain, goals.gain]), np.concatenate([most, goals.most])
        is_whole = np.arange(len(gain)) < len(columns)
        found = choose(gain, [*rows, Rows(matrix, low, many)], most, is_whole, stop)
        if found.x is None:
            return Choice([], -np.inf, found.is_proven)
        chosen = [one for one, x in zip(columns, found.x, strict=False) for _ in range(round(x))]
        return Choice(chosen, float(gain @ found.x), found.is_proven)

    def placed(self, chosen: Sequence[Known]) -> list[Column]:
        """Return columns of the search: sets of one kind go to its programs one by one."""
        free = [list(kind.programs) for kind in self.kinds]
        return [(free[number].pop(0), units) for number, units in chosen]

    def _rows(self, columns: Sequence[Known]) -> sparse.csc_array:
        """Return the matrix of kinds (first rows) and units by columns."""
        start, rows = self._ends_and_rows(columns)
        shape = (len(self.kinds) + self.n, len(columns))
        return sparse.csc_array((np.ones(len(rows)), rows, start), shape=shape)

    def _ends_and_rows(self, columns: Sequence[Known]) -> tuple[Whole, Whole]:
        """Return where the rows of each column begin (and the last ends), and the rows, ascending in each."""
        count = len(self.kinds)
        inside = [row for number, units in columns for row in (number, *(count + unit for unit in units))]
        start = np.cumsum([0, *(1 + len(units) for _, units in columns)])
        return start, np.array(inside, dtype=np.int64)

    def _most_rows(self) -> Floats:
        return np.concatenate([[float(len(kind.programs)) for kind in self.kinds], np.ones(self.n)])
