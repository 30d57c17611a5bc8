"""Bounds against brute force on tiny requests: pricing finds what there is, and no ceiling is ever too low."""

from __future__ import annotations

import threading
from itertools import combinations
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.engine.blocks.instances import film, program, random_request, request

from matinee.engine.blocks import Checker, parse, solve
from matinee.engine.blocks.bounds.kinds import kinds_of
from matinee.engine.blocks.bounds.pricing import Pricing
from matinee.engine.blocks.columns import Columns
from matinee.engine.blocks.likeness import Likeness
from matinee.engine.blocks.model import make_model
from matinee.engine.errors import Infeasible
from matinee.engine.problem import How
from matinee.engine.stop import Stop

if TYPE_CHECKING:
    from matinee.engine.blocks.bounds.kinds import Kind

NEVER = 10**9


def columns_of(seed: int, films: int, programs: int, **more: Any) -> Columns:
    problem = parse(random_request(seed, films, programs, **more))
    return Columns(make_model(problem, Likeness(problem)))


def every_set(kind: Kind) -> list[tuple[int, ...]]:
    """Return all sets inside the window of a kind of program."""
    low, high, low_c, high_c = kind.window
    found = []
    for m in range(len(kind.units) + 1):
        for at in combinations(range(len(kind.units)), m):
            chosen = list(at)
            if low <= kind.time[chosen].sum() <= high and low_c <= kind.films[chosen].sum() <= high_c:
                found.append(tuple(kind.units[chosen].tolist()))
    return found


@settings(max_examples=20, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 10_000), st.integers(2, 11), st.floats(-3, 3))
def test_pricing_finds_every_set_worth_enough(seed: int, films: int, least: float) -> None:
    columns = columns_of(seed, films, 2, together=[["f0", "f1"]] if seed % 2 else [])
    prices = np.random.default_rng(seed).normal(1.0, 1.0, columns.model.n)
    for kind in kinds_of(columns):
        sets = every_set(kind)
        beyond = kind.most(sets) - [prices[list(units)].sum() for units in sets]

        priced = Pricing(kind).price(prices, least, lambda _: False)

        wanted = {units for units, points in zip(sets, beyond, strict=True) if points >= least + 1e-6}
        assert priced.is_done
        assert wanted <= set(priced.found)
        assert len(priced.found) == len(set(priced.found))


@pytest.mark.parametrize("nodes", [0, 30, 400])
def test_pricing_cut_short_has_a_valid_ceiling(nodes: int) -> None:
    for seed in range(6):
        columns = columns_of(seed, 12, 2)
        kind = kinds_of(columns)[0]
        prices = np.random.default_rng(seed).normal(1.0, 1.0, columns.model.n)
        sets = every_set(kind)
        best = max(kind.most(sets) - [prices[list(units)].sum() for units in sets])
        looked = []

        def over(more: int, looked: list[int] = looked) -> bool:
            looked.append(more)
            return sum(looked) > nodes

        priced = Pricing(kind).price(prices, best - 2.0, over)

        assert max(*priced.ceilings.values(), *(kind.most(priced.found) if priced.found else [-np.inf])) >= best - 1e-6


def test_no_order_is_worth_more_than_its_ceiling() -> None:
    columns = columns_of(4, 9, 2)
    kind = kinds_of(columns)[0]
    sets = every_set(kind)

    scores = columns.scores([(kind.programs[0], units) for units in sets])

    assert (scores <= kind.most(sets) + 1e-9).all()


def test_programs_are_of_one_kind_where_nothing_tells_them_apart() -> None:
    films = [film(f"f{i}", 10) for i in range(6)]
    programs = [program("a", 20, 30), program("b", 20, 30), program("c", 20, 30), program("d", 20, 40)]
    problem = parse(request(films, programs, locks=[{"film": "f0", "program": "c"}]))

    kinds = kinds_of(Columns(make_model(problem, Likeness(problem))))

    assert [kind.programs for kind in kinds] == [(0, 1), (2,), (3,)]


def best_of(columns: Columns, must_all: bool) -> float:  # noqa: FBT001 (a helper of one test)
    """Return the best score of two programs by looking at every pair of sets."""
    kinds = {p: kind for kind in kinds_of(columns) for p in kind.programs}
    scored = []
    for p in (0, 1):
        sets = every_set(kinds[p])
        scored.append(list(zip(sets, columns.scores([(p, units) for units in sets]).tolist(), strict=True)))
    best = -np.inf
    for mine, points in scored[0]:
        for yours, more in scored[1]:
            together = [*mine, *yours]
            is_whole = len(set(together)) == (columns.model.n if must_all else len(together))
            if is_whole and len(set(together)) == len(together):
                best = max(best, points + more - columns.edition_shortfall(together))
    return best


@settings(max_examples=8, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 10_000), st.integers(3, 7), st.integers(1, 800))
def test_a_bound_is_never_below_the_best(seed: int, films: int, steps: int) -> None:
    document = random_request(seed, films, 2, apart=[["f0", "f1"]], together=[["f1", "f2"]] if seed % 3 == 0 else [])
    problem = parse(document)
    best = best_of(Columns(make_model(problem, Likeness(problem))), must_all=False)
    if not np.isfinite(best):
        return

    solution = solve(problem, How(Stop(steps=steps)))

    assert solution.score is not None
    assert solution.bound is None or solution.bound >= best - 1e-6
    if solution.status == "optimal":
        assert solution.score == pytest.approx(best, abs=1e-6)
        assert solution.bound == pytest.approx(best, abs=1e-6)


def test_a_small_request_is_proven_and_ends_early() -> None:
    problem = parse(random_request(11, 12, 2))

    solution = solve(problem, How(Stop(120.0)))

    assert solution.status == "optimal"
    assert solution.gap == pytest.approx(0.0, abs=1e-7)
    assert Checker(problem)(solution.to_json()).is_feasible


def test_bounds_only_fall_and_are_told_on_the_way() -> None:
    solution = solve(parse(random_request(3, 14, 2)), How(Stop(steps=800)))

    bounds = [event.bound for event in solution.trace if event.bound is not None]
    assert bounds
    assert bounds == sorted(bounds, reverse=True)
    assert solution.bound == bounds[-1]


def test_a_wish_to_stop_ends_the_proof_too() -> None:
    wish = threading.Event()
    timer = threading.Timer(1.0, wish.set)
    timer.start()

    solution = solve(parse(random_request(5, 60, 5)), How(Stop(300.0, cancel=wish.is_set)))

    assert solution.score is not None
    assert threading.active_count() <= 2  # the timer may be ending
    timer.join()


def test_a_request_that_cannot_be_kept_has_no_bound() -> None:
    with pytest.raises(Infeasible):
        solve(parse(request([film("a", 10)], [program("p", 20, 30)])), How(Stop(5.0)))
