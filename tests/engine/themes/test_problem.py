import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matinee.engine.cli import main
from matinee.engine.errors import BadInput
from matinee.engine.problem import How
from matinee.engine.solution import Solution
from matinee.engine.themes import PROBLEM, ThemesProblem

DOCUMENT = {
    "format": "matinee-themes/1",
    "texts": [
        {"id": "mill", "text": "Seamstresses lock themselves in the mill.", "tags": ["work and strikes"]},
        {"id": "rent", "text": "A courier has nine hours to make the rent."},
        {"id": "ice", "text": "The glacier retreats and a guide counts the days."},
        {"id": "mute", "text": ""},
    ],
    "vocabulary": ["work and strikes", "money and poverty", "climate and ice"],
    "phrases": ["labour"],
    "groups": [{"id": "g1", "texts": ["mill", "rent"]}, {"id": "alone", "texts": ["ice"]}],
    "words": 3,
}


def changed(**keys: object) -> dict[str, Any]:
    return {**copy.deepcopy(DOCUMENT), **keys}


def solved(document: object) -> tuple[ThemesProblem, Solution]:
    problem = PROBLEM.parse(document)
    return problem, PROBLEM.solve(problem, How())


def test_solve_gives_shares_words_closeness_and_similarity() -> None:
    _, solution = solved(DOCUMENT)
    output = solution.to_json()

    assert output["texts"][0]["themes"]["work and strikes"] == 1.0
    assert output["similarity"]["ids"] == ["mill", "rent", "ice", "mute"]
    assert output["groups"][1]["cohesion"] is None
    assert set(output["phrases"][0]["closeness"]) == {"mill", "rent", "ice", "mute"}
    assert output["status"] == "optimal"
    assert output["score"] == output["bound"]


def test_checker_agrees_with_the_solver() -> None:
    problem, solution = solved(DOCUMENT)

    verdict = PROBLEM.checker(problem)(json.loads(json.dumps(solution.to_json())))

    assert verdict.violations == ()
    assert verdict.score == pytest.approx(solution.score, abs=2e-3)


def broken(change: Callable[[Any], object]) -> tuple[str, ...]:
    problem, solution = solved(DOCUMENT)
    output = json.loads(json.dumps(solution.to_json()))
    change(output)
    return PROBLEM.checker(problem)(output).violations


WRONG = {
    "one similarity": lambda o: o["similarity"]["matrix"][0].__setitem__(1, 0.99),
    "other ids": lambda o: o["similarity"]["ids"].__setitem__(0, "other"),
    "not square": lambda o: o["similarity"]["matrix"].pop(),
    "one share": lambda o: o["texts"][1]["themes"].__setitem__("climate and ice", 0.9),
    "another theme": lambda o: o["texts"][1]["themes"].__setitem__("cats", 0.9),
    "a word from nowhere": lambda o: o["groups"][0]["words"].__setitem__(0, "submarine"),
    "too many words": lambda o: o["groups"][0]["words"].extend(["mill", "rent", "courier"]),
    "another cohesion": lambda o: o["groups"][0].__setitem__("cohesion", 1.0),
    "another closeness": lambda o: o["phrases"][0]["closeness"].__setitem__("ice", 0.9),
}


@pytest.mark.parametrize("name", WRONG)
def test_checker_finds_what_is_wrong(name: str) -> None:
    assert broken(WRONG[name])


@pytest.mark.parametrize(
    ("document", "path"),
    [
        (changed(texts=[]), "texts"),
        (changed(texts=[{"id": "a", "text": "x"}, {"id": "a", "text": "y"}], groups=[]), "texts[1].id"),
        (changed(texts=[{"id": "a", "text": 5}], groups=[]), "texts[0].text"),
        (changed(texts=[{"id": "", "text": "x"}], groups=[]), "texts[0].id"),
        (changed(groups=[{"id": "g", "texts": ["mil"]}]), "groups[0].texts[0]"),
        (changed(groups=[{"id": "g", "texts": []}]), "groups[0].texts"),
        (changed(groups=[{"id": "g", "texts": ["ice", "ice"]}]), "groups[0].texts[1]"),
        (changed(vocabulary=[]), "vocabulary"),
        (changed(vocabulary=["a", "a"]), "vocabulary[1]"),
        (changed(temperature=float("nan")), "temperature"),
        (changed(temperature=-1), "temperature"),
        (changed(theme_share=1.5), "theme_share"),
        (changed(format="matinee-themes/2"), "format"),
        (changed(colour="red"), "colour"),
    ],
)
def test_parse_refuses_nonsense_and_names_its_place(document: object, path: str) -> None:
    with pytest.raises(BadInput) as refusal:
        PROBLEM.parse(document)

    assert refusal.value.path == path


@pytest.mark.parametrize(
    ("output", "path"),
    [
        ([], ""),
        ({"texts": [{"id": "nobody", "themes": {}}]}, "texts[0].id"),
        ({"groups": [{"id": "g9", "words": []}]}, "groups[0].id"),
        ({"phrases": [{"phrase": "x", "closeness": {"nobody": 0}}]}, "phrases[0].closeness"),
    ],
)
def test_checker_refuses_what_is_no_answer(output: object, path: str) -> None:
    check = PROBLEM.checker(PROBLEM.parse(DOCUMENT))

    with pytest.raises(BadInput) as refusal:
        check(output)

    assert refusal.value.path == path


def test_explain_says_it_in_words() -> None:
    lines = PROBLEM.explain(*solved(DOCUMENT))

    assert lines[0].startswith("g1 is held together by ")
    assert "mill is about work and strikes (100%). People said so." in lines


def test_command_line_solves_and_verifies(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, target = tmp_path / "in.json", tmp_path / "out.json"
    source.write_text(json.dumps(DOCUMENT))

    assert main(["themes", str(source), "-o", str(target)]) == 0
    assert main(["verify", "themes", str(source), str(target)]) == 0
    assert main(["schema", "themes"]) == 0
    assert "matinee-themes/1" in capsys.readouterr().out


@settings(max_examples=25, deadline=None)
@given(
    texts=st.lists(st.text(max_size=80), min_size=1, max_size=5),
    tags=st.lists(st.sampled_from(["work and strikes", "sea", ""]), min_size=5, max_size=5),
    theme_share=st.floats(0, 1),
)
def test_every_answer_passes_the_checker(texts: list[str], tags: list[str], theme_share: float) -> None:
    given_texts = [
        {"id": str(i), "text": text, "tags": [tag] if tag else []}
        for i, (text, tag) in enumerate(zip(texts, tags, strict=False))
    ]
    document = changed(
        texts=given_texts,
        theme_share=theme_share,
        groups=[{"id": "all", "texts": [text["id"] for text in given_texts]}],
    )
    problem, solution = solved(document)

    verdict = PROBLEM.checker(problem)(json.loads(json.dumps(solution.to_json())))

    assert verdict.violations == ()
    assert np.isfinite(solution.score)
