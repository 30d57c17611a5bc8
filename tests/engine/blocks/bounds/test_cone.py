"""The semidefinite bound: never too low, whenever it is stopped, and nearer than a split of pairs."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from matinee.engine.blocks.bounds import cone
from matinee.engine.blocks.bounds.job import Size, split_of


def sets_of(pair: np.ndarray, time: np.ndarray, window: tuple[float, float], m: int) -> Size:
    """Return the sets of ``m`` units, of one film each."""
    return Size(m, pair, time, np.ones(len(time)), np.array([*window, 0.0, len(time)]))


def drawn(seed: int, n: int, m: int) -> tuple[np.ndarray, np.ndarray, tuple[float, float], float]:
    """Return pairs, times and a window, and what the best set is really worth (-inf where none fits)."""
    rng = np.random.default_rng(seed)
    near = rng.normal(size=(n, 3))
    pair = near @ near.T + rng.normal(scale=0.3, size=(n, n))
    pair = (pair + pair.T) / 2
    time = rng.integers(180, 1500, n).astype(np.float64)
    middle = float(time.mean()) * m
    window = (0.85 * middle, 1.1 * middle)
    worth = [
        pair[np.ix_(one, one)][np.triu_indices(m, 1)].sum()
        for one in map(list, combinations(range(n), m))
        if window[0] <= time[one].sum() <= window[1]
    ]
    return pair, time, window, max(worth, default=-np.inf)


@settings(max_examples=30, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 10_000), st.integers(4, 11), st.integers(2, 4), st.integers(1, 6))
def test_no_set_is_worth_more(seed: int, n: int, m: int, looks: int) -> None:
    pair, time, window, best = drawn(seed, n, m)
    left = iter(range(looks))

    found = cone.ceiling(sets_of(pair, time, window, m), cone.fresh(n), lambda _: next(left, None) is None)

    assert found >= best - 1e-6 or best < 0


@pytest.mark.parametrize("seed", range(4))
def test_the_bound_is_nearer_than_a_split_of_pairs(seed: int) -> None:
    n, m = 40, 6
    rng = np.random.default_rng(seed)
    pair = rng.normal(size=(n, n))
    pair = (pair + pair.T) / 2
    np.fill_diagonal(pair, 0.0)
    time = rng.integers(180, 1500, n).astype(np.float64)
    window = (0.9 * m * float(time.mean()), 1.1 * m * float(time.mean()))

    found = cone.ceiling(sets_of(pair, time, window, m), cone.fresh(n), lambda _: False)

    split = split_of(sets_of(pair, time, window, m))
    assert found < split.total


def test_going_on_from_an_earlier_attempt_ends_no_higher() -> None:
    pair, time, window, best = drawn(7, 11, 4)
    size, at = sets_of(pair, time, window, 4), cone.fresh(11)
    first = cone.ceiling(size, at, lambda _: False)

    again = cone.ceiling(size, at, lambda _: False)

    assert best - 1e-6 <= again <= first + 0.05 * abs(first)


def test_units_that_must_not_be_together_do_not_spoil_the_bound() -> None:
    pair, time, window, _ = drawn(3, 11, 3)
    plain = cone.ceiling(sets_of(pair, time, window, 3), cone.fresh(11), lambda _: False)
    pair[0, 1] = pair[1, 0] = -1e9

    found = cone.ceiling(sets_of(pair, time, window, 3), cone.fresh(11), lambda _: False)

    assert found <= plain * 1.2 + 1.0
