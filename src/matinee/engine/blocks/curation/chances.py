"""Programs by chance: the same films in the same windows, put together and in order by nobody.

A walk through states that break windows at a price, cooled until none is broken; then as many exchanges and moves
again that keep every window. These are tried with equal chances there and back, so that states which keep the windows
come up equally often, as far as the walk is long enough to forget where it began.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from matinee.engine.chance import below, seeded, share
from matinee.engine.compiled import compiled

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from matinee.engine.blocks.contract import Problem
    from matinee.engine.blocks.model import Ints
    from matinee.engine.chance import Chance

WARM = 0.1  # the price of a minute outside a window, as a logarithm of chances, at first
COOLING = 1.15
STEPS = 30  # steps at each price for each film, and twice as many inside the windows
ROUNDS = 60  # prices before a walk is given up
ROUNDED = 1e-9
PATIENCE = 20  # walks given up for each state that is wanted


class Walk(NamedTuple):
    """The films' minutes, the programs' windows, and where a walk is."""

    t: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    home: NDArray[np.intp]  # the program of each film
    time: NDArray[np.float64]  # the minutes of each program


def reblockings(problem: Problem, wanted: int, seed: int) -> Ints:
    """Return the program of each film in random states that keep the windows, shape ``(at most wanted, films)``."""
    t = np.array([(film.running_time_s + problem.gap_s) / 60 for film in problem.films])
    low = np.array([program.min_s / 60 for program in problem.programs])
    high = np.array([program.max_s / 60 for program in problem.programs])
    homes = np.zeros((wanted, len(t)), dtype=np.intp)
    if len(low) < 2 or len(t) < 2:  # noqa: PLR2004 (nothing to exchange)
        return homes[:0]
    walk = Walk(t, low, high, np.zeros(len(t), dtype=np.intp), np.zeros(len(low)))
    return homes[: _walks(walk, homes, seeded(np.random.default_rng(seed)))]


def reorderings(m: int, wanted: int, rng: np.random.Generator) -> Ints:
    """Return random orders of ``m`` films, shape ``(wanted, m)``."""
    return np.argsort(rng.random((wanted, m)), axis=1)


@compiled
def _walks(walk: Walk, homes: Ints, chance: Chance) -> int:
    """Fill in one state after another; return how many were found."""
    n = len(walk.t)
    found = 0
    for _ in range(PATIENCE * len(homes)):
        if found == len(homes):
            break
        _scatter(walk, chance)
        price, rounds = WARM, 0
        while rounds < ROUNDS and _outside(walk) > 0:
            _steps(walk, price, STEPS * n, chance)
            price *= COOLING
            rounds += 1
        if _outside(walk) == 0:
            _steps(walk, np.inf, 2 * STEPS * n, chance)
            homes[found] = walk.home
            found += 1
    return found


@compiled
def _scatter(walk: Walk, chance: Chance) -> None:
    """Put every film into any program."""
    walk.time[:] = 0.0
    for i in range(len(walk.t)):
        walk.home[i] = below(chance, len(walk.time))
        walk.time[walk.home[i]] += walk.t[i]


@compiled
def _outside(walk: Walk) -> float:
    """Return the minutes outside the windows."""
    total = 0.0
    for p in range(len(walk.time)):
        total += _broken(walk, p, walk.time[p])
    return total


@compiled
def _broken(walk: Walk, p: int, time: float) -> float:
    """Return by how much a time is outside a program's window."""
    return float(max(0.0, walk.low[p] - time - ROUNDED) + max(0.0, time - walk.high[p] - ROUNDED))


@compiled
def _steps(walk: Walk, price: float, steps: int, chance: Chance) -> None:
    """Move a film, or exchange two, again and again."""
    n, k = len(walk.t), len(walk.time)
    for step in range(steps):
        i, j = below(chance, n), below(chance, n)
        is_exchange = step % 2 == 1
        here, there = walk.home[i], walk.home[j] if is_exchange else below(chance, k)
        if here == there:
            continue
        change = walk.t[i] - (walk.t[j] if is_exchange else 0.0)
        before = _broken(walk, here, walk.time[here]) + _broken(walk, there, walk.time[there])
        after = _broken(walk, here, walk.time[here] - change) + _broken(walk, there, walk.time[there] + change)
        if after <= before or share(chance) < np.exp(price * (before - after)):
            walk.home[i] = there
            if is_exchange:
                walk.home[j] = here
            walk.time[here] -= change
            walk.time[there] += change


def placed(home: NDArray[np.intp], k: int) -> list[NDArray[np.intp]]:
    """Return the films of each program, ascending."""
    return [np.flatnonzero(home == p) for p in range(k)]
