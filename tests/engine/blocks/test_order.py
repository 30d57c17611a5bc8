"""The exact order against every permutation."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from tests.engine.blocks.instances import decision, film, program, random_request, request

from matinee.engine.blocks import Checker, order, parse
from matinee.engine.blocks.columns import Columns
from matinee.engine.blocks.likeness import Likeness
from matinee.engine.blocks.model import make_model


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("films", [1, 2, 3, 5, 6])
def test_order_is_the_best_of_all_permutations(seed: int, films: int) -> None:
    problem = parse({**random_request(seed, films, 1), "programs": [program("p0", 0, 900)]})
    columns = Columns(make_model(problem, Likeness(problem)))
    check = Checker(problem)
    ids = [f.id for f in problem.films]

    best = max(check(decision(p0=list(way))).terms["order"].raw for way in permutations(ids))
    found = [ids[i] for i in columns.sequence((0, tuple(range(films))))]

    assert check(decision(p0=found)).terms["order"].raw == pytest.approx(best)


@pytest.mark.parametrize("seed", range(4))
def test_order_keeps_locked_positions(seed: int) -> None:
    locks = [{"film": "f1", "program": "p0", "position": 4}, {"film": "f3", "program": "p0", "position": 1}]
    given = {**random_request(seed, 5, 1), "programs": [program("p0", 0, 900)], "locks": locks}
    problem = parse(given)
    columns = Columns(make_model(problem, Likeness(problem)))
    check = Checker(problem)
    verdicts = [check(decision(p0=list(way))) for way in permutations(f.id for f in problem.films)]

    found = [problem.films[i].id for i in columns.sequence((0, tuple(range(5))))]

    assert (found[3], found[0]) == ("f1", "f3")
    best = max(v.terms["order"].raw for v in verdicts if v.is_feasible)
    assert check(decision(p0=found)).terms["order"].raw == pytest.approx(best)


def test_order_of_many_films_is_good_and_keeps_locks() -> None:
    films = [film(f"f{i}", 3 + i % 20, score=6 + i % 4, weight=1 + i % 5) for i in range(40)]
    lock = {"film": "f7", "program": "p", "position": 3}
    problem = parse(request(films, [program("p", 0, 900)], locks=[lock]))
    columns = Columns(make_model(problem, Likeness(problem)))

    found = [f"f{i}" for i in columns.sequence((0, tuple(range(40))))]
    verdict = Checker(problem)(decision(p=found))

    assert verdict.is_feasible
    assert verdict.terms["order"].raw >= 2


def test_values_are_those_of_the_orders_found() -> None:
    problem = parse({**random_request(9, 14, 1), "programs": [program("p0", 0, 900)]})
    model = make_model(problem, Likeness(problem))
    sets = np.array([list(range(7)), list(range(7, 14))])

    parts = order.pieces(model.pool, sets, order.free(7))

    assert order.values(parts)[0] == pytest.approx(order.worth(parts, order.best_order(parts)))


@pytest.mark.parametrize("seed", range(4))
def test_ceilings_are_never_below_the_best_order(seed: int) -> None:
    problem = parse({**random_request(seed, 14, 1), "programs": [program("p0", 0, 900)]})
    pool = make_model(problem, Likeness(problem)).pool
    sets = np.array([list(range(7)), list(range(7, 14))])

    best = order.values(order.pieces(pool, sets, order.free(7)))

    assert (order.ceilings(pool, sets) >= best).all()
    assert (order.FULL + order.single_ceilings(pool)[sets].sum(axis=1) >= order.ceilings(pool, sets) - 1e-9).all()
