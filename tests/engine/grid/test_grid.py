"""The grid five ways: the checker on wrong grids, each rule alone, tiny festivals counted out, any, a saved one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.grid.instances import (
    Document,
    best_of_all,
    decision,
    event,
    every_grid,
    person,
    random_request,
    request,
    room,
)

from matinee.engine.cli import main
from matinee.engine.errors import BadInput, Infeasible, NoSolution
from matinee.engine.grid import PROBLEM, GridProblem, GridSolution, Placed
from matinee.engine.problem import How
from matinee.engine.stop import Stop

if TYPE_CHECKING:
    from matinee.engine.solution import Verdict

WEEKEND = Path(__file__).with_name("weekend.json")
TWO = [event("a", title="Ana"), event("b", title="Bea")]
ONE_ROOM = [room("r1", title="Roxy 1")]
TWO_ROOMS = [*ONE_ROOM, room("r2", "lido", title="Lido")]


def solved(document: Document, **how: Any) -> tuple[GridProblem, GridSolution]:
    problem = PROBLEM.parse(document)
    solution = PROBLEM.solve(problem, How(Stop(90.0), **how))
    assert isinstance(solution, GridSolution)
    return problem, solution


def check(document: Document, output: object) -> Verdict:
    assert PROBLEM.checker is not None
    return PROBLEM.checker(PROBLEM.parse(document))(output)


def starts(document: Document) -> dict[tuple[str, int], tuple[str, int]]:
    return {(s.event, s.showing): (s.auditorium, s.start_min) for s in solved(document)[1].showings}


def conflict(document: Document) -> tuple[str, ...]:
    with pytest.raises(Infeasible) as caught:
        solved(document)
    return caught.value.conflict


# The checker on grids made wrong by hand.


@pytest.mark.parametrize(
    ("keys", "places", "violation"),
    [
        ({}, [("a", "r1", 600), ("b", "r1", 680)], "Ana and Bea overlap in Roxy 1"),
        ({}, [("a", "r1", 820)], "Ana at day 1, 13:40 is outside the hours of Roxy 1"),
        ({}, [("a", "r1", 605)], "Ana starts at day 1, 10:05, off the step of 10 minutes"),
        ({}, [("a", "r1", 600), ("a", "r1", 700)], "Ana stands twice"),
        ({}, [("a", "r1", 600, 2)], "Ana has a showing 2, and 1 are wanted"),
        ({"select": "all"}, [("a", "r1", 600)], "Bea has 0 of its 1 showings, and must have all"),
        ({"locks": [{"event": "a", "start_min": 700}]}, [("a", "r1", 600)], "Ana is not where it is locked"),
        (
            {"forbid": [{"event": "a", "auditorium": "r1"}]},
            [("a", "r1", 600)],
            "Ana is in Roxy 1 at day 1, 10:00, which is forbidden",
        ),
        (
            {"precedence": [{"a": "a", "b": "b", "gap_min": 20}]},
            [("a", "r1", 600), ("b", "r1", 700)],
            "Bea starts before Ana has ended by 20 minutes",
        ),
        (
            {"people": [person("Eva", "a", "b")], "auditoriums": TWO_ROOMS, "travel_min": 20},
            [("a", "r1", 600), ("b", "r2", 700)],
            "Eva would be in two places: Ana and Bea (day 1, 10:00 and day 1, 11:40)",
        ),
        (
            {"people": [person("Eva", "a", windows=[[650, 900]], is_hard=True)]},
            [("a", "r1", 600)],
            "Eva is not there for Ana at day 1, 10:00",
        ),
        (
            {"people": [person("Eva", {"event": "a", "showings": "any"}, windows=[], is_hard=True)]},
            [("a", "r1", 600)],
            "Eva can be at no showing of Ana",
        ),
    ],
)
def test_checker_names_what_is_broken(keys: Document, places: list[Any], violation: str) -> None:
    document = request(TWO, ONE_ROOM) | keys

    assert check(document, decision(*places)).violations == (violation,)


@pytest.mark.parametrize(
    ("keys", "places", "violation"),
    [
        ({"features": ["dcp"]}, [("a", "r1", 600)], "a is in Roxy 1, which lacks dcp"),
        ({"auditoriums": ["r2"]}, [("a", "r1", 600)], "a is in Roxy 1, which is not one of its auditoriums"),
        ({"windows": [[700, 800]]}, [("a", "r1", 600)], "a starts at day 1, 10:00, outside its windows"),
        (
            {"showings": 2, "apart_min": 120},
            [("a", "r1", 600), ("a", "r1", 700, 2)],
            "a, showing 1 and a, showing 2 are less than 120 minutes apart",
        ),
    ],
)
def test_checker_names_what_an_event_breaks(keys: Document, places: list[Any], violation: str) -> None:
    document = request([event("a", **keys)], TWO_ROOMS)

    assert check(document, decision(*places)).violations == (violation,)


def test_checker_wants_the_premiere_first() -> None:
    document = request([event("a", showings=2)], ONE_ROOM, premieres=[{"event": "a", "windows": [[700, 900]]}])

    assert check(document, decision(("a", "r1", 600, 2), ("a", "r1", 700, 1))).violations == (
        "a, showing 2 comes before the premiere",
    )
    assert check(document, decision(("a", "r1", 600, 1), ("a", "r1", 700, 2))).violations == (
        "the premiere of a, showing 1 starts at day 1, 10:00, outside its windows",
    )


def test_checker_counts_every_term() -> None:
    document = request(
        [
            event("a", during=60, demand=150, wished_windows=[[700, 800]]),
            event("b", during=60),
            event("c", during=60),
        ],
        [room("r1"), room("r2", "lido")],
        people=[person("p", "a", windows=[[0, 10]]), person("q", "b", "c")],
        audiences=[{"a": "a", "b": "b", "people": 40}],
        travel_min=25,
        published=[{"event": "b", "auditorium": "r2", "start_min": 600}],
    )

    verdict = check(document, decision(("a", "r1", 600), ("b", "r1", 660), ("c", "r2", 750)))

    assert verdict.violations == ()
    assert {name: term.raw for name, term in verdict.terms.items()} == {
        "unplaced": 0,
        "guests_lost": 1,
        "cannot_see_both": 0,
        "unseated": 50,
        "off_daypart": 100,
        "turnaround": 10,
        "walking": 25,
        "changes": 1,
        "moved": 60,
    }
    assert verdict.score == pytest.approx(-(10 + 2.5 + 2 + 0.5 + 0.5 + 2 + 0.3))


def test_checker_refuses_names_nothing_answers_to() -> None:
    with pytest.raises(BadInput, match=r"showings\[0\].event"):
        check(request(TWO, ONE_ROOM), decision(("x", "r1", 600)))


# Each rule alone, kept and in the way.


def test_two_things_take_turns_in_one_auditorium() -> None:
    assert sorted(start for _, start in starts(request(TWO, ONE_ROOM)).values())[1] >= 690


def test_cleaning_and_clearing_are_kept() -> None:
    cleaned = [room("r1", turnaround_min=30)]
    tidy = [event("a", before_min=20, after_min=30), event("b", before_min=20, after_min=30)]

    placed = starts(request(TWO, cleaned, select="all", weights={"turnaround": 0}))
    assert abs(placed["a", 1][1] - placed["b", 1][1]) >= 120
    assert conflict(request(tidy, cleaned, select="all")) == (
        "a must have its showing.",
        "b must have its showing.",
        "An auditorium holds one thing at a time, inside its hours.",
    )


def test_one_person_is_in_one_place() -> None:
    document = request(TWO, TWO_ROOMS, people=[person("Eva", "a", "b")], travel_min=30, select="all")
    placed = starts(document)

    assert abs(placed["a", 1][1] - placed["b", 1][1]) >= 120 or placed["a", 1][0] == placed["b", 1][0]
    short = [room("r1", windows=[[600, 700]]), room("r2", "lido", windows=[[600, 700]])]
    assert "Eva can be in one place at a time." in conflict(document | {"auditoriums": short})


def test_windows_of_a_hard_person_bind_and_those_of_a_wish_cost() -> None:
    early = person("Eva", "a", windows=[[0, 600]])

    _, solution = solved(request(TWO[:1], ONE_ROOM, people=[early]))
    assert solution.terms["guests_lost"].raw == 1
    assert [(lost.person, lost.event, lost.showing) for lost in solution.lost_guests] == [("Eva", "a", 1)]
    _, solution = solved(request(TWO[:1], ONE_ROOM, people=[early | {"is_hard": True}]))
    assert [one.event for one in solution.unplaced] == ["a"]


def test_any_showing_is_enough_where_any_will_do() -> None:
    twice = [event("a", 60, showings=2), event("b", 60, windows=[[600, 600]])]
    juror = person("Eva", {"event": "a", "role": "juror", "showings": "any"}, "b", is_hard=True)

    _, solution = solved(request(twice, TWO_ROOMS, people=[juror], select="all"))

    assert solution.score == 0.0


def test_repeats_keep_their_distance_and_the_premiere_comes_first() -> None:
    document = request(
        [event("a", 60, showings=2, apart_min=150)],
        TWO_ROOMS,
        premieres=[{"event": "a", "auditoriums": ["r2"]}],
        select="all",
    )
    placed = starts(document)

    assert placed["a", 1][0] == "r2"
    assert placed["a", 2][1] - placed["a", 1][1] >= 150


def test_what_comes_before_has_ended() -> None:
    placed = starts(request(TWO, TWO_ROOMS, precedence=[{"a": "b", "b": "a", "gap_min": 30}], select="all"))

    assert placed["a", 1][1] >= placed["b", 1][1] + 120


def test_audiences_are_not_torn_where_it_can_be_helped() -> None:
    document = request(TWO, TWO_ROOMS, audiences=[{"a": "a", "b": "b", "people": 50}], travel_min=30)

    assert solved(document)[1].score == 0.0
    narrow = [room("r1", windows=[[600, 750]]), room("r2", "lido", windows=[[600, 750]])]
    assert solved(document | {"auditoriums": narrow})[1].terms["cannot_see_both"].raw == 50


def test_audiences_are_reckoned_from_strand_and_tags() -> None:
    alike = [event("a", demand=100, strand="night", tags=["x"]), event("b", demand=60, strand="night", tags=["x"])]
    document = request(alike, [room("r1"), room("r2")], overlap={"strand": 0.5, "tag": 0.25})

    assert check(document, decision(("a", "r1", 600), ("b", "r2", 600))).terms["cannot_see_both"].raw == 45


def test_the_larger_room_goes_to_the_larger_demand() -> None:
    document = request([event("a", demand=300), event("b", demand=50)], [room("r1", seats=60), room("r2", seats=300)])

    assert solved(document)[1].score == 0.0


def test_the_way_through_a_third_venue_counts_where_it_is_shorter() -> None:
    rooms = [*TWO_ROOMS, room("r3", "bar", windows=[])]
    ways = [{"a": "roxy", "b": "bar", "minutes": 5}, {"a": "bar", "b": "lido", "minutes": 5}]
    document = request(TWO, rooms, people=[person("Eva", "a", "b")], travel_min=60, travel=ways)

    assert check(document, decision(("a", "r1", 600), ("b", "r2", 700))).violations == ()


# Bad input, and what cannot be.


def test_an_auditorium_without_hours_is_named() -> None:
    document = request(TWO[:1], [room("r1", title="Roxy 1", windows=[])])

    assert solved(document)[1].unplaced[0].reason == "Roxy 1 has no hours; say when it is open."
    assert conflict(document | {"select": "all"}) == (
        "Ana must be shown.",
        "Roxy 1 has no hours; say when it is open.",
    )


def test_an_event_longer_than_any_window_is_named() -> None:
    document = request([event("a", 400, title="Ana")], ONE_ROOM)

    assert solved(document)[1].unplaced[0].reason == (
        "It takes 400 minutes, and no auditorium for it is open for more than 300 in a row."
    )


def test_locks_that_contradict_are_named() -> None:
    document = request(
        TWO,
        TWO_ROOMS,
        locks=[
            {"event": "a", "auditorium": "r1", "start_min": 600},
            {"event": "b", "auditorium": "r1", "start_min": 650},
        ],
    )

    assert conflict(document) == (
        "Ana is locked in Roxy 1 at day 1, 10:00.",
        "Bea is locked in Roxy 1 at day 1, 10:50.",
        "An auditorium holds one thing at a time, inside its hours.",
    )


def test_a_lock_outside_the_hours_is_named() -> None:
    words = conflict(request(TWO[:1], ONE_ROOM, locks=[{"event": "a", "start_min": 890}]))

    assert words[0] == "Ana is locked at day 1, 14:50."
    assert "open for its 90 minutes there and then" in words[1]


def test_a_conflict_is_a_smallest_set() -> None:
    crowd = [event(name, 100) for name in "abcde"]
    document = request(crowd, [room("r1")], select="all")

    words = conflict(document)

    assert len(words) == 5  # any four of a hundred minutes do not fit five hours, and the hours


@pytest.mark.parametrize(
    ("keys", "path"),
    [
        ({"locks": [{"event": "x", "start_min": 600}]}, "locks[0].event"),
        ({"locks": [{"event": "a"}]}, "locks[0]"),
        ({"published": [{"event": "a", "showing": 2, "auditorium": "r1", "start_min": 0}]}, "published[0].showing"),
        ({"precedence": [{"a": "a", "b": "a"}]}, "precedence[0]"),
        ({"travel": [{"a": "roxy", "b": "moon", "minutes": 5}]}, "travel[0].b"),
        ({"weights": {"changes": 0.12345}}, "weights.changes"),
        ({"people": [person("p", "a", "a")]}, "people[0].roles[1].event"),
        ({"events": [event("a", windows=[[700, 600]])]}, "events[0].windows[0][1]"),
        ({"rooms": []}, "rooms"),
    ],
)
def test_parse_names_the_path_of_what_it_refuses(keys: Document, path: str) -> None:
    with pytest.raises(BadInput) as caught:
        PROBLEM.parse(request(TWO, ONE_ROOM) | keys)

    assert caught.value.path == path


# Tiny festivals counted out, and properties of any.


@pytest.mark.parametrize("seed", [4, 5, 9, 16, 18, 22, 33, 39, 53, 58, 60])
def test_solve_finds_what_counting_every_grid_finds(seed: int) -> None:
    document = random_request(seed)
    best, count = best_of_all(document, 2500)

    assert count
    if best is None:
        assert conflict(document)
    else:
        _, solution = solved(document)
        assert solution.score == pytest.approx(best)
        assert solution.status == "optimal"


@given(st.integers(min_value=1000, max_value=10**6))
@settings(max_examples=20, deadline=None)
def test_every_solution_passes_the_checker_with_its_own_score(seed: int) -> None:
    document = random_request(seed)
    try:
        problem, solution = solved(document)
    except Infeasible:
        return

    verdict = check(document, json.loads(json.dumps(solution.to_json(), allow_nan=False)))

    assert verdict.violations == ()
    assert verdict.score == pytest.approx(solution.score)
    assert {name: term.raw for name, term in verdict.terms.items()} == {
        name: term.raw for name, term in solution.terms.items()
    }
    assert PROBLEM.explain(problem, solution)


def test_a_saved_weekend_is_solved_with_reasons() -> None:
    document = json.loads(WEEKEND.read_text())
    problem, solution = solved(document)
    verdict = check(document, solution.to_json())

    assert verdict.violations == ()
    assert solution.status == "optimal"
    assert verdict.score == pytest.approx(solution.score)
    assert all(one.why_here and one.why_not_earlier and one.why_not_elsewhere for one in solution.showings)
    assert len(PROBLEM.explain(problem, solution)) >= len(solution.showings)


# Repair.


@pytest.mark.parametrize("seed", [6, 20, 28, 33, 40, 52, 55, 67])
def test_repair_finds_the_fewest_changes_of_every_grid(seed: int) -> None:
    document = random_request(seed) | {"repair": True, "locks": [], "select": "best"}
    problem = PROBLEM.parse(document)
    grids = [(one, check(document, one)) for one in every_grid(problem, 3000)]
    kept = [(_lost(document, one), v.terms["changes"].raw, -v.score) for one, v in grids if v.is_feasible]

    _, solution = solved(document)

    lost, changes, cost = min((lost, changes, round(cost, 6)) for lost, changes, cost in kept)
    assert _lost(document, solution.to_json()) == lost
    assert (solution.terms["changes"].raw, solution.fewest_changes) == (changes, changes)
    assert solution.score == pytest.approx(-cost)
    assert solution.status == "optimal"


def _lost(document: Document, output: Document) -> int:
    placed = {(one["event"], one.get("showing", 1)) for one in output["showings"]}
    return sum((one["event"], one["showing"]) not in placed for one in document["published"])


def test_repair_moves_only_what_lost_its_place() -> None:
    published = [
        {"event": "a", "auditorium": "r1", "start_min": 600},
        {"event": "b", "auditorium": "r2", "start_min": 600},
    ]
    gone = [room("r1", windows=[[600, 650]]), room("r2", "lido")]
    document = request(TWO, gone, published=published, repair=True)

    problem, solution = solved(document)

    assert [(change.event, change.before.auditorium) for change in solution.changes] == [("a", "r1")]
    assert solution.changes[0].reason == "its published place is no longer possible"
    assert solution.fewest_changes == 1
    assert "Ana moves from day 1, 10:00 in r1 to day 1," in " ".join(PROBLEM.explain(problem, solution))


def test_repair_moves_another_rather_than_lose_a_showing() -> None:
    published = [
        {"event": "a", "auditorium": "r1", "start_min": 600},
        {"event": "b", "auditorium": "r2", "start_min": 650},
    ]
    gone = [room("r1", windows=[]), room("r2", windows=[[600, 800]])]
    pair = [event("a", 90), event("b", 90)]

    _, solution = solved(request(pair, gone, published=published, repair=True))

    assert solution.unplaced == ()
    assert solution.fewest_changes == 2


# How it runs.


def test_same_steps_and_seed_give_the_same_grid() -> None:
    document = json.loads(WEEKEND.read_text())
    problem = PROBLEM.parse(document)

    runs = [PROBLEM.solve(problem, How(Stop(None, 40), seed=3)).to_json() for _ in range(2)]

    assert runs[0]["showings"] == runs[1]["showings"]
    assert runs[0]["score"] == runs[1]["score"]


def test_interrupt_keeps_the_best_so_far() -> None:
    document = json.loads(WEEKEND.read_text())
    problem = PROBLEM.parse(document)
    found: list[object] = []

    class Heard:
        def progressed(self, event: object) -> None:
            assert event

        def improved(self, best: object) -> None:
            found.append(best)

    solution = PROBLEM.solve(problem, How(Stop(20.0, cancel=lambda: bool(found)), listener=Heard()))

    assert check(document, solution.to_json()).violations == ()


def test_no_time_at_all_gives_what_fits_one_after_the_other() -> None:
    document = json.loads(WEEKEND.read_text())

    solution = PROBLEM.solve(PROBLEM.parse(document), How(Stop(0.0)))

    assert check(document, solution.to_json()).violations == ()
    assert solution.status == "feasible"


def test_no_time_for_musts_that_clash_is_said() -> None:
    musts = [event(name, during_min=90, must=True) for name in "ab"]
    narrow = request(musts, [room("r1", windows=[[600, 700]])])

    with pytest.raises(NoSolution, match="allow more seconds"):
        PROBLEM.solve(PROBLEM.parse(narrow), How(Stop(0.0)))


def test_command_line_repairs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    published = [{"event": "a", "auditorium": "r1", "start_min": 700}]
    source, target = tmp_path / "in.json", tmp_path / "out.json"
    source.write_text(json.dumps(request(TWO[:1], ONE_ROOM, published=published, weights={"changes": 0})))

    assert main(["grid", str(source), "-o", str(target), "--repair"]) == 0
    assert main(["verify", "grid", str(source), str(target)]) == 0

    assert json.loads(target.read_text())["fewest_changes"] == 0
    assert "Every rule is kept." in capsys.readouterr().out


def test_alternatives_differ_and_say_what_they_give_up() -> None:
    document = json.loads(WEEKEND.read_text())
    document["events"] = document["events"][:5]
    names = {one["id"] for one in document["events"]}
    document["audiences"] = document["precedence"] = document["people"] = []
    document["premieres"] = [one for one in document["premieres"] if one["event"] in names]

    _, solution = solved(document, alternatives=2)

    assert len(solution.alternatives) == 2
    for other in solution.alternatives:
        assert other.differs >= 0.2 * len(solution.showings)
        verdict = check(document, {"showings": [vars_of(one) for one in other.showings]})
        assert verdict.violations == ()
        assert verdict.score == pytest.approx(other.score)
        assert other.score == pytest.approx((solution.score or 0.0) - sum(other.gives_up.values()))


def vars_of(one: Placed) -> Document:
    return {"event": one.event, "showing": one.showing, "auditorium": one.auditorium, "start_min": one.start_min}


def test_locks_that_put_a_person_in_two_places_are_named() -> None:
    document = request(
        TWO,
        TWO_ROOMS,
        people=[person("Eva", "a", "b"), person("Uma", "a")],
        locks=[
            {"event": "a", "auditorium": "r1", "start_min": 600},
            {"event": "b", "auditorium": "r2", "start_min": 600},
        ],
    )

    assert conflict(document) == (
        "Ana is locked in Roxy 1 at day 1, 10:00.",
        "Bea is locked in Lido at day 1, 10:00.",
        "Eva can be in one place at a time.",
    )
