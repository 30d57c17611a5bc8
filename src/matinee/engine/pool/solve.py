"""From a pool to a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from matinee.engine.errors import Infeasible, NoSolution
from matinee.engine.pool.columns import columns_of
from matinee.engine.pool.milp import Plan, plan
from matinee.engine.pool.reasons import Reasons
from matinee.engine.pool.solution import EditionPlan, Kept, Placed, PoolSolution
from matinee.engine.solution import Term

if TYPE_CHECKING:
    from matinee.engine.pool.columns import Columns, Numbers
    from matinee.engine.pool.problem import PoolProblem
    from matinee.engine.problem import How

LEAST = 1e-6
PROVEN = 1e-6


def solve(problem: PoolProblem, how: How) -> PoolSolution:
    """Return the plan; raises `Infeasible` where the locks do not fit, `NoSolution` when time ran out.

    A step of a deterministic budget is a node of the branch-and-bound tree.
    """
    columns = columns_of(problem)
    _check_locks(problem)
    found = plan(problem, columns, how)
    if found is None:
        if how.stop.is_over():
            raise NoSolution("No plan was found in time; give a larger budget.")
        raise Infeasible(_locks(problem))
    editions = _editions(problem, columns, found)
    terms = terms_of(problem, columns, found.used)
    score = sum(term.points for term in terms.values())
    bound = max(found.bound, score)
    reasons = Reasons(problem, found.prices)
    shown = {placed.film for edition in editions for placed in edition.films}
    return PoolSolution(
        status="optimal" if bound - score <= PROVEN * max(1.0, abs(bound)) else "feasible",
        score=score,
        bound=bound,
        terms=terms,
        reasons=_summary(editions),
        runtime_s=how.stop.elapsed_s,
        seed=how.seed,
        trace=((round(how.stop.elapsed_s, 3), score, bound),),
        editions=editions,
        waiting=tuple(reasons.waiting(film) for film in problem.films if film.id not in shown),
    )


def _check_locks(problem: PoolProblem) -> None:
    """Refuse locks that cannot fit, edition by edition, with the minutes in words."""
    for edition in problem.editions:
        locked = [film for film in problem.films if film.lock == edition.id]
        needed = sum(problem.minutes(film.running_time_s) for film in locked)
        room = sum(slot.minutes for slot in edition.slots)
        if needed > room + LEAST:
            names = ", ".join(film.id for film in locked)
            raise Infeasible(
                [f"{names} are locked to {edition.id}: {needed:.1f} minutes.", f"{edition.id} has {room:.1f} minutes."]
            )


def _locks(problem: PoolProblem) -> list[str]:
    locked = [f"{film.id} is locked to {film.lock}." for film in problem.films if film.lock is not None]
    return [*locked, "The slots of these editions, with their strands and minutes, cannot hold them all."]


def _editions(problem: PoolProblem, columns: Columns, found: Plan) -> tuple[EditionPlan, ...]:
    speak = Reasons(problem, found.prices)
    films: list[list[tuple[int, int]]] = [[] for _ in problem.editions]
    kept: list[list[tuple[int, int, float]]] = [[] for _ in problem.editions]
    for at in np.flatnonzero(found.used > LEAST):
        item, slot = int(columns.item[at]), int(columns.slot[at])
        here = int(columns.slot_edition[slot])
        if at < columns.known:
            films[here].append((item, slot))
        else:
            kept[here].append((item - len(problem.films), slot, float(found.used[at])))
    plans = []
    for e, edition in enumerate(problem.editions):
        first = int(np.searchsorted(columns.slot_edition, e))
        placed = tuple(
            Placed(film=film.id, slot=slot - first, reasons=speak.placed(film, edition.id, slot))
            for item, slot in sorted(films[e], key=lambda x: (x[1], -problem.films[x[0]].value, x[0]))
            for film in (problem.films[item],)
        )
        minutes = sum(problem.minutes(problem.films[item].running_time_s) for item, _ in films[e])
        expected = sum(problem.minutes(problem.arrivals[c].running_time_s) * n for c, _, n in kept[e])
        plans.append(
            EditionPlan(
                id=edition.id,
                films=placed,
                kept=tuple(Kept(arrival=c, slot=slot - first, count=n) for c, slot, n in kept[e]),
                minutes=minutes,
                kept_minutes=expected,
                minute_prices=tuple(float(p) for p in found.prices[first : first + len(edition.slots)]),
            )
        )
    return tuple(plans)


def terms_of(problem: PoolProblem, columns: Columns, used: Numbers) -> dict[str, Term]:
    """Return the terms of the score."""
    weights = problem.weights
    is_on = used[: columns.known] > 0.5  # noqa: PLR2004 (yes rather than no)
    films = [problem.films[i] for i in columns.item[: columns.known][is_on]]
    shown = {film.id for film in films}
    expected = [
        problem.arrivals[int(columns.item[at]) - len(problem.films)].value * float(used[at])
        for at in range(columns.known, len(used))
    ]
    raw = {
        "quality": (sum(film.value for film in films), weights.quality),
        "expected": (sum(expected), weights.quality),
        "delay": (_delay(problem, columns, used), -weights.delay),
        "waiting": (sum(film.waiting_months for film in films), weights.waiting),
        "longest_wait": (
            max((film.waiting_months for film in problem.films if film.id not in shown), default=0.0),
            -weights.longest_wait,
        ),
        "mixture": (_missed(problem, columns, is_on), -weights.mixture),
    }
    return {name: Term(value, weight, value * weight) for name, (value, weight) in raw.items()}


def _delay(problem: PoolProblem, columns: Columns, used: Numbers) -> float:
    """Return the value put off, times the editions it is put off by."""
    values = np.array([film.value for film in problem.films] + [arrival.value for arrival in problem.arrivals])
    ahead = columns.slot_edition[columns.slot]
    amount = np.where(np.arange(len(used)) < columns.known, np.round(used), used)
    return float((values[columns.item] * ahead * amount).sum()) if len(used) else 0.0


def _missed(problem: PoolProblem, columns: Columns, is_on: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> float:
    """Return the minutes missed of all wishes for a mixture."""
    places = np.flatnonzero(is_on)
    missed = 0.0
    for e, edition in enumerate(problem.editions):
        here = [int(columns.item[at]) for at in places if columns.slot_edition[columns.slot[at]] == e]
        for wish in edition.mixture:
            have = sum(
                problem.minutes(problem.films[i].running_time_s) for i in here if wish.group in problem.films[i].groups
            )
            missed += max(0.0, wish.at_least_minutes - have)
    return missed


def _summary(editions: tuple[EditionPlan, ...]) -> tuple[str, ...]:
    now, later = editions[0], editions[1:]
    kept = sum(edition.kept_minutes for edition in later)
    return (
        f"{now.id}: {len(now.films)} films, {now.minutes:.0f} minutes.",
        f"Later: {sum(len(e.films) for e in later)} known films; kept for films to come: {kept:.0f} minutes.",
    )
