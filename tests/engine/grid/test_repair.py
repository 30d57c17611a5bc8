"""Repairs at festival size: what may stay stays, who makes room is found and proven, and no bound is too high."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from matinee.engine.grid import PROBLEM
from matinee.engine.grid.damage import damage_of, is_sound
from matinee.engine.grid.model import NOWHERE, Grid, Model, compile_model
from matinee.engine.grid.repair import Repair, count
from matinee.engine.grid.repair_bound import Bound
from matinee.engine.grid.repair_places import narrowed
from matinee.engine.grid.search import settle
from matinee.engine.grid.warm import grid_from
from matinee.engine.stop import Stop

from .instances import Document, event, every_grid, person, random_request, request, room

if TYPE_CHECKING:
    from collections.abc import Iterator

COUNTED_OUT = [1, 2, 5, 8, 13, 18, 21, 34, 39, 55]
MOST_GRIDS = 3000


def compiled(document: Document) -> Model:
    return compile_model(PROBLEM.parse(document))


def kept_grids(document: Document, model: Model) -> Iterator[Grid]:
    """Yield every grid of a tiny festival that the checker finds no fault with."""
    problem = PROBLEM.parse(document)
    check = PROBLEM.checker(problem)  # type: ignore[misc]  # the grid has a checker
    for one in every_grid(problem, MOST_GRIDS):
        if check(one).is_feasible:
            grid = grid_from(model, one)
            assert grid is not None
            yield grid


def at(name: str, auditorium: str, start: int, showing: int = 1) -> Document:
    return {"event": name, "auditorium": auditorium, "start_min": start, "showing": showing}


@pytest.mark.parametrize("seed", COUNTED_OUT)
def test_bounds_and_free_places_hold_for_every_grid(seed: int) -> None:
    document = random_request(seed) | {"repair": True, "locks": [], "select": "best"}
    model = compiled(document)
    damage = damage_of(model)
    left = narrowed(model, damage.base, damage.loose)
    movers = Bound(model, damage).movers(0)

    for grid in kept_grids(document, model):
        assert is_sound(model, grid)
        lost, changes = count(model, grid)
        assert lost or changes >= max(damage.fewest, damage.certain + movers)
        is_moved = (grid.room != damage.base.room) | (grid.start != damage.base.start)
        if all(task in damage.loose for task in is_moved.nonzero()[0].tolist()):
            placed = [task for task in damage.loose if grid.room[task] != NOWHERE]
            assert all(left.is_allowed(task, int(grid.room[task]), int(grid.start[task])) for task in placed)


@pytest.mark.parametrize("seed", COUNTED_OUT)
def test_grids_that_break_a_rule_are_not_sound(seed: int) -> None:
    document = random_request(seed)
    problem = PROBLEM.parse(document)
    model = compiled(document)
    check = PROBLEM.checker(problem)  # type: ignore[misc]  # the grid has a checker

    for one in list(every_grid(problem, MOST_GRIDS))[::7]:
        grid = grid_from(model, one)
        assert grid is not None
        assert is_sound(model, grid) == check(one).is_feasible


def test_repeat_stays_where_its_premiere_lost_its_place() -> None:
    premiere = event("a", 60, showings=2, apart_min=100)
    gone = [room("r1", windows=[[800, 900]]), room("r2")]
    published = [at("a", "r1", 600), at("a", "r2", 800, 2)]
    model = compiled(request([premiere], gone, premieres=[{"event": "a"}], published=published, repair=True))

    repaired = Repair(model, 0).fewest_changes(Stop(0.0))

    assert repaired is not None
    assert (repaired.lost, repaired.changes, repaired.fewest) == (0, 1, 1)
    assert (int(repaired.grid.room[1]), int(repaired.grid.start[1])) == (1, 800)


def test_one_makes_room_and_that_is_proven_without_one_model() -> None:
    needs_stage = event("talk", 90, features=["stage"])
    rooms = [room("r1", windows=[]), room("r2", features=["stage"], windows=[[600, 700]]), room("r3")]
    published = [at("talk", "r1", 600), at("film", "r2", 600)]
    model = compiled(request([needs_stage, event("film")], rooms, published=published, repair=True))

    repaired = Repair(model, 0).fewest_changes(Stop(None, 1))

    assert repaired is not None
    assert (repaired.lost, repaired.changes, repaired.fewest) == (0, 2, 2)
    assert repaired.grid.room.tolist() == [1, 2]


def test_two_that_want_one_free_place_need_another_to_move() -> None:
    events = [event(name, 90) for name in "abc"]
    rooms = [room("r1", windows=[]), room("r2", windows=[[600, 800]])]
    published = [at("a", "r1", 600), at("b", "r1", 700), at("c", "r2", 600)]
    model = compiled(request(events, rooms, published=published, repair=True))

    assert Bound(model, damage_of(model)).in_the_way(9) == [2]
    assert Bound(model, damage_of(model)).movers(0) >= 1


def test_nobody_is_put_where_a_person_could_not_be() -> None:
    rooms = [room("r1", windows=[]), room("r2", "lido", windows=[[600, 800]]), room("r3", windows=[[600, 700]])]
    eva = person("Eva", "a", "b")
    published = [at("a", "r1", 600), at("b", "r3", 600)]
    document = request(
        [event("a", 90), event("b", 90)], rooms, people=[eva], travel_min=10, published=published, repair=True
    )
    model = compiled(document)
    damage = damage_of(model)

    left = narrowed(model, damage.base, damage.loose)
    grid = settle(left, damage, damage.loose, 0, 5)

    assert left.domains[0] == {1: ((700, 710),)}
    assert grid is not None
    assert is_sound(model, grid)
    assert int(grid.room[0]) == 1
