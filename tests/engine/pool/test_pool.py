import copy
import itertools
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matinee.engine.cli import main
from matinee.engine.errors import BadInput, Infeasible
from matinee.engine.pool import PROBLEM, PoolProblem, PoolSolution
from matinee.engine.problem import How
from matinee.engine.stop import Stop

DOCUMENT: dict[str, Any] = {
    "format": "matinee-pool/1",
    "gap_s": 0,
    "editions": [
        {"id": "april", "slots": [{"minutes": 30}]},
        {
            "id": "may",
            "slots": [{"minutes": 20}, {"minutes": 20, "strand": "female"}],
            "mixture": [{"group": "doc", "at_least_minutes": 10}],
        },
    ],
    "films": [
        {"id": "long", "value": 2.0, "running_time_s": 1800, "waiting_months": 2},
        {"id": "ana", "value": 1.5, "running_time_s": 1200, "strands": ["female"], "groups": ["doc"]},
        {"id": "bea", "value": 1.2, "running_time_s": 900, "strands": ["female"], "expires": "april"},
        {"id": "cat", "value": 1.0, "running_time_s": 900, "editions": ["may"], "waiting_months": 8},
        {"id": "dim", "value": 0.1, "running_time_s": 1200},
        {"id": "shut", "value": 9.0, "running_time_s": 600, "editions": []},
    ],
    "arrivals": [{"first": "may", "count": 3, "value": 0.4, "running_time_s": 300}],
}


def changed(**keys: object) -> dict[str, Any]:
    return {**copy.deepcopy(DOCUMENT), **keys}


def solved(document: object) -> tuple[PoolProblem, PoolSolution]:
    problem = PROBLEM.parse(document)
    return problem, PROBLEM.solve(problem, How())


def through_json(solution: PoolSolution) -> Any:
    return json.loads(json.dumps(solution.to_json(), allow_nan=False))


def shown(output: Any) -> dict[str, list[str]]:
    return {line["id"]: [put["film"] for put in line["films"]] for line in output["editions"]}


def test_solve_places_films_keeps_room_and_says_why() -> None:
    output = through_json(solved(DOCUMENT)[1])

    assert shown(output) == {"april": ["long"], "may": ["cat", "ana"]}
    assert output["editions"][1]["kept"] == [{"arrival": 0, "slot": 0, "count": 1.0}]
    assert "it has waited 8 months" in output["editions"][1]["films"][0]["reasons"]
    assert "it belongs to female" in output["editions"][1]["films"][1]["reasons"]
    waiting = {film["film"]: film for film in output["waiting"]}
    assert waiting["shut"]["reason"] == "no coming edition is open to it"
    assert waiting["dim"]["what_would_change"].startswith("a value higher by ")
    assert output["status"] == "optimal"


def test_checker_agrees_with_the_solver() -> None:
    problem, solution = solved(DOCUMENT)

    verdict = PROBLEM.checker(problem)(through_json(solution))

    assert verdict.violations == ()
    assert verdict.score == pytest.approx(solution.score)
    assert {k: t.points for k, t in verdict.terms.items()} == pytest.approx(
        {k: t.points for k, t in solution.terms.items()}, abs=1e-6
    )


def test_a_lock_is_kept() -> None:
    document = changed()
    document["films"][4]["lock"] = "april"

    assert "dim" in shown(through_json(solved(document)[1]))["april"]


def test_locks_that_do_not_fit_are_said_in_words() -> None:
    document = changed()
    document["films"][0]["lock"] = document["films"][4]["lock"] = "april"

    with pytest.raises(Infeasible) as refusal:
        solved(document)

    assert refusal.value.conflict == ("long, dim are locked to april: 50.0 minutes.", "april has 30.0 minutes.")


def test_locks_that_fit_no_single_slot_are_said_in_words() -> None:
    document = changed()
    document["films"][0]["lock"] = "may"

    with pytest.raises(Infeasible) as refusal:
        solved(document)

    assert refusal.value.conflict[0] == "long is locked to may."


def test_room_is_kept_for_better_films_to_come() -> None:
    document = changed(arrivals=[{"first": "may", "count": 1, "value": 8.0, "running_time_s": 1200}])

    output = through_json(solved(document)[1])

    assert shown(output)["may"] == ["ana"]
    assert output["editions"][1]["kept"][0]["slot"] == 0


def test_waiting_decides_between_equals() -> None:
    films = [
        {"id": "new", "value": 1.0, "running_time_s": 1800},
        {"id": "old", "value": 1.0, "running_time_s": 1800, "waiting_months": 9},
    ]
    document = changed(films=films, arrivals=[], editions=DOCUMENT["editions"][:1])

    assert shown(through_json(solved(document)[1])) == {"april": ["old"]}


def test_a_wish_for_a_mixture_counts() -> None:
    document = changed(weights={"mixture": 10.0, "quality": 1.0})
    document["films"][1].update(value=0.01, strands=[])

    assert "ana" in shown(through_json(solved(document)[1]))["may"]


def put(output: Any, edition: int, *films: tuple[str, int]) -> None:
    output["editions"][edition]["films"] = [{"film": name, "slot": slot} for name, slot in films]


def keep(output: Any, **values: object) -> None:
    output["editions"][1]["kept"] = [{"arrival": 0, "slot": 0, "count": 1.0, **values}]


WRONG: dict[str, tuple[Callable[[Any], object], str]] = {
    "twice": (lambda o: put(o, 0, ("ana", 0)), "ana plays 2 times (april, may)"),
    "overfull": (lambda o: put(o, 0, ("long", 0), ("bea", 0)), "april slot 0 holds 45.00 minutes, it has 30"),
    "not eligible": (lambda o: put(o, 0, ("cat", 0)), "cat is not eligible for april"),
    "expired": (lambda o: put(o, 1, ("bea", 0)), "bea may play until april, not at may"),
    "another strand": (
        lambda o: put(o, 1, ("cat", 1)),
        "cat is not of the strand female, which slot 1 of may is for",
    ),
    "no such slot": (lambda o: put(o, 1, ("cat", 5)), "may has no slot 5 for cat"),
    "kept too many": (lambda o: keep(o, count=4.0), "room is kept for 4 of arrival 0, 3 are expected"),
    "kept for nothing": (lambda o: keep(o, arrival=3), "arrival 3 is not expected"),
    "kept less than none": (lambda o: keep(o, count=-1.0), "may keeps room for -1 of arrival 0"),
    "kept for another strand": (
        lambda o: keep(o, slot=1),
        "arrival 0 is not of the strand female, which slot 1 of may is for",
    ),
    "an edition twice": (lambda o: o["editions"].append({"id": "may", "films": []}), "may stands twice"),
}


@pytest.mark.parametrize("name", WRONG)
def test_checker_finds_what_is_wrong(name: str) -> None:
    change, words = WRONG[name]
    problem, solution = solved(DOCUMENT)
    output = through_json(solution)
    change(output)

    assert words in PROBLEM.checker(problem)(output).violations


def test_checker_finds_room_kept_too_early_and_a_lock_not_kept() -> None:
    document = changed()
    document["films"][4]["lock"] = "april"
    problem = PROBLEM.parse(document)
    output = {"editions": [{"id": "april", "films": [], "kept": [{"arrival": 0, "slot": 0, "count": 1}]}]}

    violations = PROBLEM.checker(problem)(output).violations

    assert "arrival 0 cannot play at april" in violations
    assert "dim is locked to april, but does not play there" in violations


FILM = {"id": "a", "value": 1, "running_time_s": 60}


@pytest.mark.parametrize(
    ("document", "path"),
    [
        (changed(editions=[]), "editions"),
        (changed(editions=[{"id": "x", "slots": []}], films=[], arrivals=[]), "editions[0].slots"),
        (changed(editions=[{"id": "x", "slots": [{"minutes": -1}]}]), "editions[0].slots[0].minutes"),
        (changed(editions=[{"id": "x", "slots": [{"minutes": 9}] * 2}], films=[], arrivals=[]), "editions[0].slots[1]"),
        (changed(editions=[DOCUMENT["editions"][0]] * 2, films=[], arrivals=[]), "editions[1].id"),
        (changed(films=[FILM, FILM]), "films[1].id"),
        (changed(films=[{**FILM, "value": float("nan")}]), "films[0].value"),
        (changed(films=[{**FILM, "value": -1}]), "films[0].value"),
        (changed(films=[{**FILM, "running_time_s": 0}]), "films[0].running_time_s"),
        (changed(films=[{**FILM, "editions": ["june"]}]), "films[0].editions[0]"),
        (changed(films=[{**FILM, "expires": "june"}]), "films[0].expires"),
        (changed(films=[{**FILM, "lock": "may", "expires": "april"}]), "films[0].lock"),
        (changed(arrivals=[{**DOCUMENT["arrivals"][0], "first": "june"}]), "arrivals[0].first"),
        (changed(arrivals=[{**DOCUMENT["arrivals"][0], "last": "april"}]), "arrivals[0].last"),
        (changed(weights={"quality": -1}), "weights.quality"),
        (changed(format="pool"), "format"),
    ],
)
def test_parse_refuses_nonsense_and_names_its_place(document: object, path: str) -> None:
    with pytest.raises(BadInput) as refusal:
        PROBLEM.parse(document)

    assert refusal.value.path == path


@pytest.mark.parametrize("output", [{}, [], {"editions": [{"id": "june", "films": []}]}])
def test_checker_refuses_what_is_no_answer(output: object) -> None:
    with pytest.raises(BadInput):
        PROBLEM.checker(PROBLEM.parse(DOCUMENT))(output)


def test_an_empty_pool_is_an_answer() -> None:
    solution = solved(changed(films=[], arrivals=[]))[1]

    assert (solution.status, solution.terms["quality"].raw) == ("optimal", 0.0)
    assert all(not edition.films for edition in solution.editions)


def brute(problem: PoolProblem) -> float:
    """Return the best score over every way to place every film, by the checker."""
    check = PROBLEM.checker(problem)
    places = [None, *((e.id, s) for e in problem.editions for s in range(len(e.slots)))]
    best = -np.inf
    for picked in itertools.product(places, repeat=len(problem.films)):
        lines: dict[str, list[dict[str, object]]] = {edition.id: [] for edition in problem.editions}
        for film, place in zip(problem.films, picked, strict=True):
            if place is not None:
                lines[place[0]].append({"film": film.id, "slot": place[1]})
        verdict = check({"editions": [{"id": name, "films": films} for name, films in lines.items()]})
        if verdict.is_feasible:
            best = max(best, verdict.score)
    return best


@settings(max_examples=15, deadline=None)
@given(
    films=st.lists(
        st.fixed_dictionaries(
            {
                "value": st.integers(0, 30).map(lambda x: x / 10),
                "running_time_s": st.integers(2, 15).map(lambda x: 60 * x),
                "waiting_months": st.integers(0, 9),
                "strands": st.sampled_from([[], ["female"]]),
                "groups": st.sampled_from([[], ["doc"]]),
                "editions": st.sampled_from([None, ["may"], ["april", "may"]]),
            }
        ),
        min_size=1,
        max_size=4,
    )
)
def test_solve_finds_what_brute_force_finds(films: list[dict[str, Any]]) -> None:
    document = changed(films=[{**film, "id": f"f{i}"} for i, film in enumerate(films)], arrivals=[])
    problem, solution = solved(document)

    verdict = PROBLEM.checker(problem)(through_json(solution))

    assert verdict.violations == ()
    assert verdict.score == pytest.approx(solution.score)
    assert solution.score >= brute(problem) - 1e-6
    assert solution.bound >= brute(problem) - 1e-6


def season(seed: int, films: int = 120) -> dict[str, Any]:
    rng = np.random.default_rng(seed)
    editions = [
        {
            "id": f"m{e}",
            "slots": [{"minutes": 180}, {"minutes": 90, "strand": "female" if e % 2 else "war"}],
        }
        for e in range(6)
    ]
    return {
        "format": "matinee-pool/1",
        "editions": editions,
        "films": [
            {
                "id": f"f{i}",
                "value": round(float(max(0.0, rng.normal(0.5, 1.0))), 3),
                "running_time_s": int(rng.integers(180, 2400)),
                "waiting_months": int(rng.integers(0, 8)),
                "strands": ["female"] if rng.random() < 0.2 else [],
            }
            for i in range(films)
        ],
        "arrivals": [
            {"first": f"m{e}", "count": 20.0, "value": v, "running_time_s": 700} for e in (1, 3) for v in (0.4, 1.4)
        ],
    }


def test_a_season_is_solved_near_its_bound_and_the_same_twice() -> None:
    problem = PROBLEM.parse(season(1))

    one, other = (PROBLEM.solve(problem, How(Stop(None, 5))) for _ in range(2))

    assert one.gap < 0.02
    assert one.editions == other.editions
    assert PROBLEM.checker(problem)(through_json(one)).violations == ()


def test_explain_says_it_in_words() -> None:
    lines = PROBLEM.explain(*solved(DOCUMENT))

    assert any(line.startswith("ana plays at may: it brings ") for line in lines)
    assert any(line.startswith("dim waits: others bring more") for line in lines)


def test_command_line_solves_and_verifies(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, target = tmp_path / "in.json", tmp_path / "out.json"
    source.write_text(json.dumps(DOCUMENT))

    assert main(["pool", str(source), "-o", str(target)]) == 0
    assert main(["verify", "pool", str(source), str(target)]) == 0
    assert main(["schema", "pool"]) == 0
    assert "matinee-pool/1" in capsys.readouterr().out
