"""The bath keeps its books: values, gains, windows and seats are what the states say."""

from __future__ import annotations

import numpy as np
import pytest
from tests.engine.blocks.instances import random_request

from matinee.engine.blocks import parse
from matinee.engine.blocks.anneal import Bath
from matinee.engine.blocks.likeness import Likeness
from matinee.engine.blocks.model import Model, make_model
from matinee.engine.blocks.polish import gains


def value(model: Model, home: np.ndarray[tuple[int], np.dtype[np.intp]]) -> float:
    total = 0.0
    for p in range(model.k):
        units = np.flatnonzero(home == p)
        total += float(model.w[np.ix_(units, units)].sum() / 2 + model.u[p, units].sum())
    return total


def made(seed: int, **more: object) -> Model:
    problem = parse(random_request(seed, 24, 3, **more))
    return make_model(problem, Likeness(problem))


@pytest.mark.parametrize("select", ["best", "all"])
def test_bath_keeps_values_and_seats(select: str) -> None:
    model = made(2, select=select, together=[["f1", "f2"]], apart=[["f3", "f4"]])
    bath = Bath(model, 4, np.random.default_rng(0))

    for _ in range(300):
        bath.step(np.full(4, 1.0), np.full(4, 0.01))

    for r, home in enumerate(bath.states):
        assert bath.value[r] == pytest.approx(value(model, home), abs=1e-6)
        for p in range(model.k):
            assert sorted(bath.seats[r, p, : bath.taken[r, p]]) == np.flatnonzero(home == p).tolist()
            total = model.t[home == p].sum()
            assert bath.time.up[r * (model.k + 1) + p] == pytest.approx(model.high_s[p] - total)


def test_gains_are_what_choices_change() -> None:
    model = made(3)
    home = Bath(model, 1, np.random.default_rng(0)).states[0]
    swap, move = gains(model, home)

    for i, j in np.argwhere(np.isfinite(swap)):
        after = home.copy()
        after[i], after[j] = home[j], home[i]
        assert swap[i, j] == pytest.approx(value(model, after) - value(model, home), abs=1e-9)
    for i, p in np.argwhere(np.isfinite(move)):
        after = home.copy()
        after[i] = p
        assert move[i, p] == pytest.approx(value(model, after) - value(model, home), abs=1e-9)
