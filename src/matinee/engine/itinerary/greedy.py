"""The way most people plan: the best-loved first, each at the first showing that still fits.

It is the solver's first answer, and the peer it is measured against.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from matinee.engine.itinerary.choices import bits

if TYPE_CHECKING:
    from collections.abc import Iterable

    from matinee.engine.itinerary.choices import Choices
    from matinee.engine.itinerary.problem import ItineraryProblem


def greedy(problem: ItineraryProblem, choices: Choices) -> tuple[int, ...]:
    """Return the places of showings that keep every rule, in the order of time."""
    chosen = list(choices.locked)
    required = [m for m, meal in enumerate(problem.meals) if meal.is_required]
    seen = {work for i in chosen for work in choices.showings[i].works}
    for wish in sorted(problem.wishes, key=lambda wish: -wish.stars):
        if wish.work in seen:
            continue
        for i, showing in enumerate(choices.showings):
            if wish.work in showing.works and _fits(problem, choices, [*chosen, i], required):
                chosen.append(i)
                seen.update(showing.works)
                break
    return tuple(sorted(chosen))


def _fits(problem: ItineraryProblem, choices: Choices, chosen: list[int], required: list[int]) -> bool:
    newest = chosen[-1]
    if choices.clashes[newest, chosen].any():
        return False
    if problem.budget is not None and sum(choices.showings[i].price for i in chosen) > problem.budget:
        return False
    if any(len(set(chosen) & set(group.members)) > group.at_most for group in choices.groups):
        return False
    kept = meals_kept(choices, chosen)
    return all(m in kept for m in required)


def meals_kept(choices: Choices, chosen: Iterable[int]) -> dict[int, int | None]:
    """Return the meals that a choice of showings leaves room for, and after which showing each is."""
    gone = bits(chosen)
    kept: dict[int, int | None] = {}
    for pause, blocked in zip(choices.pauses, choices.blocked_by, strict=True):
        is_open = pause.after is None or gone >> pause.after & 1
        if not gone & blocked and is_open and pause.meal not in kept:
            kept[pause.meal] = pause.after
    return kept
