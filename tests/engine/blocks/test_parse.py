"""Bad requests are refused with the JSON path and what would be accepted."""

from __future__ import annotations

from typing import Any

import pytest
from tests.engine.blocks.instances import film, program, request

from matinee.engine.blocks import parse, schema, solve, verify
from matinee.engine.errors import BadInput
from matinee.engine.problem import How
from matinee.engine.stop import Stop

FILMS = [film("a", 10), film("b", 10)]
ONE = [program("p", 0, 60)]


def similar(matrix: list[list[float]], ids: list[str] | None = None) -> dict[str, Any]:
    return request(FILMS, ONE, similarity={"ids": ids or ["a", "b"], "matrix": matrix})


@pytest.mark.parametrize(
    ("document", "message"),
    [
        ({**request(FILMS, ONE), "format": "blocks/2"}, 'format: "blocks/2" is not one of "matinee-blocks/1"'),
        (request([{"id": "a"}], ONE), "films[0].running_time_s: this key is required and missing"),
        (request([film("a", -5)], ONE), "films[0].running_time_s: -300 is too small; at least 1 is accepted"),
        (request([film("a", 9e6)], ONE), "films[0].running_time_s: 540000000 is too large; at most 86400 is accepted"),
        (request([film("a", 5, score=11)], ONE), "films[0].score: 11 is too large; at most 10 is accepted"),
        (request([film("a", 5, premiere="galactic")], ONE), 'films[0].premiere: "galactic" is not one of'),
        (request([film("a", 5, runtime=3)], ONE), "films[0].runtime: unknown key; did you mean running_time_s?"),
        (request([*FILMS, film("a", 5)], ONE), "films[2].id: 'a' names a second film"),
        (request(FILMS, ONE + ONE), "programs[1].id: 'p' names a second program"),
        (request(FILMS, [program("p", 60, 30)]), "programs[0].min_s: 3600 is more than max_s, which is 1800"),
        (request(FILMS, [program("p", 0, 9, min_films=3, max_films=2)]), "programs[0].min_films: 3 is more than"),
        (request(FILMS, ONE, locks=[{"film": "x", "program": "p"}]), "locks[0].film: there is no film with the id 'x'"),
        (request(FILMS, ONE, forbid=[{"film": "a", "program": "x"}]), "forbid[0].program: there is no program"),
        (request(FILMS, ONE, together=[["a", "x"]]), "together[0][1]: there is no film with the id 'x'"),
        (request(FILMS, ONE, apart=[["a", "a"]]), "apart[0]: names no two different films"),
        (
            request(FILMS, ONE, targets=[{"attribute": "countries", "program": "x", "at_least_distinct": 1}]),
            "targets[0].program: there is no program with the id 'x'",
        ),
        (
            request(
                FILMS,
                [*ONE, program("q", 0, 60)],
                locks=[{"film": "a", "program": "p"}, {"film": "a", "program": "q"}],
            ),
            "locks[1]: film 'a' is locked elsewhere by locks[0]; keep one of the two",
        ),
        (
            request(FILMS, ONE, locks=[{"film": f, "program": "p", "position": 1} for f in "ab"]),
            "locks[1].position: position 1 of 'p' is locked for another film by locks[0]",
        ),
        (
            request(FILMS, ONE, locks=[{"film": "a", "program": "p", "position": 0}]),
            "locks[0].position: 0 is no position; count from 1, or from -1 for the last",
        ),
        (similar([[1, 0.2], [0.3, 1]]), "similarity.matrix[0][1]: differs from [1][0]; the matrix must be symmetric"),
        (similar([[1, 2], [2, 1]]), "similarity.matrix[0][1]: 2 is not a number from -1 to 1"),
        (similar([[1, 0], [0]]), "similarity.matrix[1]: is not a row of 2 numbers"),
        (similar([[1]]), "similarity.matrix: has 1 rows for 2 ids"),
        (similar([[1]], ["a"]), "similarity.ids: the film 'b' is missing; the matrix needs every film"),
        (similar([[1, 0], [0, 1]], ["a", "a"]), "similarity.ids: names a film twice"),
    ],
)
def test_parse_names_what_is_wrong(document: dict[str, Any], message: str) -> None:
    with pytest.raises(BadInput) as caught:
        parse(document)

    assert str(caught.value).startswith(message)


def test_parse_takes_a_lock_said_twice() -> None:
    locks = [{"film": "a", "program": "p"}, {"film": "a", "program": "p", "position": 2}]

    assert len(parse(request(FILMS, ONE, locks=locks)).locks) == 2


def test_parse_needs_only_ids_and_times() -> None:
    document = {
        "films": [{"id": "a", "running_time_s": 600}],
        "programs": [{"id": "p", "min_s": 0, "max_s": 900}],
    }

    problem = parse(document)

    assert (problem.gap_s, problem.select, problem.weights.balance) == (10, "best", 0.5)


def test_a_megabyte_of_text_is_read_in_part() -> None:
    films = [film("a", 10, text="strike at the factory " * 50_000), film("b", 10, text="strike at the factory")]
    problem = parse(request(films, [program("p", 20, 20, about="work")]))

    solution = solve(problem, How(Stop(steps=50)))

    assert verify(problem, solution.to_json()).score == pytest.approx(solution.score)


def test_schema_names_every_key_of_the_contract() -> None:
    document = schema()

    assert set(document["properties"]) >= {"films", "programs", "similarity", "weights", "targets"}  # type: ignore[call-overload]  # an object in JSON
    assert document["required"] == ["films", "programs"]
