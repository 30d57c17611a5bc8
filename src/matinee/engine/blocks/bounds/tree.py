"""All sets of one size that are worth enough, by branch and bound; compiled, and put down and taken up at will.

A node holds chosen units and the units that may still come; it is dropped where the split of what is left (see `split`)
shows that nothing in it is worth enough, or no set fits the window. Its children each take one more unit and leave out
those that were taken before, the most promising first, so every set is looked at once.

References
----------
D. Pisinger, A. Rasmussen, R. Sandvik, 2007, https://doi.org/10.1287/ijoc.1050.0172

"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from matinee.engine.blocks.bounds.split import Scratch, bound
from matinee.engine.compiled import compiled

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from matinee.engine.blocks.model import Floats

    Whole = NDArray[np.int64]

DEPTH, FRESH, NODES, FOUND, ROOT = 0, 1, 2, 3, 4  # of Tree.head
STEPS, AGAIN = 10, 5  # of the bound: in a node at first, and after units fell out
ROUNDS = 4  # of the bound in one node, at most
SHRUNK = 5  # the bound is reckoned again where a fifth of the units fell out
EPS = 1e-9


class Tree(NamedTuple):
    """A search for sets of ``m`` units out of ``n``, as far as it has come; rows of tables are depths."""

    pair: Floats  # (n, n)
    time: Floats  # (n,)
    films: Floats  # (n,)
    window: Floats  # (7,) least and most time, least and most films, least worth, price of a second, its mark
    least_s: Floats  # (m + 1,) time of so many shortest units
    most_s: Floats  # (m + 1,)
    split: Floats  # (m + 1, n, n)
    gain: Floats  # (m + 1, n) points with what is chosen
    unit: Whole  # (m + 1, n)
    points: Floats  # (m + 1, n) bound of what each adds, descending
    many: Whole  # (m + 1,) units that may still come
    at: Whole  # (m + 1,) the next child
    value: Floats  # (m + 1,) points so far, less the least worth
    time_so_far: Floats
    films_so_far: Floats
    chosen: Whole  # (m + 1,)
    head: Whole  # (5,)
    found: Whole  # (cap, m)


@compiled
def _fits(tree: Tree, d: int, x: int, q: int) -> bool:
    """Say whether a unit and ``q - 1`` others can end inside the window of time."""
    time = tree.time_so_far[d] + tree.time[tree.unit[d, x]]
    return bool(time + tree.least_s[q - 1] <= tree.window[1] and time + tree.most_s[q - 1] >= tree.window[0])


@compiled
def _sift(tree: Tree, d: int, q: int, total: float, work: Scratch) -> int:
    """Drop units that cannot be in a set worth enough; return how many stay."""
    count, kept, least = tree.many[d], 0, work.top[q - 1]
    for x in range(count):
        points = work.points[x]
        work.asked[x] = (points >= least or total - least + points >= -EPS) and _fits(tree, d, x, q)
    for x in range(count):
        if not work.asked[x]:
            continue
        tree.unit[d, kept], tree.gain[d, kept] = tree.unit[d, x], tree.gain[d, x]
        work.points[kept] = work.points[x]
        col = 0
        for y in range(count):
            if work.asked[y]:
                tree.split[d, kept, col] = tree.split[d, x, y]
                col += 1
        kept += 1
    return kept


@compiled
def _open(tree: Tree, d: int, q: int, work: Scratch) -> bool:
    """Bound a new node and sort its units; say whether anything may be in it."""
    for again in range(ROUNDS):
        count = tree.many[d]
        if count < q:
            return False
        for x in range(count):
            work.mine[x] = tree.gain[d, x] + tree.value[d] / q
        total = bound(tree.split[d], count, q, STEPS if again == 0 else AGAIN, 1.0, work)
        if total < -EPS:
            return False
        kept = _sift(tree, d, q, total, work)
        tree.many[d] = kept
        if (count - kept) * SHRUNK < count:
            break
    if tree.many[d] < q:
        return False
    _sort(tree, d, work)
    return True


@compiled
def _sort(tree: Tree, d: int, work: Scratch) -> None:
    """Bring the most promising units of a node to the front."""
    count = tree.many[d]
    order = np.argsort(-work.points[:count])
    unit, gain, split = tree.unit[d, :count].copy(), tree.gain[d, :count].copy(), tree.split[d, :count, :count].copy()
    for x in range(count):
        tree.unit[d, x], tree.gain[d, x] = unit[order[x]], gain[order[x]]
        tree.points[d, x] = work.points[order[x]]
        for y in range(count):
            tree.split[d, x, y] = split[order[x], order[y]]
    tree.at[d] = 0


@compiled
def _leaf(tree: Tree, d: int, x: int) -> None:
    """Write a whole set down if it is worth enough and inside the window."""
    unit = tree.unit[d, x]
    time, films = tree.time_so_far[d] + tree.time[unit], tree.films_so_far[d] + tree.films[unit]
    low, high, low_c, high_c, _, price, mark = tree.window
    if tree.value[d] + tree.gain[d, x] - price * (mark - time) < -EPS:
        return
    if low <= time <= high and low_c <= films <= high_c:
        row = tree.head[FOUND]
        if row < len(tree.found):
            tree.found[row, :d] = tree.chosen[:d]
            tree.found[row, d] = unit
        tree.head[FOUND] = row + 1


@compiled
def _descend(tree: Tree, d: int, x: int) -> None:
    """Make the child that takes unit ``x`` and leaves out those before it."""
    unit, count = tree.unit[d, x], tree.many[d]
    tree.chosen[d] = unit
    tree.value[d + 1] = tree.value[d] + tree.gain[d, x]
    tree.time_so_far[d + 1] = tree.time_so_far[d] + tree.time[unit]
    tree.films_so_far[d + 1] = tree.films_so_far[d] + tree.films[unit]
    for y in range(x + 1, count):
        other, row = tree.unit[d, y], y - x - 1
        tree.unit[d + 1, row] = other
        tree.gain[d + 1, row] = tree.gain[d, y] + tree.pair[unit, other]
        for z in range(x + 1, count):
            tree.split[d + 1, row, z - x - 1] = tree.split[d, y, z]
    tree.many[d + 1] = count - x - 1
    tree.head[DEPTH], tree.head[FRESH] = d + 1, 1


@compiled
def _hope(tree: Tree, d: int, q: int) -> bool:
    """Say whether what is left of a node may hold a set worth enough."""
    x = tree.at[d]
    if tree.many[d] - x < q:
        return False
    return bool(tree.points[d, x : x + q].sum() >= -EPS)


@compiled
def grow(tree: Tree, m: int, nodes: int, work: Scratch) -> bool:
    """Look at so many nodes more; say whether the search is at its end."""
    limit = tree.head[NODES] + nodes
    while tree.head[DEPTH] >= 0:
        if tree.head[NODES] >= limit or tree.head[FOUND] > len(tree.found):
            return False
        d = tree.head[DEPTH]
        q = m - d
        if tree.head[FRESH]:
            tree.head[FRESH] = 0
            tree.head[NODES] += 1
            if not _open(tree, d, q, work):
                tree.head[DEPTH] = d - 1
                continue
        if not _hope(tree, d, q):
            tree.head[DEPTH] = d - 1
            continue
        x = tree.at[d]
        tree.at[d] = x + 1
        if q == 1:
            _leaf(tree, d, x)
        else:
            _descend(tree, d, x)
    return True
