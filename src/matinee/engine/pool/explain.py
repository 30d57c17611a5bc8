"""A plan for the pool in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matinee.engine.pool.problem import PoolProblem
    from matinee.engine.pool.solution import PoolSolution


def explain(problem: PoolProblem, solution: PoolSolution) -> Sequence[str]:
    """Return a line for the whole, for each edition, and for each film placed or waiting."""
    lines = [*solution.reasons, f"{len(problem.films)} films were weighed for {len(problem.editions)} editions."]
    for plan in solution.editions:
        lines.append(f"{plan.id}: {plan.minutes:.0f} minutes of films, {plan.kept_minutes:.0f} kept for films to come.")
        lines += [f"{put.film} plays at {plan.id}: {'; '.join(put.reasons)}." for put in plan.films]
    lines += [
        f"{film.film} waits: {film.reason}. What would change it: {film.what_would_change}."
        for film in solution.waiting
    ]
    return lines
