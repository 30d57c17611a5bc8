import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matinee.engine.cli import main
from matinee.engine.errors import BadInput
from matinee.engine.problem import How
from matinee.engine.scores import PROBLEM, ScoresProblem
from matinee.engine.solution import Solution

MARKS = [
    {"reviewer": r, "entry": e, "mark": m, "genre": g}
    for r, e, m, g in [
        ("ana", "mill", 8.5, "drama"),
        ("ana", "rent", 6, "drama"),
        ("ana", "ice", 7, "documentary"),
        ("ana", "sea", 7.5, "documentary"),
        ("bo", "mill", 7, "drama"),
        ("bo", "ice", 5, "documentary"),
        ("cy", "rent", 6.5, "drama"),
        ("cy", "ice", 6, "documentary"),
        ("cy", "sea", 8, "documentary"),
    ]
]
DOCUMENT: dict[str, Any] = {
    "format": "matinee-scores/1",
    "marks": MARKS,
    "scale": {"min": 1, "max": 10, "step": 0.5},
    "top_k": 2,
    "entries": ["new"],
}


def changed(**keys: object) -> dict[str, Any]:
    return {**copy.deepcopy(DOCUMENT), **keys}


def solved(document: object) -> tuple[ScoresProblem, Solution]:
    problem = PROBLEM.parse(document)
    return problem, PROBLEM.solve(problem, How())


def through_json(solution: Solution) -> Any:
    return json.loads(json.dumps(solution.to_json(), allow_nan=False))


def test_solve_ranks_entries_and_describes_reviewers() -> None:
    output = through_json(solved(DOCUMENT)[1])

    assert output["entries"][0]["entry"] == "mill"
    assert {entry["entry"] for entry in output["entries"]} == {"mill", "rent", "ice", "sea", "new"}
    assert [r["reviewer"] for r in output["reviewers"]] == ["ana", "bo", "cy"]
    assert [g["genre"] for g in output["reviewers"][0]["genres"]] == ["documentary", "drama"]
    assert output["bound"] is None


def test_checker_agrees_with_the_solver() -> None:
    problem, solution = solved(DOCUMENT)

    verdict = PROBLEM.checker(problem)(through_json(solution))

    assert verdict.violations == ()
    assert verdict.score == pytest.approx(solution.score, abs=1e-3)
    assert {k: t.raw for k, t in verdict.terms.items()} == pytest.approx(
        {k: t.raw for k, t in solution.terms.items()}, abs=1e-3
    )


def of(output: Any, name: str) -> Any:
    return next(entry for entry in output["entries"] if entry["entry"] == name)


WRONG: dict[str, Callable[[Any], object]] = {
    "an entry missing": lambda o: o["entries"].pop(),
    "a reviewer missing": lambda o: o["reviewers"].pop(),
    "a mean off its marks": lambda o: of(o, "mill").__setitem__("mean", 3.0),
    "a mean off the scale": lambda o: of(o, "mill").__setitem__("mean", 11.0),
    "no uncertainty": lambda o: of(o, "mill").__setitem__("sd", 0.0),
    "a chance over 1": lambda o: of(o, "mill").__setitem__("top_k_probability", 1.4),
    "chances that do not add up": lambda o: of(o, "ice").__setitem__("top_k_probability", 0.99),
    "a rank off the list": lambda o: of(o, "ice").__setitem__("rank_high", 9),
    "ranks turned round": lambda o: of(o, "ice").update(rank_low=4, rank_high=2),
    "an order of its own": lambda o: o["entries"].reverse(),
    "a mark too many": lambda o: of(o, "ice").__setitem__("marks", 4),
    "a bias outside its interval": lambda o: o["reviewers"][0].__setitem__("bias", 9.0),
    "marks of a reviewer": lambda o: o["reviewers"][0].__setitem__("marks", 1),
}


@pytest.mark.parametrize("name", WRONG)
def test_checker_finds_what_is_wrong(name: str) -> None:
    problem, solution = solved(DOCUMENT)
    output = through_json(solution)
    WRONG[name](output)

    assert PROBLEM.checker(problem)(output).violations


def mark(**keys: object) -> list[dict[str, object]]:
    return [{"reviewer": "ana", "entry": "mill", "mark": 7, **keys}]


@pytest.mark.parametrize(
    ("document", "path"),
    [
        (changed(marks=[], entries=[]), "marks"),
        (changed(marks=mark(mark=float("nan"))), "marks[0].mark"),
        (changed(marks=mark(mark="7")), "marks[0].mark"),
        (changed(marks=mark(mark=True)), "marks[0].mark"),
        (changed(marks=mark(mark=0.5)), "marks[0].mark"),
        (changed(marks=mark(mark=10.5)), "marks[0].mark"),
        (changed(marks=mark(mark=7.25)), "marks[0].mark"),
        (changed(marks=mark(reviewer="")), "marks[0].reviewer"),
        (changed(marks=mark() + mark()), "marks[1]"),
        (changed(marks=mark(at="2026-01-01") + mark()), "marks[1]"),
        (changed(scale={"min": 10, "max": 1, "step": 1}), "scale.max"),
        (changed(scale={"min": 1, "max": 10, "step": 0.7}), "scale.step"),
        (changed(scale={"min": 1, "max": 10, "step": -1}), "scale.step"),
        (changed(scale={"cuts": "learnt"}), "scale.cuts"),
        (changed(top_k=0), "top_k"),
        (changed(entries=["a", "a"]), "entries[1]"),
        (changed(format="matinee-score/1"), "format"),
        (changed(mark=[]), "mark"),
    ],
)
def test_parse_refuses_nonsense_and_names_its_place(document: object, path: str) -> None:
    with pytest.raises(BadInput) as refusal:
        PROBLEM.parse(document)

    assert refusal.value.path == path


def test_of_two_marks_the_later_counts() -> None:
    second = {"reviewer": "ana", "entry": "mill", "mark": 2, "at": "2026-03-02T10:00:00Z"}
    first = {**second, "mark": 9, "at": "2026-03-01T10:00:00Z"}

    one, other = (through_json(solved(changed(marks=pair))[1]) for pair in ([first, second], [second, first]))

    assert of(one, "mill")["marks"] == 1
    assert of(one, "mill")["mean"] < 5
    assert of(one, "mill") == of(other, "mill")


@pytest.mark.parametrize("output", [{}, [], {"entries": [], "reviewers": [], "model": {"level": 1}}])
def test_checker_refuses_what_is_no_answer(output: object) -> None:
    with pytest.raises(BadInput):
        PROBLEM.checker(PROBLEM.parse(DOCUMENT))(output)


def test_explain_says_it_in_words_and_ranks_no_people() -> None:
    lines = PROBLEM.explain(*solved(DOCUMENT))

    assert any(line.startswith("mill: ") and "from 2 marks" in line for line in lines)
    assert [line.split()[0] for line in lines[-3:]] == ["ana", "bo", "cy"]


def test_command_line_solves_and_verifies(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, target = tmp_path / "in.json", tmp_path / "out.json"
    source.write_text(json.dumps(DOCUMENT))

    assert main(["scores", str(source), "-o", str(target)]) == 0
    assert main(["verify", "scores", str(source), str(target)]) == 0
    assert main(["schema", "scores"]) == 0
    assert "matinee-scores/1" in capsys.readouterr().out


@settings(max_examples=20, deadline=None)
@given(
    marks=st.dictionaries(
        st.tuples(st.sampled_from("abcd"), st.sampled_from("uvwxyz")), st.integers(0, 8), min_size=1, max_size=24
    ),
    scale=st.sampled_from([(0.0, 8.0, 1.0), (0.0, 8.0, 4.0), (None, None, None), (0.0, 8.0, None)]),
    genres=st.lists(st.sampled_from(["g1", "g2", None]), min_size=24, max_size=24),
)
def test_every_answer_passes_the_checker(
    marks: dict[tuple[str, str], int], scale: tuple[float | None, float | None, float | None], genres: list[str | None]
) -> None:
    given_marks = [
        {"reviewer": r, "entry": e, "mark": m // 4 * 4 if scale[2] == 4.0 else m, "genre": g}
        for ((r, e), m), g in zip(marks.items(), genres, strict=False)
    ]
    document = {
        "format": "matinee-scores/1",
        "marks": given_marks,
        "scale": dict(zip(("min", "max", "step"), scale, strict=True)),
        "top_k": 3,
    }
    problem, solution = solved(document)

    verdict = PROBLEM.checker(problem)(through_json(solution))

    assert verdict.violations == ()
    assert verdict.score == pytest.approx(solution.score, abs=0.05)
