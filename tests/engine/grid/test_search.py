"""The search at festival size: what it finds keeps the rules, its bound holds, and tiny festivals it solves exactly."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matinee.engine.grid import PROBLEM
from matinee.engine.grid.model import NOWHERE, Grid, Model, compile_model
from matinee.engine.grid.score import points_of, raw_of
from matinee.engine.grid.search import improve
from matinee.engine.grid.search.relaxed import least_cost
from matinee.engine.problem import How
from matinee.engine.stop import Stop

from .instances import Document, best_of_all, decision, event, person, random_request, request, room

if TYPE_CHECKING:
    from matinee.engine.solution import Verdict

THOUSANDTHS = 1000
COUNTED_OUT = [4, 5, 9, 16, 18, 22, 33, 39, 53, 58, 60]


def found(document: Document, start: Grid | None = None, steps: int = 3, seed: int = 0) -> tuple[Model, Grid | None]:
    model = compile_model(PROBLEM.parse(document))
    return model, improve(model, start, Stop(None, steps), seed, lambda _: None)


def verdict_of(document: Document, model: Model, grid: Grid) -> Verdict:
    problem = model.problem
    places = [
        (
            problem.events[model.event[t]].id,
            problem.auditoriums[grid.room[t]].id,
            int(grid.start[t]),
            int(model.number[t]),
        )
        for t in range(model.tasks)
        if grid.room[t] != NOWHERE
    ]
    return PROBLEM.checker(PROBLEM.parse(document))(decision(*places))  # type: ignore[misc]  # the grid has a checker


def festival(events: int = 48) -> Document:
    """Return a weekend of three rooms that is too large for one model, with makers who are there on one day each."""
    shows = [event(f"e{i}", demand=40 + 10 * (i % 9), before_min=10, after_min=10) for i in range(events)]
    hours = [[d * 1440 + 540, d * 1440 + 1440] for d in range(3)]
    rooms = [room(f"r{i}", f"v{i % 2}", windows=hours, seats=60 + 60 * i, turnaround_min=10) for i in range(3)]
    people = [person(f"m{i}", f"e{i}", windows=[hours[i % 3]]) for i in range(events)]
    pairs = [{"a": f"e{i}", "b": f"e{i + 1}", "people": 10} for i in range(events - 1)]
    return request(shows, rooms, people=people, audiences=pairs)


@pytest.mark.parametrize("seed", COUNTED_OUT)
def test_search_finds_what_counting_every_grid_finds(seed: int) -> None:
    document = random_request(seed)
    best, _ = best_of_all(document, 2500)

    model, grid = found(document)

    if best is None:
        assert grid is None
    else:
        assert grid is not None
        assert points_of(model, raw_of(model, grid)) == round(best * THOUSANDTHS)
        assert -least_cost(model) >= round(best * THOUSANDTHS)


@given(st.integers(min_value=1000, max_value=10**6))
@settings(max_examples=40, deadline=None)
def test_every_grid_found_passes_the_checker(seed: int) -> None:
    document = random_request(seed)

    model, grid = found(document, steps=1)

    if grid is not None:
        verdict = verdict_of(document, model, grid)
        assert verdict.violations == ()
        assert verdict.score == pytest.approx(points_of(model, raw_of(model, grid)) / THOUSANDTHS)
        assert verdict.score <= -least_cost(model) / THOUSANDTHS


def test_bound_is_reached_where_nothing_is_in_the_way() -> None:
    model, grid = found(festival(), steps=20)

    assert grid is not None
    assert -points_of(model, raw_of(model, grid)) == least_cost(model)


def test_bound_keeps_repeats_apart() -> None:
    maker = person("m", "e", windows=[[600, 700]])
    document = request([event("e", 60, showings=2, apart_min=120)], [room("r")], people=[maker])

    assert least_cost(compile_model(PROBLEM.parse(document))) == 10 * THOUSANDTHS


def test_same_steps_and_seed_give_the_same_grid() -> None:
    one, other = (found(festival(), steps=2, seed=7)[1] for _ in range(2))

    assert one is not None
    assert other is not None
    assert one.room.tolist() == other.room.tolist()
    assert one.start.tolist() == other.start.tolist()


def test_search_begins_from_a_grid() -> None:
    model, good = found(festival(), steps=20)

    again = improve(model, good, Stop(None, 0), 0, lambda _: None)

    assert good is not None
    assert again is not None
    assert again.room.tolist() == good.room.tolist()
    assert again.start.tolist() == good.start.tolist()


def test_short_time_still_gives_a_grid_where_one_model_is_asked() -> None:
    document = festival(30)

    solution = PROBLEM.solve(PROBLEM.parse(document), How(Stop(None, 1)))

    verdict = PROBLEM.checker(PROBLEM.parse(document))(solution.to_json())  # type: ignore[misc]  # the grid has a checker
    assert verdict.is_feasible


def test_large_festivals_keep_the_best_when_interrupted() -> None:
    document = festival()
    heard: list[object] = []

    class Heard:
        def progressed(self, event: object) -> None:
            assert event

        def improved(self, best: object) -> None:
            heard.append(best)

    problem = PROBLEM.parse(document)
    solution = PROBLEM.solve(problem, How(Stop(60.0, cancel=lambda: bool(heard)), listener=Heard()))
    verdict = PROBLEM.checker(problem)(solution.to_json())  # type: ignore[misc]  # the grid has a checker

    assert solution.bound is not None
    assert verdict.violations == ()
    assert verdict.score == pytest.approx(solution.score)
    assert solution.score is not None
    assert solution.score <= solution.bound
