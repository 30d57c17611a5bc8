import copy
import itertools
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matinee.engine.cli import main
from matinee.engine.errors import BadInput, Infeasible
from matinee.engine.itinerary import PROBLEM, ItineraryProblem, ItinerarySolution
from matinee.engine.problem import How
from matinee.engine.stop import Stop

WEEKEND = Path(__file__).with_name("weekend.json")

DOCUMENT: dict[str, Any] = {
    "format": "matinee-itinerary/1",
    "early_min": 10,
    "travel_min": 20,
    "travel": [{"a": "roxy", "b": "lido", "minutes": 30}],
    "wishes": [
        {"work": "ana", "stars": 5, "title": "Ana"},
        {"work": "bea", "stars": 4},
        {"work": "cat", "stars": 2},
        {"work": "dim", "stars": 1},
    ],
    "showings": [
        {"id": "ana1", "works": ["ana"], "venue": "roxy", "start_min": 600, "end_min": 700, "title": "Ana"},
        {"id": "bea1", "works": ["bea"], "venue": "lido", "start_min": 720, "end_min": 800},
        {"id": "bea2", "works": ["bea", "cat"], "venue": "lido", "start_min": 900, "end_min": 990},
        {"id": "cat1", "works": ["cat"], "venue": "roxy", "start_min": 610, "end_min": 650},
        {"id": "dim1", "works": ["dim"], "venue": "roxy", "start_min": 1000, "end_min": 1100},
    ],
}


def changed(**keys: object) -> dict[str, Any]:
    return {**copy.deepcopy(DOCUMENT), **keys}


def with_showing(number: int, **keys: object) -> dict[str, Any]:
    document = changed()
    document["showings"][number] |= keys
    return document


def solved(document: object) -> tuple[ItineraryProblem, ItinerarySolution]:
    problem = PROBLEM.parse(document)
    return problem, PROBLEM.solve(problem, How(Stop(20.0)))


def through_json(solution: ItinerarySolution) -> Any:
    return json.loads(json.dumps(solution.to_json(), allow_nan=False))


def gone(document: object) -> list[str]:
    return [visit.showing for visit in solved(document)[1].visits]


def check(document: object, *showings: str) -> Any:
    return PROBLEM.checker(PROBLEM.parse(document))({"visits": [{"showing": name} for name in showings]})


def test_solve_plans_the_day_and_says_what_was_given_up() -> None:
    _, solution = solved(DOCUMENT)
    output = through_json(solution)

    assert [visit["showing"] for visit in output["visits"]] == ["ana1", "bea2"]
    assert output["visits"][1]["works"] == ["bea", "cat"]
    assert (output["visits"][1]["travel_min"], output["visits"][1]["spare_min"]) == (30, 160)
    assert output["status"] == "optimal"
    assert output["given_up"][0]["work"] == "dim"
    assert output["given_up"][0]["instead_of"] == ["bea2"]
    assert output["given_up"][0]["costs"] == pytest.approx(8.0)
    assert output["score"] == pytest.approx(11 + 7 + 2 - 0.02)


def test_nothing_given_up_is_said() -> None:
    document = with_showing(4, start_min=1100, end_min=1200)

    assert "nothing had to be given up" in PROBLEM.explain(*solved(document))[0]


def test_a_work_counts_once_however_often_it_is_seen() -> None:
    both = check(with_showing(1, start_min=760, end_min=800), "ana1", "bea1", "bea2")

    assert both.violations == ()
    assert both.terms["stars"].raw == 11 + 7 + 2


# Each rule alone, kept and binding.


def test_the_way_decides() -> None:
    document = changed(wishes=DOCUMENT["wishes"][:2])
    document["showings"][2]["works"] = ["cat"]

    assert gone(document) == ["ana1"]
    assert gone({**document, "travel": [{"a": "roxy", "b": "lido", "minutes": 10}]}) == ["ana1", "bea1"]
    assert check(DOCUMENT, "ana1", "bea1").violations == ("from ana1 one reaches bea1 20 minutes late",)


def test_the_shorter_way_through_another_venue_counts() -> None:
    document = changed(
        travel=[
            {"a": "roxy", "b": "lido", "minutes": 300},
            {"a": "roxy", "b": "bar", "minutes": 5},
            {"a": "bar", "b": "lido", "minutes": 4},
        ],
        wishes=DOCUMENT["wishes"][:2],
    )
    document["showings"].append({"id": "x", "works": ["x"], "venue": "bar", "start_min": 0, "end_min": 1})
    document["showings"][2]["works"] = ["cat"]

    assert gone(document) == ["ana1", "bea1"]


def test_sold_out_showings_are_left_out_unless_there_is_a_ticket() -> None:
    document = with_showing(0, is_open=False)

    _, solution = solved(document)

    assert solution.given_up[0].code == "sold-out"
    assert "ana1" in gone({**document, "locks": ["ana1"]})


def test_presence_binds() -> None:
    _, solution = solved(changed(present=[[0, 650], [800, 995]]))

    assert [visit.showing for visit in solution.visits] == ["bea2"]
    assert {lost.work: lost.code for lost in solution.given_up} == {"ana": "away", "dim": "away"}


def test_pass_rules_bind() -> None:
    assert gone(changed(rules=[{"at_most": 1, "per": "day"}])) == ["ana1"]
    gala = with_showing(0, tags=["gala"])
    _, solution = solved({**gala, "rules": [{"at_most": 0, "tag": "gala"}]})
    assert solution.given_up[0].reason == "Your pass admits no showings of gala"


def test_the_budget_binds() -> None:
    document = with_showing(0, price=800)
    document["showings"][2]["price"] = 900

    assert gone({**document, "budget": 1000}) == ["ana1", "dim1"]


def test_a_wanted_meal_weighs_and_a_required_one_binds() -> None:
    lunch = {"id": "lunch", "from_min": 880, "to_min": 1060, "minutes": 60}

    _, wanted = solved(changed(meals=[lunch]))
    _, required = solved(changed(meals=[{**lunch, "is_required": True}]))

    assert [visit.showing for visit in wanted.visits] == ["ana1", "bea2"]
    assert (wanted.meals[0].start_min, wanted.meals[0].end_min) == (990, 1050)
    assert required.terms["meals_missed"].raw == 0
    short = {**lunch, "to_min": 1040, "is_required": True}
    assert gone(changed(meals=[short])) == ["ana1", "dim1"]


def test_a_bonus_decides_between_showings_of_one_work() -> None:
    document = with_showing(1, start_min=760, end_min=840, bonus=3)
    document["showings"][2]["works"] = ["bea"]

    assert gone(document) == ["ana1", "bea1", "dim1"]


# Tickets that cannot all be used.

CONFLICTS: dict[str, tuple[dict[str, Any], str]] = {
    "clash": ({"locks": ["ana1", "cat1"]}, "One cannot be reached from the other in time for its door."),
    "away": ({"locks": ["ana1"], "present": [[800, 1200]]}, "You are not present from its door to its end."),
    "pass": ({"locks": ["ana1", "bea2"], "rules": [{"at_most": 1}]}, "Your pass admits at most 1 showings."),
    "meal": (
        {
            "locks": ["bea2", "ana1"],
            "meals": [{"id": "tea", "from_min": 880, "to_min": 960, "minutes": 20, "is_required": True}],
        },
        "tea needs 20 minutes between 880 and 960.",
    ),
}


@pytest.mark.parametrize("name", CONFLICTS)
def test_tickets_that_clash_are_said_in_words(name: str) -> None:
    keys, words = CONFLICTS[name]

    with pytest.raises(Infeasible) as refusal:
        solved(changed(**keys))

    assert refusal.value.conflict[-1] == words
    assert len(refusal.value.conflict) == (3 if name in {"clash", "pass"} else 2)


def test_tickets_dearer_than_the_budget_are_said_in_words() -> None:
    with pytest.raises(Infeasible) as refusal:
        solved({**with_showing(0, price=800), "budget": 500, "locks": ["ana1", "bea2"]})

    assert refusal.value.conflict == (
        "You have a ticket for Ana (ana1).",
        "They cost 800 together, and the budget is 500.",
    )


# The checker on hand-made wrong answers.

WRONG: dict[str, tuple[dict[str, Any], tuple[str, ...], str]] = {
    "twice": ({}, ("ana1", "ana1"), "ana1 stands twice"),
    "at once": ({}, ("ana1", "cat1"), "from ana1 one reaches cat1 100 minutes late"),
    "away": ({"present": [[595, 2000]]}, ("ana1",), "nobody is present for ana1"),
    "ticket": ({"locks": ["bea2"]}, ("ana1",), "there is a ticket for bea2, but nobody goes"),
    "pass": ({"rules": [{"at_most": 1}]}, ("ana1", "bea2"), "2 showings in all, at most 1 are admitted"),
    "day": ({"rules": [{"at_most": 1, "per": "day"}]}, ("ana1", "bea2"), "2 showings in all on day 0, at most 1 are"),
    "meal": (
        {"meals": [{"id": "tea", "from_min": 890, "to_min": 990, "minutes": 30, "is_required": True}]},
        ("bea2",),
        "tea is required, and there is no time for it",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_checker_finds_what_is_wrong(name: str) -> None:
    keys, showings, words = WRONG[name]

    violations = check(changed(**keys), *showings).violations

    assert len(violations) == 1
    assert violations[0].startswith(words)


def test_checker_finds_the_sold_out_and_the_unpaid() -> None:
    document = with_showing(0, is_open=False, price=300)

    assert check({**document, "budget": 200}, "ana1").violations == (
        "ana1 is sold out",
        "the showings cost 300, the budget is 200",
    )


@pytest.mark.parametrize("output", [{}, [], {"visits": [{"showing": "nowhere"}]}])
def test_checker_refuses_what_is_no_answer(output: object) -> None:
    with pytest.raises(BadInput):
        PROBLEM.checker(PROBLEM.parse(DOCUMENT))(output)


@pytest.mark.parametrize(
    ("document", "path"),
    [
        (changed(format="itinerary"), "format"),
        (changed(wishes=[{"work": "a", "stars": 6}]), "wishes[0].stars"),
        (changed(wishes=[{"work": "a"}, {"work": "a"}]), "wishes[1].work"),
        (with_showing(1, id="ana1"), "showings[1].id"),
        (with_showing(0, end_min=600), "showings[0].end_min"),
        (with_showing(0, works=[]), "showings[0].works"),
        (with_showing(0, bonus=0.0001), "showings[0].bonus"),
        (with_showing(0, price=-1), "showings[0].price"),
        (changed(travel=[{"a": "roxy", "b": "nowhere", "minutes": 5}]), "travel[0].b"),
        (changed(travel=[{"a": "roxy", "b": "roxy", "minutes": 5}]), "travel[0]"),
        (changed(travel=[{"a": "roxy", "b": "lido", "minutes": 5}] * 2), "travel[1]"),
        (changed(meals=[{"id": "m", "from_min": 0, "to_min": 30, "minutes": 31}]), "meals[0].minutes"),
        (changed(present=[[5, 5]]), "present[0][1]"),
        (changed(locks=["nobody"]), "locks[0]"),
        (changed(weights={"meal": -1}), "weights.meal"),
        (changed(weights={"stars": [1, 2, 3]}), "weights.stars"),
    ],
)
def test_parse_refuses_nonsense_and_names_its_place(document: object, path: str) -> None:
    with pytest.raises(BadInput) as refusal:
        PROBLEM.parse(document)

    assert refusal.value.path == path


def test_no_wishes_is_an_answer() -> None:
    _, solution = solved(changed(wishes=[]))

    assert (solution.status, solution.visits, solution.score) == ("optimal", (), 0.0)


def brute(problem: ItineraryProblem) -> float:
    """Return the best score over all sets of showings, by the checker."""
    look = PROBLEM.checker(problem)
    names = [showing.id for showing in problem.showings]
    verdicts = (
        look({"visits": [{"showing": name} for name, is_in in zip(names, picked, strict=True) if is_in]})
        for picked in itertools.product((False, True), repeat=len(names))
    )
    return max((verdict.score for verdict in verdicts if verdict.is_feasible), default=float("-inf"))


SHOWING = st.fixed_dictionaries(
    {
        "works": st.lists(st.sampled_from("abcd"), min_size=1, max_size=2, unique=True),
        "venue": st.sampled_from(["roxy", "lido", "bar"]),
        "start_min": st.integers(0, 16).map(lambda quarter: 600 + 30 * quarter),
        "bonus": st.sampled_from([0, 0, 0.5]),
        "price": st.sampled_from([0, 400, 900]),
        "tags": st.sampled_from([[], ["gala"]]),
        "is_open": st.sampled_from([True, True, True, False]),
    }
)
RULES = st.sampled_from([[], [{"at_most": 2}], [{"at_most": 1, "tag": "gala", "per": "day"}]])


@st.composite
def visits(draw: st.DrawFn) -> dict[str, Any]:
    """Draw a small day with every kind of rule."""
    showings = draw(st.lists(SHOWING, min_size=1, max_size=7))
    lunch = {"id": "lunch", "from_min": 690, "to_min": 870, "minutes": 40, "is_required": draw(st.booleans())}
    return {
        "format": "matinee-itinerary/1",
        "showings": [{**s, "id": f"s{i}", "end_min": s["start_min"] + 80} for i, s in enumerate(showings)],
        "wishes": [{"work": work, "stars": draw(st.integers(1, 5))} for work in "abcd"],
        "meals": [lunch],
        "rules": draw(RULES),
        "budget": draw(st.sampled_from([None, 900])),
        "locks": ["s0"] if draw(st.booleans()) else [],
    }


@settings(max_examples=40, deadline=None)
@given(document=visits())
def test_solve_finds_what_brute_force_finds(document: dict[str, Any]) -> None:
    problem = PROBLEM.parse(document)
    try:
        solution = PROBLEM.solve(problem, How(Stop(20.0)))
    except Infeasible:
        assert brute(problem) == float("-inf")
        return

    verdict = PROBLEM.checker(problem)(through_json(solution))

    assert verdict.violations == ()
    assert verdict.score == pytest.approx(solution.score)
    assert {k: t.points for k, t in verdict.terms.items()} == pytest.approx(
        {k: t.points for k, t in solution.terms.items()}
    )
    assert solution.status == "optimal"
    assert solution.score == pytest.approx(brute(problem))
    missed = {wish.work for wish in problem.wishes} - {work for visit in solution.visits for work in visit.works}
    assert {lost.work for lost in solution.given_up} == missed


def swapped_in(problem: ItineraryProblem, solution: ItinerarySolution, place: int) -> Any:
    lost = solution.given_up[place]
    names = [visit.showing for visit in solution.visits if visit.showing not in lost.instead_of]
    return PROBLEM.checker(problem)({"visits": [{"showing": name} for name in [*names, lost.showing]]})


def test_a_real_weekend_is_proven_and_what_a_swap_costs_is_true() -> None:
    problem, solution = solved(json.loads(WEEKEND.read_text()))

    assert (solution.status, solution.score) == ("optimal", pytest.approx(85.42))
    assert PROBLEM.checker(problem)(through_json(solution)).score == pytest.approx(solution.score)
    swaps = [i for i, lost in enumerate(solution.given_up) if lost.code == "clash"]
    assert swaps
    for place in swaps:
        verdict = swapped_in(problem, solution, place)
        assert verdict.violations == ()
        assert verdict.score == pytest.approx(solution.score - solution.given_up[place].costs, abs=1e-3)


def test_steps_alone_give_the_same_twice() -> None:
    problem = PROBLEM.parse(json.loads(WEEKEND.read_text()))

    one, other = (PROBLEM.solve(problem, How(Stop(None, 200), seed=3)) for _ in range(2))

    assert (one.visits, one.score, one.bound) == (other.visits, other.score, other.bound)


@pytest.mark.parametrize("stop", [Stop(0.0), Stop(None, 0), Stop(10.0, cancel=lambda: True)])
def test_without_time_there_is_still_an_answer_that_keeps_every_rule(stop: Stop) -> None:
    problem = PROBLEM.parse(json.loads(WEEKEND.read_text()))

    solution = PROBLEM.solve(problem, How(stop))

    assert PROBLEM.checker(problem)(through_json(solution)).violations == ()
    assert solution.visits
    assert solution.bound >= solution.score


def test_explain_says_it_in_words() -> None:
    meal = {"id": "lunch", "from_min": 720, "to_min": 840, "minutes": 60}

    lines = PROBLEM.explain(*solved(changed(meals=[meal])))

    assert lines[0] == "3 of 4 wishes in 2 showings; 1 had to be given up."
    assert "day 1, 10:00 Ana at roxy." in lines
    assert "lunch: from day 1, 12:00." in lines
    assert lines[-1] == "Given up: dim (1 stars): dim1 would take the place of bea2, and cost 8.0 points."


def test_command_line_solves_verifies_and_refuses(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, target = tmp_path / "in.json", tmp_path / "out.json"
    source.write_text(json.dumps(DOCUMENT))

    assert main(["itinerary", str(source), "-o", str(target)]) == 0
    assert main(["verify", "itinerary", str(source), str(target)]) == 0
    assert main(["schema", "itinerary"]) == 0
    assert "matinee-itinerary/1" in capsys.readouterr().out
    source.write_text(json.dumps(changed(locks=["ana1", "cat1"])))
    assert main(["itinerary", str(source), "-o", str(target)]) == 3
