"""Proposals: each rule alone, tiny requests against brute force, and every answer past the checker."""

from __future__ import annotations

from itertools import permutations, product
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.engine.blocks.instances import decision, film, program, random_request, request

from matinee.engine.blocks import Checker, Solution, explain, parse, solve
from matinee.engine.errors import Infeasible
from matinee.engine.problem import How
from matinee.engine.stop import Stop

if TYPE_CHECKING:
    from matinee.engine.blocks import Problem

FILMS = [film("a", 10, score=9), film("b", 10, score=8), film("c", 10, score=8), film("d", 10, score=5)]
TWO = [program("p", 20, 20, title="Shorts I"), program("q", 10, 20, title="Shorts II")]


def quick(document: dict[str, Any], steps: int = 400, **more: Any) -> Solution:
    return solve(parse(document), How(Stop(steps=steps), **more))


def checked(document: dict[str, Any], steps: int = 400) -> Solution:
    """Solve, and hold the answer against the checker."""
    problem = parse(document)
    solution = solve(problem, How(Stop(steps=steps)))
    verdict = Checker(problem)(solution.to_json())
    assert verdict.violations == ()
    assert solution.score == pytest.approx(verdict.score, abs=1e-6)
    for name, term in verdict.terms.items():
        assert solution.terms[name] == pytest.approx(term, abs=1e-6)
    return solution


def homes(solution: Solution) -> dict[str, str]:
    return {f: filled.id for filled in solution.programs for f in filled.films}


@pytest.mark.parametrize(
    ("rules", "kept"),
    [
        ({"locks": [{"film": "d", "program": "p"}]}, lambda h: h["d"] == "p"),
        ({"forbid": [{"film": "a", "program": "p"}]}, lambda h: h.get("a") != "p"),
        ({"together": [["b", "c"]]}, lambda h: h.get("b") == h.get("c")),
        ({"apart": [["a", "b"], ["a", "c"]]}, lambda h: h.get("a") is None or h["a"] not in {h.get("b"), h.get("c")}),
        ({"select": "all"}, lambda h: len(h) == 4),
    ],
)
def test_solve_keeps_each_rule(rules: dict[str, Any], kept: Any) -> None:
    assert kept(homes(checked(request(FILMS, TWO, **rules))))


def test_solve_keeps_strands_and_obligations() -> None:
    films = [film(f"f{i}", 10, strands=["Focus"] if i % 2 else [], must_play=i == 8) for i in range(10)]
    programs = [program("p", 20, 40, strand="Focus"), program("q", 20, 40)]

    home = homes(checked(request(films, programs)))

    assert {int(f[1:]) % 2 for f, p in home.items() if p == "p"} == {1}
    assert home["f8"] == "q"


def test_solve_keeps_locked_positions() -> None:
    locks = [{"film": "d", "program": "p", "position": 1}, {"film": "a", "program": "p", "position": -1}]

    films = checked(request(FILMS, TWO, locks=locks)).programs[0].films

    assert (films[0], films[-1]) == ("d", "a")


@pytest.mark.parametrize(
    ("films", "programs", "rules", "conflict"),
    [
        ([], TWO[:1], {}, ["Shorts I runs at least 20 min (all 0 films together: 0 min with gaps)."]),
        (FILMS, [program("p", 0, 20), TWO[1]], {"locks": [{"film": "a", "program": "q"}, {"film": "b", "program": "q"},
          {"film": "c", "program": "q"}]},
         ["Shorts II runs at most 20 min.", "a is locked to Shorts II.", "b is locked to Shorts II.",
          "c is locked to Shorts II."]),
        (FILMS, TWO, {"locks": [{"film": "a", "program": "p"}], "forbid": [{"film": "a", "program": "p"}]},
         ["a is locked to Shorts I.", "a must not be in Shorts I."]),
        (FILMS, [program("p", 0, 20, title="Shorts I")], {"together": [["a", "b"]], "apart": [["b", "a"]],
          "locks": [{"film": "a", "program": "p"}]},
         ["a is locked to Shorts I.", "a and b are in one program, or all left out.",
          "b and a are not in one program."]),
        (FILMS, [program("p", 0, 15, title="Shorts I", min_films=2)], {},
         ["Shorts I runs at most 15 min.", "Shorts I has at least 2 films."]),
        (FILMS, [program("p", 10, 15, title="Shorts I", strand="Focus")], {},
         ["Shorts I runs at least 10 min.", "Shorts I shows only films of the strand Focus; 0 of 4 are."]),
        ([film("a", 30, must_play=True)], [program("p", 0, 20, title="Shorts I")], {},
         ["Shorts I runs at most 20 min.", "a must play."]),
    ],
)  # fmt: skip
def test_solve_names_a_smallest_conflict(
    films: list[Any], programs: list[Any], rules: dict[str, Any], conflict: list[str]
) -> None:
    with pytest.raises(Infeasible) as caught:
        quick(request(films, programs, **rules))

    assert sorted(caught.value.conflict) == sorted(conflict)


def test_solve_without_films_or_programs_has_an_answer() -> None:
    nothing = checked(request([], []))
    no_program = checked(request(FILMS, []))

    assert (nothing.status, nothing.programs, nothing.left_out) == ("optimal", (), ())
    assert [f for f, _ in no_program.left_out] == ["a", "b", "c", "d"]


def test_solve_with_one_film_places_it() -> None:
    assert homes(checked(request([film("a", 90)], [program("p", 85, 95)]))) == {"a": "p"}


def brute_force(problem: Problem) -> float:
    """Return the best score over every assignment and every order."""
    check = Checker(problem)
    ids = [f.id for f in problem.films]
    names = [p.id for p in problem.programs]
    best = float("-inf")
    for places in product([*names, None], repeat=len(ids)):
        inside = {name: [f for f, p in zip(ids, places, strict=True) if p == name] for name in names}
        if not check(decision(**inside)).is_feasible:
            continue
        orders = product(*(permutations(inside[name]) for name in names))
        best = max(
            best, *(check(decision(**{n: list(o) for n, o in zip(names, way, strict=True)})).score for way in orders)
        )
    return best


@pytest.mark.parametrize("seed", range(8))
def test_solve_finds_the_best_of_tiny_requests(seed: int) -> None:
    document = random_request(seed, 6, 2, apart=[["f0", "f1"]], together=[["f2", "f3"]] if seed % 2 else [])

    best = brute_force(parse(document))

    if best == float("-inf"):
        with pytest.raises(Infeasible):
            quick(document)
    else:
        assert checked(document).score == pytest.approx(best)


@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 10_000), st.integers(0, 16), st.integers(1, 3), st.data())
def test_every_answer_passes_the_checker(seed: int, films: int, programs: int, data: st.DataObject) -> None:
    document = random_request(seed, films, programs)
    document["select"] = data.draw(st.sampled_from(["all", "best"]))
    names = st.sampled_from([f["id"] for f in document["films"]] or ["f0"])
    if films > 3:
        document["apart"] = data.draw(st.lists(st.lists(names, min_size=2, max_size=3, unique=True), max_size=2))
        document["together"] = data.draw(st.lists(st.lists(names, min_size=2, max_size=2, unique=True), max_size=1))
        document["locks"] = [
            {"film": data.draw(names), "program": "p0", "position": data.draw(st.sampled_from([1, 2, -1, -2]))}
        ]

    clash: tuple[str, ...] | None = None
    try:
        checked(document, steps=200)
    except Infeasible as error:
        clash = error.conflict

    assert clash is None or clash


def test_solve_is_the_same_for_the_same_seed_and_steps() -> None:
    document = random_request(3, 24, 3)

    first, second = (quick(document, 600, seed=7).to_json() for _ in range(2))

    for answer in (first, second):
        answer.pop("runtime_s")
        answer["trace"] = [event[1:] for event in answer["trace"]]  # type: ignore[attr-defined]  # a list in JSON
    assert first == second


def test_solve_starts_from_an_earlier_answer() -> None:
    document = random_request(3, 24, 3)
    earlier = quick(document, 800)

    again = quick(document, 1, warm=earlier.to_json())

    assert again.score is not None
    assert earlier.score is not None
    assert again.score >= earlier.score - 1e-6


def test_alternatives_differ_and_say_what_they_give_up() -> None:
    document = random_request(5, 24, 3)
    problem = parse(document)

    solution = solve(problem, How(Stop(steps=3_000), alternatives=2))

    assert len(solution.alternatives) == 2
    best = homes(solution)
    for other in solution.alternatives:
        assert Checker(problem)(other.to_json()).is_feasible
        home = {f: filled.id for filled in other.programs for f in filled.films}
        placed = best.keys() | home.keys()
        assert sum(best.get(f) != home.get(f) for f in placed) / len(placed) >= 0.2
        assert other.differs >= 0.2
        assert other.gives_up


def test_every_film_has_its_reason() -> None:
    document = random_request(5, 24, 3)

    solution = quick(document)

    placed = homes(solution)
    whys = {why.film: why for why in solution.films}
    assert all(whys[f].why_here and whys[f].what_would_change and whys[f].program == p for f, p in placed.items())
    out = [f for f, _ in solution.left_out]
    assert sorted([*placed, *out]) == sorted(f["id"] for f in document["films"])
    assert all(whys[f].why_not and whys[f].what_would_change for f in out)
    assert all(filled.words for filled in solution.programs)


def test_reasons_are_in_a_programmers_words() -> None:
    films = [
        film("a", 10, title="Harbour", score=9.0, weight=1, themes=["sea"], text="A harbour and the sea"),
        film("b", 10, title="Tide", score=8.0, weight=4, themes=["sea"], text="The sea takes a boat"),
        film("c", 20, title="Strike", score=9.5, weight=3, themes=["work"], must_play=True),
        film("d", 10, title="Moss", score=6.0, weight=2),
    ]
    given = request(films, [program("p", 40, 40, title="Shorts I")])

    whys = {why.film: why for why in quick(given).films}

    assert whys["a"].why_here == ("It opens the program: short, not heavy; it goes with Tide (sea); scored 9 of 10.")
    assert whys["c"].why_here == (
        "It must play; it closes the program as its strongest film; the longest film comes late; scored 9.5 of 10."
    )
    assert whys["d"].why_not is not None
    assert whys["d"].why_not.startswith("Its best place is in Shorts I, in place of Tide; that would lose ")
    assert whys["d"].why_not.endswith("Its score of 6 is below the cut of 7.")


def test_explain_tells_the_proposal() -> None:
    document = request(FILMS, TWO, gap_s=0)
    problem = parse(document)

    lines = explain(problem, solve(problem, How(Stop(steps=200))))

    assert lines[0].startswith("Shorts I: 2 films, 20 min")
    assert any(line.startswith("score ") for line in lines)


def test_more_films_than_one_model_holds_are_still_placed() -> None:
    films = [film(f"f{i}", 5 + i % 17, score=6 + i % 4) for i in range(1_500)]
    total = sum(5 + i % 17 for i in range(1_500))
    programs = [program(f"p{p}", total / 60 - 15, total / 60 + 15) for p in range(60)]
    problem = parse(request(films, programs, select="all", weights={"order": 0}))

    solution = solve(problem, How(Stop(steps=400)))

    assert Checker(problem)(solution.to_json()).violations == ()
