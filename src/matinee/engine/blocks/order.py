"""The best order of the films of a program, by Held and Karp, in compiled code.

The order term of a program rewards its first film, its last two and running times that grow, and charges
neighbours, so the best order of ``m`` films is a path over subsets: ``f(S, j) = spot(|S|, j) + max_i f(S - j, i) +
step_ij``. Exact up to 15 films; longer programs get a good order, not a proven one.

References
----------
M. Held, R. M. Karp, 1962, https://doi.org/10.1137/0110015

"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from matinee.engine.blocks import trade
from matinee.engine.compiled import compiled

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from matinee.engine.blocks.model import Floats, Ints, Pool

EXACT_FILMS = 15
OPENER = trade.STRONG_OPENER + trade.SHORT_OPENER + trade.LIGHT_OPENER
FULL = OPENER + trade.PAYOFF + trade.LATE  # the most that a program's ends can bring


class Pieces(NamedTuple):
    """The order term of ``b`` programs of ``m`` films each, taken apart."""

    spot: Floats  # (b, m positions, m films) points for standing there; -inf where a lock forbids it
    step: Floats  # (b, m, m) points for j right after i
    final: Floats  # (b, m, m) points for j last, right after i


def pieces(pool: Pool, films: Ints, fixed: NDArray[np.bool_]) -> Pieces:
    """Take the order term apart; ``films`` are positions in the pool, shape ``(b, m)``, with m at least 2.

    ``fixed`` says where each film may stand, shape ``(m positions, m films)``, one for all programs.
    """
    m = films.shape[1]
    q, h = pool.marks[films], pool.heft[films]
    r = pool.time_s[films] - pool.problem.gap_s
    top = np.sort(q, axis=1)[:, m - -(-m // 3)]
    spot = trade.ARC * places(m)[None, :, None] * pool.length[films][:, None, :]
    spot[:, 0] += trade.STRONG_OPENER * (q >= top[:, None]) + trade.SHORT_OPENER * (r <= trade.HOOK_MAX_S)
    spot[:, 0] += trade.LIGHT_OPENER * (h < trade.HEAVY)
    moving = h >= np.maximum(h.max(axis=1), trade.MOVING)[:, None]
    payoff = trade.PAYOFF * ((q >= q.max(axis=1)[:, None]) | moving)
    longest = r == r.max(axis=1)[:, None]
    step = -pool.clash[films[:, :, None], films[:, None, :]]
    late = trade.LATE * (longest[:, :, None] | longest[:, None, :])
    spot = np.where(fixed[None], spot, -np.inf)
    return Pieces(spot, step, step + payoff[:, None, :] + late)


def places(m: int) -> Floats:
    """Return where each position of ``m`` lies in its program, from -1/2 to 1/2."""
    return np.linspace(-0.5, 0.5, m) if m > 1 else np.zeros(m)


def free(m: int) -> NDArray[np.bool_]:
    """Return the positions of ``m`` films where none is locked."""
    return np.ones((m, m), dtype=np.bool_)


def locked(films: Sequence[int], positions: Mapping[int, int]) -> NDArray[np.bool_]:
    """Return where each film may stand, given the locked positions of some: from 0, or from -1 for the last."""
    m = len(films)
    may = free(m)
    held = [(column, positions[film] % m) for column, film in enumerate(films) if -m <= positions.get(film, m) < m]
    for column, film in enumerate(films):
        if film in positions:
            may[:, column] = False
    for column, place in held:
        may[place, :] = False
        may[place, column] = True
    for column, place in held:  # a later lock may have closed an earlier one's cell
        may[place, column] = True
    return may


def values(parts: Pieces) -> Floats:
    """Return the order term of each program in its best order, shape ``(b,)``; -inf where locks cannot be kept."""
    return _values(*parts)


def as_given(parts: Pieces) -> Floats:
    """Return the order term of each program in the order in which its films were given, shape ``(b,)``."""
    stand = np.einsum("bmm->b", parts.spot)
    inner = np.einsum("bmm->b", parts.step[:, :-2, 1:-1])
    return np.asarray(stand + inner + parts.final[:, -2, -1])


def best_order(parts: Pieces) -> list[int]:
    """Return the best order of the first program: columns of ``parts``, first to last."""
    found: list[int] = _best_order(parts.spot[0], parts.step[0], parts.final[0]).tolist()
    return found


def ceilings(pool: Pool, films: Ints) -> Floats:
    """Return what the order term of each program cannot exceed, shape ``(b,)``: full ends, running times sorted."""
    length = np.sort(pool.length[films], axis=1)
    return np.asarray(FULL + trade.ARC * (length @ places(films.shape[1])))


def single_ceilings(pool: Pool) -> Floats:
    """Return points ``a_i`` of films so that the order term of any set S is at most ``FULL + sum_{i in S} a_i``.

    Positions lie within 1/2 of the middle and add up to 0, so ``sum_k pos_k ln r_k <= sum_i |ln r_i - c| / 2``
    for every c; the median is a good one.
    """
    middle = np.median(pool.length) if pool.length.size else 0.0
    return np.asarray(trade.ARC * np.abs(pool.length - middle) / 2)


@compiled
def _table(spot: Floats, step: Floats, table: Floats) -> None:
    """Fill ``f``, shape ``(2**m, m)``, for every set of fewer than all films."""
    m = spot.shape[0]
    table[:] = -np.inf
    best = np.empty(m)
    for i in range(m):
        table[1 << i, i] = spot[0, i]
    for mask in range(1, 1 << m):
        size = _size(mask)
        if size > m - 2:
            continue
        _after(table, step, mask, best)
        for j in range(m):
            if not (mask >> j) & 1:
                table[mask | (1 << j), j] = best[j] + spot[size, j]


@compiled
def _size(mask: int) -> int:
    """Return how many films a set has."""
    size = 0
    while mask:
        mask &= mask - 1
        size += 1
    return size


@compiled
def _after(table: Floats, step: Floats, mask: int, best: Floats) -> None:
    """Fill in the best way from the films of a set to every film."""
    m = len(best)
    best[:] = -np.inf
    for i in range(m):
        if (mask >> i) & 1:
            value = table[mask, i]
            for j in range(m):
                best[j] = max(best[j], value + step[i, j])


@compiled
def _last(spot: Floats, final: Floats, table: Floats) -> tuple[float, int, int]:
    """Return the value of the best order, and its last film but one and last."""
    m = spot.shape[0]
    best, before, last = -np.inf, 0, 0
    for j in range(m):
        mask = ((1 << m) - 1) ^ (1 << j)
        for i in range(m):
            value = table[mask, i] + final[i, j] + spot[m - 1, j] if i != j else -np.inf
            if value > best:
                best, before, last = value, i, j
    return best, before, last


@compiled
def _values(spot: Floats, step: Floats, final: Floats) -> Floats:
    b, m = spot.shape[0], spot.shape[1]
    table, found = np.empty((1 << m, m)), np.empty(b)
    for p in range(b):
        _table(spot[p], step[p], table)
        found[p] = _last(spot[p], final[p], table)[0]
    return found


@compiled
def _best_order(spot: Floats, step: Floats, final: Floats) -> Ints:
    m = spot.shape[0]
    table, order = np.empty((1 << m, m)), np.zeros(m, dtype=np.intp)
    _table(spot, step, table)
    _, order[m - 2], order[m - 1] = _last(spot, final, table)
    left = ((1 << m) - 1) ^ (1 << order[m - 1])
    for place in range(m - 3, -1, -1):
        after = order[place + 1]
        left ^= 1 << after
        order[place] = np.argmax(table[left] + step[:, after])
    return order


def long_order(parts: Pieces) -> list[int]:
    """Return a good order of more films than can be done exactly: build, then exchange pairs while it helps."""
    m = parts.spot.shape[1]
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
    spot = parts.spot[0]
    m = len(spot)
    may = np.isfinite(spot)
    chosen = {place: int(may[place].argmax()) for place in range(m) if may[place].sum() == 1}
    rest = [film for film in range(m) if film not in chosen.values()]
    for place in [m - 1, *range(m - 1)]:
        if place in chosen:
            continue
        gain = spot[place].copy()
        if place:
            gain += parts.final[0].max(axis=0) if place == m - 1 else parts.step[0, chosen[place - 1]]
        chosen[place] = rest[int(gain[rest].argmax())]
        rest.remove(chosen[place])
    return [chosen[place] for place in range(m)]


def worth(parts: Pieces, order: Sequence[int]) -> float:
    """Return the order term of the first program in this order; -inf where it breaks a lock."""
    spot = sum(float(parts.spot[0, place, film]) for place, film in enumerate(order))
    inner = sum(float(parts.step[0, i, j]) for i, j in pairwise(order[:-1]))
    return spot + inner + float(parts.final[0, order[-2], order[-1]])


def _pairs(m: int) -> Iterator[tuple[int, int]]:
    """Yield pairs of positions, the ends first; enough for a good order, few enough for hundreds of films."""
    ends = [0, m - 2, m - 1]
    yield from ((a, b) for a in ends for b in range(m) if a != b)
    yield from ((a, b) for a in range(1, m) for b in range(a + 1, min(m, a + 8)))


def alone(pool: Pool, film: int) -> float:
    """Return the order term of a program of one film: it is its own payoff, and late enough."""
    is_short = pool.time_s[film] - pool.problem.gap_s <= trade.HOOK_MAX_S
    is_light = pool.heft[film] < trade.HEAVY
    return FULL - trade.SHORT_OPENER * (not is_short) - trade.LIGHT_OPENER * (not is_light)
