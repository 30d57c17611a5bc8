"""The compiled search keeps its books: points, gains, windows and seats are what the states say."""

from __future__ import annotations

import numpy as np
import pytest
from tests.engine.blocks.instances import random_request

from matinee.engine.blocks import parse
from matinee.engine.blocks.anneal import anneal
from matinee.engine.blocks.fill import fill
from matinee.engine.blocks.likeness import Likeness
from matinee.engine.blocks.model import Model, make_model
from matinee.engine.blocks.polish import gains
from matinee.engine.blocks.state import BEST, NOW, Rules, State, rules_of, state_at

Home = np.ndarray[tuple[int], np.dtype[np.intp]]


def value(model: Model, home: Home) -> float:
    total = 0.0
    for p in range(model.k):
        units = np.flatnonzero(home == p)
        total += float(model.w[np.ix_(units, units)].sum() / 2 + model.u[p, units].sum())
    return total


def made(seed: int, **more: object) -> Model:
    problem = parse(random_request(seed, 24, 3, **more))
    return make_model(problem, Likeness(problem))


def annealed(model: Model, choices: int, temperature: float = 1.0) -> tuple[Rules, State]:
    rng = np.random.default_rng(0)
    rules = rules_of(model)
    state = state_at(rules, fill(model, rng), rng)
    state.price[:] = 0.01
    anneal(rules, state, temperature, choices)
    return rules, state


@pytest.mark.parametrize("select", ["best", "all"])
def test_annealing_keeps_its_books(select: str) -> None:
    model = made(2, select=select, together=[["f1", "f2"]], apart=[["f3", "f4"]])

    _, state = annealed(model, 30_000)

    home = state.home
    assert state.points[NOW] == pytest.approx(value(model, home), abs=1e-6)
    placed = int(state.placed[0])
    assert sorted(state.seats[0, :placed]) == np.flatnonzero(home < model.k).tolist()
    assert (state.seats[0, state.seats[1]] == np.arange(model.n)).all()
    for p in range(model.k):
        total = model.t[home == p].sum()
        assert state.load[p, 0] == pytest.approx(total)
        over = max(0.0, total - model.high_s[p], model.low_s[p] - total)
        assert state.over[p] == pytest.approx(over, abs=1e-6)


def test_annealing_keeps_its_best_inside_the_windows() -> None:
    model = made(2)

    _, state = annealed(model, 60_000, 0.1)

    assert state.points[BEST] == pytest.approx(value(model, state.best), abs=1e-6)
    for p in range(model.k):
        assert model.low_s[p] <= model.t[state.best == p].sum() <= model.high_s[p]


def test_annealing_is_the_same_for_the_same_chance() -> None:
    model = made(4)

    first, second = (annealed(model, 20_000)[1] for _ in range(2))

    assert first.home.tolist() == second.home.tolist()


def test_fill_places_who_must_be_placed() -> None:
    model = made(5, select="all")

    home = fill(model, np.random.default_rng(1))

    assert (home < model.k).all()


def test_gains_are_what_choices_change() -> None:
    model = made(3)
    home = fill(model, np.random.default_rng(0))
    swap, move = gains(model, home)

    for i, j in np.argwhere(np.isfinite(swap)):
        after = home.copy()
        after[i], after[j] = home[j], home[i]
        assert swap[i, j] == pytest.approx(value(model, after) - value(model, home), abs=1e-9)
    for i, p in np.argwhere(np.isfinite(move)):
        after = home.copy()
        after[i] = p
        assert move[i, p] == pytest.approx(value(model, after) - value(model, home), abs=1e-9)
