"""Reasons of programs that people made, and films for a hole, against what a person would reckon."""

import json
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from matinee.engine.blocks import Checker, parse, review, solve
from matinee.engine.cli import main
from matinee.engine.errors import BadInput
from matinee.engine.problem import How
from matinee.engine.stop import Stop


def a_film(name: str, minutes: float, score: float = 8.0, **more: object) -> dict[str, Any]:
    """Return a film of a request."""
    return {"id": name, "title": name.title(), "running_time_s": round(60 * minutes), "score": score, **more}


@pytest.fixture
def request_json() -> dict[str, Any]:
    """Return one program of 20 to 45 minutes beside nine films, one of them far too long."""
    films = [a_film(name, minutes) for name, minutes in zip("abcdef", (6, 9, 12, 14, 8, 11), strict=True)]
    films += [a_film("strong", 10, 9.5), a_film("weak", 10, 7.1), a_film("endless", 90, 9.9)]
    programs = [{"id": "p", "title": "Shorts", "min_s": 1200, "max_s": 2700, "min_films": 2, "max_films": 4}]
    return {"format": "matinee-blocks/1", "films": films, "programs": programs}


def test_films_for_a_hole_are_the_best_of_every_film_at_every_place(request_json: dict[str, Any]) -> None:
    problem, here = parse(request_json), ["a", "c"]

    found = review(problem, {"programs": [{"id": "p", "films": here}]}, {"program": "p", "position": 2})

    check, others = Checker(problem), ["b", "d", "e", "f", "strong", "weak"]
    tried = [(film, [*here[:at], film, *here[at:]]) for film, at in product(others, range(3))]
    scores = {film: max(check({"programs": [{"id": "p", "films": w}]}).score for f, w in tried if f == film)
              for film in others}  # fmt: skip
    base = check({"programs": [{"id": "p", "films": here}]}).score
    offers: Any = found["offers"]
    assert [one["film"] for one in offers] == sorted(scores, key=lambda film: -scores[film])[:3]
    assert [one["gain"] for one in offers] == pytest.approx([scores[one["film"]] - base for one in offers])
    assert all(one["why_here"] and not one["violations"] for one in offers)


def test_film_longer_than_the_program_is_never_offered_and_says_why_not(request_json: dict[str, Any]) -> None:
    problem, here = parse(request_json), {"programs": [{"id": "p", "films": ["a", "c", "d"]}]}

    offers: Any = review(problem, here, {"program": "p", "best": 20})["offers"]
    films: Any = review(problem, here, {"films": ("endless", "strong")})["films"]

    told = {one["film"]: one for one in films}
    assert "endless" not in {one["film"] for one in offers}
    assert "No program has room" in told["endless"]["why_not"]
    assert "Shorts" in told["strong"]["why_not"]
    assert told["a"]["why_here"].startswith("It opens the program")


def test_board_that_breaks_rules_has_reasons_and_is_told_what_it_breaks(request_json: dict[str, Any]) -> None:
    request_json["locks"] = [{"film": "a", "program": "p"}]

    found = review(parse(request_json), {"programs": [{"id": "p", "films": ["a"]}]}, {"films": ("strong",)})

    films: Any = found["films"]
    told = {one["film"]: one for one in films}
    assert found["feasible"] is False
    assert "you locked it here" in told["a"]["why_here"].lower()
    assert "Unlocking it" in told["a"]["what_would_change"]
    assert "would gain" in told["strong"]["why_not"]


def test_program_or_film_that_is_not_there_is_named(request_json: dict[str, Any]) -> None:
    problem, nothing = parse(request_json), {"programs": [{"id": "p", "films": []}]}

    with pytest.raises(BadInput, match="nowhere"):
        review(problem, nothing, {"program": "nowhere"})
    with pytest.raises(BadInput, match="nobody"):
        review(problem, nothing, {"films": ("nobody",)})


def test_command_reviews_a_decision(tmp_path: Path, request_json: dict[str, Any]) -> None:
    asked, decided, told = tmp_path / "in.json", tmp_path / "decision.json", tmp_path / "out.json"
    asked.write_text(json.dumps(request_json))
    decided.write_text(json.dumps({"programs": [{"id": "p", "films": ["a", "c"]}]}))

    statuses = (
        main(["review", "blocks", str(asked), str(decided), "-o", str(told), "--fill", "p", "--at", "2"]),
        main(["review", "scores", str(asked), str(decided)]),
    )

    assert statuses == (0, 2)
    assert len(json.loads(told.read_text())["offers"]) == 3


def test_each_alternative_gives_its_terms_and_reasons(request_json: dict[str, Any]) -> None:

    solution = solve(parse(request_json), How(Stop(None, 400), 1, alternatives=2)).to_json()

    others: Any = solution["alternatives"]
    assert others
    for other in others:
        (program,) = other["programs"]
        assert sum(term["points"] for term in other["terms"].values()) == pytest.approx(other["score"])
        assert {why["film"] for why in other["films"] if why["why_here"]} == set(program["films"])
