"""The checker on hand-made decisions, wrong and right: each rule alone, each term by hand."""

from __future__ import annotations

import json
import math
from typing import Any

import pytest
from tests.engine.blocks.instances import decision, film, program, request

from matinee.engine.blocks import Checker, parse, verify
from matinee.engine.errors import BadInput

FILMS = [film("a", 10), film("b", 10), film("c", 10), film("d", 10)]
TWO = [program("p", 20, 20, title="Shorts I"), program("q", 10, 20)]


def broken(given: dict[str, list[str]], **rules: object) -> list[str]:
    return list(verify(parse(request(FILMS, TWO, **rules)), decision(**given)).violations)


def test_verify_accepts_what_keeps_every_rule() -> None:
    assert broken({"p": ["a", "b"], "q": ["c"]}) == []


@pytest.mark.parametrize(
    ("given", "rules", "violation"),
    [
        ({"p": ["a"], "q": ["c"]}, {}, "Shorts I runs 600 s, outside its 1200 to 1200 s"),
        ({"p": ["a", "b", "c"], "q": ["d"]}, {}, "Shorts I runs 1800 s, outside its 1200 to 1200 s"),
        ({"p": ["a", "b"]}, {}, "q runs 0 s, outside its 600 to 1200 s"),
        ({"p": ["a", "b"], "q": ["c", "c"]}, {}, "c is placed twice"),
        ({"p": ["a", "b"], "q": ["b", "c"]}, {}, "b is placed twice"),
        ({"p": ["a", "b"], "q": ["c", "x"]}, {}, "there is no film 'x' (in q)"),
        ({"p": ["a", "b"], "q": ["c"], "x": []}, {}, "there is no program 'x' (programs[2])"),
        ({"p": ["a", "b"], "q": ["c"]}, {"select": "all"}, "d is left out, and every film is to be placed"),
        (
            {"p": ["a", "b"], "q": ["c"]},
            {"locks": [{"film": "a", "program": "q"}]},
            "a is locked to 'q' and is not there",
        ),
        (
            {"p": ["a", "b"], "q": ["c"]},
            {"locks": [{"film": "a", "program": "p", "position": 2}]},
            "a is locked at position 2 and is not there",
        ),
        (
            {"p": ["a", "b"], "q": ["c"]},
            {"forbid": [{"film": "c", "program": "q"}]},
            "c is in 'q', which is forbidden",
        ),
        ({"p": ["a", "b"], "q": ["c"]}, {"together": [["a", "c"]]}, "a, c are not together"),
        ({"p": ["a", "b"], "q": ["c"]}, {"together": [["a", "d"]]}, "a, d are not together"),
        ({"p": ["a", "b"], "q": ["c"]}, {"apart": [["a", "b"]]}, "a, b are not apart"),
    ],
)
def test_verify_names_what_is_broken(given: dict[str, list[str]], rules: dict[str, object], violation: str) -> None:
    assert broken(given, **rules) == [violation]


def test_verify_counts_films_and_strands_and_obligations() -> None:
    films = [film("a", 10, strands=["Focus"]), film("b", 10), film("c", 10, must_play=True)]
    programs = [program("p", 0, 60, strand="focus", min_films=3, max_films=3)]

    verdict = verify(parse(request(films, programs)), decision(p=["a", "b"]))

    assert list(verdict.violations) == [
        "p has 2 films, outside its 3 to 3",
        "b is in p but not of its strand 'focus'",
        "c must play and is left out",
    ]


def test_verify_adds_gaps_to_times() -> None:
    problem = parse({**request(FILMS, TWO), "gap_s": 10})

    assert verify(problem, decision(p=["a", "b"], q=["c"])).violations == (
        "Shorts I runs 1220 s, outside its 1200 to 1200 s",
    )


def test_verify_sums_given_similarities_exactly() -> None:
    ids = ["a", "b", "c", "d"]
    matrix = [[0, 0.5, 0.9, 0], [0.5, 0, -0.25, 0], [0.9, -0.25, 0, 0], [0, 0, 0, 0]]
    given = request(FILMS, [program("p", 0, 60)], similarity={"ids": ids, "matrix": matrix})

    terms = verify(parse(given), decision(p=["a", "b", "c"])).terms

    assert terms["cohesion"].raw == pytest.approx(0.5 + 0.9 - 0.25)
    assert terms["redundancy"].raw == pytest.approx(-(1 + 10 * 0.05))


def cohesion(*films: dict[str, Any]) -> float:
    ids = [one["id"] for one in films]
    return verify(parse(request(list(films), [program("p", 0, 60)])), decision(p=ids)).terms["cohesion"].raw


def test_verify_mixes_likeness_from_what_both_films_have() -> None:
    films = [
        film("a", 1, themes=["Work", "sea"], genre="drama"),
        film("b", 40, themes=["work "], genre="comedy", form="fiction"),
    ]
    words = [film("a", 1, text="a letter from the harbour"), film("b", 40, text="a letter from the harbour")]

    by_tags, by_text = cohesion(*films), cohesion(*words)

    assert by_text == pytest.approx(0.3)
    likeness = (0.5 * _text_part(films) + 0.3 / 2 + 0.1 * 0) / 0.9
    assert by_tags == pytest.approx(0.3 * likeness + 0.6 / 2)


def test_verify_says_nothing_of_likeness_where_only_genre_and_form_are_known() -> None:
    films = [film(one, minutes, genre="drama", form="fiction") for one, minutes in (("a", 1), ("b", 40))]

    terms = verify(parse(request(films, [program("p", 0, 60)])), decision(p=["a", "b"])).terms

    assert terms["cohesion"].raw == pytest.approx(0.25)
    assert terms["redundancy"].raw == 0


def test_verify_counts_near_running_times_against_a_pair_and_shared_kinds_and_countries_for_it() -> None:
    ten, twelve = film("a", 10), film("b", 12)
    near = math.exp(-((math.log(1.2) / 0.25) ** 2))

    assert cohesion(ten, twelve) == pytest.approx(-0.65 * near)
    assert cohesion({**ten, "countries": ["IT", "FR"]}, {**twelve, "countries": ["fr"]}) == pytest.approx(
        0.25 - 0.65 * near
    )
    assert cohesion({**ten, "genre": "Animation comedy"}, {**twelve, "form": "animation"}) == pytest.approx(
        0.25 / 2 - 0.65 * near
    )


def _text_part(films: list[dict[str, Any]]) -> float:
    from matinee.engine import themes  # noqa: PLC0415 (its table is loaded by this test alone)

    one, other = themes.vectors([" ".join(f["themes"]).strip() for f in films])
    return float(one @ other)


def test_verify_counts_quality_in_minutes_above_the_cut() -> None:
    films = [film("a", 20, score=8.5), film("b", 5, score=6.0), film("c", 9)]

    terms = verify(parse(request(films, [program("p", 0, 60)])), decision(p=["a", "b", "c"])).terms

    assert terms["quality"].raw == pytest.approx(1.5 * 2.0 - 1.0 * 0.5)


def test_verify_counts_missing_values_of_targets() -> None:
    films = [film("a", 10, countries=["IT"]), film("b", 10, countries=["FR", "it"]), film("c", 10)]
    targets = [
        {"attribute": "countries", "program": "p", "at_least_distinct": 3},
        {"attribute": "countries", "program": None, "at_least_distinct": 2},
    ]
    given = request(films, [program("p", 0, 60), program("q", 0, 60)], targets=targets)

    terms = verify(parse(given), decision(p=["a", "b"], q=["c"])).terms

    assert (terms["balance"].raw, terms["balance"].points) == (-2.0, -1.0)


HOOK = film("hook", 8, score=9, weight=1, genre="comedy", themes=["sea"])
HEAVY = film("heavy", 10, score=7, weight=5, genre="drama", themes=["war"])
GRIEF = film("grief", 19, score=8, weight=4, genre="drama", themes=["war"])
LONG = film("long", 20, score=9.5, weight=2, genre="drama", themes=["work"])


STRONG, SHORT, LIGHT, PAYOFF, LATE = 1, 1 / 3, 1, 2, 1 / 2


@pytest.mark.parametrize(
    ("order", "raw"),
    [
        # two heavy (2), one war beside another, two long
        (["hook", "heavy", "grief", "long"], STRONG + SHORT + LIGHT + PAYOFF + LATE - 4),
        # two heavy, one war beside another
        (["hook", "grief", "heavy", "long"], STRONG + SHORT + LIGHT + PAYOFF + LATE - 3),
        # opens short; two long
        (["heavy", "hook", "grief", "long"], SHORT + PAYOFF + LATE - 1),
        # closes with the most moving
        (["grief", "hook", "long", "heavy"], PAYOFF + LATE),
        # two long
        (["hook", "heavy", "long", "grief"], STRONG + SHORT + LIGHT + LATE - 1),
        # opens strong and not heavy
        (["long", "heavy", "hook", "grief"], STRONG + LIGHT),
        (["hook"], STRONG + SHORT + LIGHT + PAYOFF + LATE),
    ],
)
def test_verify_reckons_the_rules_of_the_trade(order: list[str], raw: float) -> None:
    given = request([HOOK, HEAVY, GRIEF, LONG], [program("p", 0, 90)])

    terms = verify(parse(given), decision(p=order)).terms

    assert terms["order"].raw == pytest.approx(raw + _arc(order))


def _arc(order: list[str]) -> float:
    """Return the points for running times that grow, by hand for programs of four and one."""
    minutes = {"hook": 8, "heavy": 10, "grief": 19, "long": 20}
    places = [-1 / 2, -1 / 6, 1 / 6, 1 / 2] if len(order) > 1 else [0]
    return 2.25 * sum(place * math.log(minutes[film_id]) for place, film_id in zip(places, order, strict=True))


@pytest.mark.parametrize(
    "wrong", [[], {}, {"programs": None}, {"programs": [{}]}, {"programs": [{"id": "p", "films": [1]}]}]
)
def test_verify_refuses_what_is_no_decision(wrong: object) -> None:
    with pytest.raises(BadInput):
        verify(parse(request(FILMS, TWO)), wrong)


def test_checker_reads_an_output_document() -> None:
    check = Checker(parse(request(FILMS, TWO)))
    document = {"status": "feasible", **decision(p=["a", "b"], q=["c"]), "score": 3}

    assert check(json.loads(json.dumps(document))).is_feasible
