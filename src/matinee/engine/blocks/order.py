"""The best order of the films of a program, by Held and Karp, for many programs at once.

The order term of a program rewards its first film, its last two, and charges every pair of neighbours, so
the best order of ``m`` films is a path over subsets: ``f(S, j) = max_i f(S - j, i) - clash_ij``. Exact up
to 15 films; longer programs get a good order, not a proven one.

References
----------
M. Held, R. M. Karp, 1962, https://doi.org/10.1137/0110015

"""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from matinee.engine.blocks import trade

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from matinee.engine.blocks.model import Floats, Ints, Pool

EXACT_FILMS = 15
CELLS = 2_000_000  # of the table at once: bounds memory


class Pieces(NamedTuple):
    """The order term of ``b`` programs of ``m`` films each, taken apart."""

    first: Floats  # (b, m) points for opening
    step: Floats  # (b, m, m) points for j right after i
    final: Floats  # (b, m, m) points for j last, right after i
    fixed: NDArray[np.bool_]  # (m positions, m films) may the film stand there; one for all programs


def pieces(pool: Pool, films: Ints, fixed: NDArray[np.bool_]) -> Pieces:
    """Take the order term apart; ``films`` are positions in the pool, shape ``(b, m)``, with m at least 2."""
    m = films.shape[1]
    q, h = pool.marks[films], pool.heft[films]
    r = pool.time_s[films] - pool.problem.gap_s
    top = np.sort(q, axis=1)[:, m - -(-m // 3)]
    first = ((q >= top[:, None]).astype(np.float64) + (r <= trade.HOOK_MAX_S) + (h < trade.HEAVY)) / 3
    moving = h >= np.maximum(h.max(axis=1), trade.MOVING)[:, None]
    payoff = ((q >= q.max(axis=1)[:, None]) | moving).astype(np.float64)
    longest = r == r.max(axis=1)[:, None]
    step = -pool.clash[films[:, :, None], films[:, None, :]]
    late = (longest[:, :, None] | longest[:, None, :]).astype(np.float64)
    return Pieces(first, step, step + payoff[:, None, :] + late, fixed)


def free(m: int) -> NDArray[np.bool_]:
    """Return the positions of ``m`` films where none is locked."""
    return np.ones((m, m), dtype=np.bool_)


def locked(films: Sequence[int], positions: Mapping[int, int]) -> NDArray[np.bool_]:
    """Return where each film may stand, given the locked positions (from 0) of some."""
    m = len(films)
    may = free(m)
    for column, film in enumerate(films):
        if film in positions:
            may[:, column] = False
            if positions[film] < m:
                may[positions[film], :] = False
                may[positions[film], column] = True
    for column, film in enumerate(films):  # a later lock may have closed an earlier one's cell
        if film in positions and positions[film] < m:
            may[positions[film], column] = True
    return may


def values(parts: Pieces) -> Floats:
    """Return the order term of each program in its best order, shape ``(b,)``; -inf where locks cannot be kept."""
    b, m = parts.first.shape
    size = max(1, CELLS // (m << m))
    chunks = [_full(_some(parts, slice(i, i + size)))[1] for i in range(0, b, size)]
    return np.concatenate([last.max(axis=(1, 2)) for last in chunks]) if chunks else np.zeros(0)


def _some(parts: Pieces, rows: slice) -> Pieces:
    return Pieces(parts.first[rows], parts.step[rows], parts.final[rows], parts.fixed)


def best_order(parts: Pieces) -> list[int]:
    """Return the best order of the first program: columns of ``parts``, first to last."""
    table, last = _full(parts)
    m = parts.first.shape[1]
    i, j = divmod(int(last[0].argmax()), m)
    order, left = [j, i], ((1 << m) - 1) ^ (1 << j)
    while left != 1 << order[-1]:
        after = order[-1]
        left ^= 1 << after
        order.append(int((table[0, left] + parts.step[0, :, after]).argmax()))
    return order[::-1]


def _full(parts: Pieces) -> tuple[Floats, Floats]:
    """Return the table ``f``, shape ``(b, 2**m, m)``, and the value of each pair of last films ``(b, m, m)``."""
    b, m = parts.first.shape
    may = np.where(parts.fixed, 0.0, -np.inf)
    table = np.full((b, 1 << m, m), -np.inf)
    for i in range(m):
        table[:, 1 << i, i] = parts.first[:, i] + may[0, i]
    step = parts.step.transpose(0, 2, 1)[:, :, None, :]
    columns = np.arange(m)[:, None]
    for size, before, after in _layers(m):
        best = (table[:, before, :] + step).max(axis=3)
        table[:, after, columns] = best + may[size][None, :, None]
    everything = (1 << m) - 1
    before_last = table[:, [everything ^ (1 << j) for j in range(m)], :].transpose(0, 2, 1)
    return table, before_last + parts.final + may[m - 1][None, None, :]


@cache
def _layers(m: int) -> tuple[tuple[int, Ints, Ints], ...]:
    """Return, for each size, the subsets without film j and the same with it; shapes ``(m, subsets)``."""
    counts = np.array([x.bit_count() for x in range(1 << m)])
    found = []
    for size in range(1, m - 1):
        subsets = np.flatnonzero(counts == size)
        before = np.stack([subsets[(subsets >> j) & 1 == 0] for j in range(m)])
        found.append((size, before, before | (1 << np.arange(m))[:, None]))
    return tuple(found)


def long_order(parts: Pieces) -> list[int]:
    """Return a good order of more films than can be done exactly: build, then exchange pairs while it helps."""
    m = parts.first.shape[1]
    order = _start(parts)
    best = worth(parts, order)
    for a, b in _pairs(m):
        order[a], order[b] = order[b], order[a]
        now = worth(parts, order)
        if now > best:
            best = now
        else:
            order[a], order[b] = order[b], order[a]
    return order


def _start(parts: Pieces) -> list[int]:
    """Return locked films at their places and the others by a greedy choice, the end chosen first."""
    m = parts.first.shape[1]
    places: dict[int, int] = {}
    for place in range(m):
        if parts.fixed[place].sum() == 1:
            places[place] = int(parts.fixed[place].argmax())
    rest = [film for film in range(m) if film not in places.values()]
    gain = parts.final[0].max(axis=0)
    for place in [m - 1, *range(m - 1)]:
        if place in places:
            continue
        scores = gain if place == m - 1 else parts.first[0] if place == 0 else parts.step[0, places[place - 1]]
        places[place] = rest[int(scores[rest].argmax())]
        rest.remove(places[place])
    return [places[place] for place in range(m)]


def worth(parts: Pieces, order: Sequence[int]) -> float:
    """Return the order term of the first program in this order; -inf where it breaks a lock."""
    if not all(parts.fixed[place, film] for place, film in enumerate(order)):
        return -np.inf
    inner = sum(float(parts.step[0, i, j]) for i, j in pairwise(order[:-1]))
    return float(parts.first[0, order[0]]) + inner + float(parts.final[0, order[-2], order[-1]])


def _pairs(m: int) -> Iterator[tuple[int, int]]:
    """Yield pairs of positions, the ends first; enough for a good order, few enough for hundreds of films."""
    ends = [0, m - 2, m - 1]
    yield from ((a, b) for a in ends for b in range(m) if a != b)
    yield from ((a, b) for a in range(1, m) for b in range(a + 1, min(m, a + 8)))


def alone(pool: Pool, film: int) -> float:
    """Return the order term of a program of one film: it is its own payoff, and late enough."""
    is_short = pool.time_s[film] - pool.problem.gap_s <= trade.HOOK_MAX_S
    return (1 + bool(is_short) + bool(pool.heft[film] < trade.HEAVY)) / 3 + 2
