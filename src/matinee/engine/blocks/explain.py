"""A proposal in words, line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matinee.engine.blocks.rules import minutes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matinee.engine.blocks.contract import Problem
    from matinee.engine.blocks.solution import Solution


def explain(problem: Problem, solution: Solution) -> list[str]:
    """Return the proposal as a programmer would tell it: films and reasons, what was left out, how good it is."""
    if solution.status == "infeasible":
        return ["No proposal can keep all of these rules:", *solution.conflict]
    return list(_lines(problem, solution))


def _lines(problem: Problem, solution: Solution) -> Iterator[str]:
    names = {film.id: film.name for film in problem.films}
    whys = {why.film: why for why in solution.films}
    for program, filled in zip(problem.programs, solution.programs, strict=True):
        about = f", about {', '.join(filled.words)}" if filled.words else ""
        yield f"{program.name}: {len(filled.films)} films, {minutes(filled.time_s)}{about}"
        for place, film in enumerate(filled.films, 1):
            why = whys[film].why_here if film in whys else None
            yield f"  {place}. {names[film]}" + (f": {why}" if why else "")
    for film, reason in solution.left_out:
        yield f"Left out: {names[film]}: {reason}"
    for name, term in solution.terms.items():
        yield f"{name}: {term.raw:.2f} x {term.weight:g} = {term.points:.2f} points"
    yield from _worth(solution)


def _worth(solution: Solution) -> Iterator[str]:
    if solution.score is None:
        return
    if solution.gap is None:
        yield f"score {solution.score:.2f}; no bound is proven"
    else:
        yield f"score {solution.score:.2f}; at most {solution.gap:.1%} from the best possible"
