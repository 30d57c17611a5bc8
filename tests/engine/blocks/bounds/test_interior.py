"""The interior point method against HiGHS, and prices inside their box."""

from __future__ import annotations

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from matinee.engine.blocks.bounds.interior import Sparse, solve


def covering(seed: int, rows: int, count: int) -> tuple[np.ndarray, Sparse, np.ndarray]:
    """Return gains, columns that hold some rows once (each row has one of its own), and the matrix."""
    rng = np.random.default_rng(seed)
    held = [[r] for r in range(rows)]
    held += [sorted(rng.choice(rows, rng.integers(1, min(rows, 5) + 1), replace=False).tolist()) for _ in range(count)]
    start = np.cumsum([0, *map(len, held)])
    matrix = np.zeros((rows, len(held)))
    for c, inside in enumerate(held):
        matrix[inside, c] = 1.0
    gain = rng.normal(1.0, 2.0, len(held)) + matrix.sum(axis=0)
    return gain, Sparse(start, np.array([r for one in held for r in one])), matrix


@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 10_000), st.integers(1, 12), st.integers(1, 40))
def test_the_value_is_that_of_the_simplex_method(seed: int, rows: int, count: int) -> None:
    gain, columns, matrix = covering(seed, rows, count)
    no_border = np.full(rows, np.inf)

    found = solve(gain, columns, np.ones(rows), -no_border, no_border, 1e-7)

    exact = linprog(-gain, A_eq=matrix, b_eq=np.ones(rows), method="highs")
    assert abs(found.value + exact.fun) <= 1e-5 * (1 + abs(exact.fun))
    assert (matrix.T @ found.prices >= gain - 1e-4).all()
    assert np.allclose(matrix @ found.x, 1.0, atol=1e-4)


@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 10_000), st.floats(0.01, 2.0))
def test_prices_stay_inside_their_box(seed: int, width: float) -> None:
    gain, columns, _ = covering(seed, 8, 30)
    count = len(gain)
    held = np.insert(columns.rows + 1, columns.start[:-1], 0)  # and each column stands in a program: so many in all
    whole = Sparse(columns.start + np.arange(count + 1), held)
    centre = np.random.default_rng(seed).normal(2.0, 1.0, 8)
    low, high = np.insert(centre - width, 0, -np.inf), np.insert(centre + width, 0, np.inf)

    found = solve(gain, whole, np.array([5.0, *np.ones(8)]), low, high, 1e-7)

    assert (found.prices >= low - 1e-4).all()
    assert (found.prices <= high + 1e-4).all()


def test_a_row_that_need_not_be_full_costs_nothing_where_nobody_wants_it() -> None:
    columns = Sparse(np.array([0, 1, 2]), np.array([0, 1]))

    found = solve(np.array([3.0, -1.0]), columns, np.ones(2), np.zeros(2), np.full(2, np.inf), 1e-8)

    assert np.allclose(found.prices, [3.0, 0.0], atol=1e-4)
    assert abs(found.value - 3.0) < 1e-5
