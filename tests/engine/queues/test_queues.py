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
from matinee.engine.problem import How
from matinee.engine.queues import PROBLEM, QueuesProblem, QueuesSolution, next_viewings
from matinee.engine.queues.adaptive import border_distance
from matinee.engine.stop import Stop

DOCUMENT: dict[str, Any] = {
    "format": "matinee-queues/1",
    "viewings_wanted": 2,
    "entries": [
        {"id": "mill", "running_time_s": 900, "genre": "drama", "language": "it", "score": 7.1, "score_sd": 0.9},
        {"id": "rent", "running_time_s": 600, "genre": "drama", "viewings": 1, "score": 7.0, "score_sd": 0.6},
        {"id": "ice", "running_time_s": 1800, "genre": "documentary", "score": 4.0, "score_sd": 0.7},
        {"id": "done", "running_time_s": 1800, "viewings": 3, "score": 9.0, "score_sd": 0.3},
    ],
    "reviewers": [
        {"id": "ana", "max_minutes": 60, "languages": ["it", "en"], "expertise": {"drama": 0.9, "documentary": 0.2}},
        {"id": "bo", "max_minutes": 60, "languages": ["it"], "expertise": {"drama": 0.3, "documentary": 0.8}},
        {"id": "cy", "max_minutes": 45, "min_minutes": 30, "languages": ["en"], "watched": ["rent"]},
    ],
    "selection": {"top_k": 2, "noise_sd": 0.8, "show": 3},
}


def changed(**keys: object) -> dict[str, Any]:
    return {**copy.deepcopy(DOCUMENT), **keys}


def solved(document: object) -> tuple[QueuesProblem, QueuesSolution]:
    problem = PROBLEM.parse(document)
    return problem, PROBLEM.solve(problem, How())


def through_json(solution: QueuesSolution) -> Any:
    return json.loads(json.dumps(solution.to_json(), allow_nan=False))


def test_solve_shares_out_viewings_with_reasons_and_next_viewings() -> None:
    output = through_json(solved(DOCUMENT)[1])
    queues = {queue["reviewer"]: [item["entry"] for item in queue["entries"]] for queue in output["queues"]}

    assert sorted(queues["ana"] + queues["bo"] + queues["cy"]) == ["ice", "ice", "mill", "mill", "rent"]
    assert queues["cy"] == ["ice"]
    assert output["queues"][0]["entries"][0]["reasons"][0] == "nobody has watched it yet"
    assert [viewing["entry"] for viewing in output["next"]][:2] == ["mill", "rent"]
    assert output["status"] == "optimal"


def test_checker_agrees_with_the_solver() -> None:
    problem, solution = solved(DOCUMENT)

    verdict = PROBLEM.checker(problem)(through_json(solution))

    assert verdict.violations == ()
    assert verdict.score == pytest.approx(solution.score)


def give(output: Any, reviewer: str, *entries: str) -> None:
    queue = next(queue for queue in output["queues"] if queue["reviewer"] == reviewer)
    queue["entries"] = [{"entry": entry} for entry in entries]


WRONG: dict[str, tuple[Callable[[Any], object], str]] = {
    "one viewing too few": (lambda o: give(o, "cy"), "ice gets 1 viewings, it needs 2"),
    "nothing needed": (lambda o: give(o, "cy", "ice", "done"), "done gets 1 viewings, it needs 0"),
    "over the window": (lambda o: give(o, "cy", "ice", "ice"), "cy has 60 minutes, 45 at most are agreed"),
    "under the window": (lambda o: give(o, "cy"), "cy has 0 minutes, 30 at least are agreed"),
    "a foreign language": (lambda o: give(o, "cy", "ice", "mill"), "cy does not understand it, the language of mill"),
    "twice": (lambda o: give(o, "cy", "rent", "ice"), "cy would watch rent twice"),
}


@pytest.mark.parametrize("name", WRONG)
def test_checker_finds_what_is_wrong(name: str) -> None:
    change, words = WRONG[name]
    problem, solution = solved(DOCUMENT)
    output = through_json(solution)
    change(output)

    assert words in PROBLEM.checker(problem)(output).violations


@pytest.mark.parametrize("key", ["conflicts", "recusals"])
def test_conflicts_and_recusals_hold(key: str) -> None:
    document = changed()
    document["entries"][0]["wanted"] = 1
    document["reviewers"][0][key] = ["mill"]
    problem, solution = solved(document)
    output = through_json(solution)

    assert "mill" not in {q.entry for q in solution.queues[0].entries}
    give(output, "ana", "mill", "rent", "ice")
    assert any("ana must not watch mill" in words for words in PROBLEM.checker(problem)(output).violations)


def test_a_conflict_said_by_the_entry_holds_too() -> None:
    document = changed()
    document["entries"][0].update(wanted=1, conflicts=["ana"])

    assert "mill" not in {q.entry for q in solved(document)[1].queues[0].entries}


def infeasible(document: object) -> tuple[str, ...]:
    with pytest.raises(Infeasible) as refusal:
        solved(document)
    return refusal.value.conflict


def test_too_few_who_may_watch_is_said_in_words() -> None:
    document = changed()
    document["entries"][0]["wanted"] = 3

    assert infeasible(document) == (
        "mill needs 3 more viewings, but only 2 of 3 reviewers may watch it (of the others: 1 does not understand it).",
    )


def test_too_little_time_is_said_in_words() -> None:
    document = changed()
    document["reviewers"][0]["max_minutes"] = 20
    document["reviewers"][1]["max_minutes"] = 20

    conflict = infeasible(document)

    assert "ice needs 2 more viewings of 30 minutes." in conflict
    assert "ana has 20 minutes at most." in conflict
    assert len(conflict) <= 4


def test_too_many_minutes_wished_is_said_in_words() -> None:
    document = changed()
    document["reviewers"][2].update(min_minutes=44, max_minutes=45)

    assert any("cy" in words or "Whole films" in words for words in infeasible(document))


def test_nothing_to_watch_is_an_answer() -> None:
    document = changed(viewings_wanted=0)
    document["reviewers"][2]["min_minutes"] = 0

    solution = solved(document)[1]

    assert all(not queue.entries for queue in solution.queues)
    assert solution.status == "optimal"


def test_nothing_to_watch_but_minutes_wished_is_infeasible() -> None:
    assert len(infeasible(changed(viewings_wanted=0))) == 2


FILM = {"id": "a", "running_time_s": 5}
MATRIX = {"reviewers": ["ana", "bo", "cy"], "entries": ["mill", "rent", "ice", "done"], "matrix": [[0.5] * 4] * 3}


@pytest.mark.parametrize(
    ("document", "path"),
    [
        (changed(entries=[]), "entries"),
        (changed(reviewers=[]), "reviewers"),
        (changed(entries=[{"id": "a", "running_time_s": 0}]), "entries[0].running_time_s"),
        (changed(entries=[{"id": "a", "running_time_s": -5}]), "entries[0].running_time_s"),
        (changed(entries=[{"id": "a", "running_time_s": 5}] * 2), "entries[1].id"),
        (changed(entries=[{"id": "a", "running_time_s": 5, "conflicts": ["zed"]}]), "entries[0].conflicts[0]"),
        (changed(reviewers=[{"id": "ana", "max_minutes": float("nan")}]), "reviewers[0].max_minutes"),
        (changed(reviewers=[{"id": "ana", "max_minutes": 5, "min_minutes": 6}]), "reviewers[0].min_minutes"),
        (changed(reviewers=[{"id": "ana", "max_minutes": 5, "recusals": ["?"]}]), "reviewers[0].recusals[0]"),
        (changed(reviewers=[{"id": "ana", "max_minutes": 5, "expertise": {"x": 2}}]), "reviewers[0].expertise.x"),
        (changed(expertise={**MATRIX, "matrix": [[0.5] * 4] * 2}), "expertise.matrix"),
        (changed(expertise={**MATRIX, "matrix": [[0.5] * 3] * 3}), "expertise.matrix[0]"),
        (changed(expertise={**MATRIX, "entries": ["mill"]}), "expertise.entries"),
        (
            changed(entries=[{"id": "a", "running_time_s": 5}], reviewers=[{"id": "z", "max_minutes": 9}]),
            "entries[0].score",
        ),
        (changed(viewings_wanted=-1), "viewings_wanted"),
        (changed(format="queues"), "format"),
    ],
)
def test_parse_refuses_nonsense_and_names_its_place(document: object, path: str) -> None:
    with pytest.raises(BadInput) as refusal:
        PROBLEM.parse(document)

    assert refusal.value.path == path


@pytest.mark.parametrize("output", [{}, [], {"queues": [{"reviewer": "zed", "entries": []}]}])
def test_checker_refuses_what_is_no_answer(output: object) -> None:
    with pytest.raises(BadInput):
        PROBLEM.checker(PROBLEM.parse(DOCUMENT))(output)


def small(entries: int, reviewers: int, numbers: list[float], minutes: list[int], need: int) -> dict[str, Any]:
    names, people = [f"e{i}" for i in range(entries)], [f"r{j}" for j in range(reviewers)]
    return {
        "format": "matinee-queues/1",
        "viewings_wanted": need,
        "entries": [{"id": n, "running_time_s": 60 * m} for n, m in zip(names, minutes, strict=False)],
        "reviewers": [{"id": p, "max_minutes": 12} for p in people],
        "expertise": {
            "reviewers": people,
            "entries": names,
            "matrix": [numbers[j * entries : (j + 1) * entries] for j in range(reviewers)],
        },
    }


def brute(document: dict[str, Any]) -> tuple[float, float] | None:
    """Return the best (worst, total) over every assignment there is."""
    matrix, need = np.array(document["expertise"]["matrix"]), document["viewings_wanted"]
    reviewers, entries = matrix.shape
    minutes = np.array([entry["running_time_s"] / 60 for entry in document["entries"]])
    best = None
    for picked in itertools.product(itertools.combinations(range(reviewers), need), repeat=entries):
        load = np.zeros(reviewers)
        for i, who in enumerate(picked):
            load[list(who)] += minutes[i]
        if (load <= 12).all():
            sums = [matrix[list(who), i].sum() for i, who in enumerate(picked)]
            value = (round(min(sums) / need, 9), round(sum(sums), 9))
            best = value if best is None else max(best, value)
    return best


@settings(max_examples=20, deadline=None)
@given(
    numbers=st.lists(st.integers(0, 10).map(lambda x: x / 10), min_size=12, max_size=12),
    minutes=st.lists(st.integers(1, 9), min_size=4, max_size=4),
    need=st.integers(1, 2),
)
def test_solve_finds_what_brute_force_finds(numbers: list[float], minutes: list[int], need: int) -> None:
    document = small(4, 3, numbers, minutes, need)
    best = brute(document)
    if best is None:
        assert infeasible(document)
        return

    problem, solution = solved(document)
    verdict = PROBLEM.checker(problem)(through_json(solution))

    assert verdict.violations == ()
    assert verdict.score == pytest.approx(solution.score, abs=1e-6)
    assert (solution.terms["worst"].raw, solution.terms["total"].raw) == pytest.approx(best, abs=1e-5)
    assert solution.bound >= solution.score - 1e-6


def test_a_larger_instance_is_proven_and_the_same_twice() -> None:
    rng = np.random.default_rng(4)
    document = small(60, 25, [round(float(x), 3) for x in rng.beta(0.7, 1.5, 1500)], list(rng.integers(1, 4, 60)), 3)
    document["entries"] = [{**entry, "running_time_s": int(entry["running_time_s"])} for entry in document["entries"]]
    for reviewer in document["reviewers"]:
        reviewer["max_minutes"] = 18
    problem = PROBLEM.parse(document)

    one, other = (PROBLEM.solve(problem, How(Stop(None, 100_000))) for _ in range(2))

    assert one.gap < 1e-3
    assert one.queues == other.queues
    assert PROBLEM.checker(problem)(through_json(one)).violations == ()


def test_next_viewing_goes_to_the_border_and_to_the_short_film() -> None:
    told = next_viewings(
        ["sure", "border", "border-long", "far"],
        means=np.array([9.0, 7.0, 7.0, 3.0]),
        sds=np.array([0.5, 0.5, 0.5, 0.5]),
        minutes=np.array([10.0, 10.0, 30.0, 10.0]),
        top_k=2,
        noise_sd=1.0,
    )

    assert [viewing.entry for viewing in told][:2] == ["border", "border-long"]
    assert told[0].gain == pytest.approx(told[1].gain)
    assert told[0].chance_of_change == pytest.approx(0.5)


def test_next_viewing_changes_nothing_when_all_are_chosen() -> None:
    told = next_viewings(
        ["a", "b"], means=np.array([1.0, 2.0]), sds=np.ones(2), minutes=np.ones(2), top_k=2, noise_sd=1.0
    )

    assert [viewing.gain for viewing in told] == [0.0, 0.0]
    assert np.isinf(border_distance(np.array([1.0]), 1)).all()


def test_explain_says_it_in_words() -> None:
    lines = PROBLEM.explain(*solved(DOCUMENT))

    assert any(line.startswith("cy watches ice (nobody has watched it yet") for line in lines)
    assert lines[-1].startswith("One more viewing of ")


def test_command_line_solves_and_verifies(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, target = tmp_path / "in.json", tmp_path / "out.json"
    source.write_text(json.dumps(DOCUMENT))

    assert main(["queues", str(source), "-o", str(target)]) == 0
    assert main(["verify", "queues", str(source), str(target)]) == 0
    assert main(["schema", "queues"]) == 0
    assert "matinee-queues/1" in capsys.readouterr().out
