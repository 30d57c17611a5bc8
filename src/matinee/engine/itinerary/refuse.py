"""Tickets that cannot all be used, and a smallest set of what clashes.

Every rule allows less: whatever keeps them with some showings keeps them with fewer. So an itinerary exists if the
showings that are locked keep the rules alone, and what they break is small enough to be looked for by hand.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from matinee.engine.errors import Infeasible
from matinee.engine.itinerary.greedy import meals_kept

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matinee.engine.itinerary.choices import Choices
    from matinee.engine.itinerary.problem import ItineraryProblem, PassRule, Showing


def refuse_broken_locks(problem: ItineraryProblem, choices: Choices) -> None:
    """Raise `Infeasible` where the locked showings cannot all be gone to."""
    locked = [choices.showings[i] for i in choices.locked]
    _refuse_absence(problem, locked)
    _refuse_clashes(choices)
    for rule in problem.rules:
        _refuse_rule(problem, rule, locked)
    _refuse_price(problem, locked)
    _refuse_hunger(problem, choices)


def named(showing: Showing) -> str:
    """Return a showing as a visitor would call it."""
    return f"{showing.title} ({showing.id})" if showing.title else showing.id


def _ticket(showing: Showing) -> str:
    return f"You have a ticket for {named(showing)}."


def _refuse_absence(problem: ItineraryProblem, locked: Sequence[Showing]) -> None:
    for showing in locked:
        if not problem.is_there(showing):
            raise Infeasible([_ticket(showing), "You are not present from its door to its end."])


def _refuse_clashes(choices: Choices) -> None:
    for i in choices.locked:
        for j in choices.locked:
            if i < j and choices.clashes[i, j]:
                one, other = choices.showings[i], choices.showings[j]
                raise Infeasible(
                    [_ticket(one), _ticket(other), "One cannot be reached from the other in time for its door."]
                )


def _refuse_rule(problem: ItineraryProblem, rule: PassRule, locked: Sequence[Showing]) -> None:
    by_day: dict[int, list[Showing]] = defaultdict(list)
    for showing in locked:
        if rule.tag is None or rule.tag in showing.tags:
            by_day[problem.day(showing) if rule.per == "day" else 0].append(showing)
    for showings in by_day.values():
        if len(showings) > rule.at_most:
            raise Infeasible([*map(_ticket, showings[: rule.at_most + 1]), rule_in_words(rule)])


def rule_in_words(rule: PassRule) -> str:
    """Return a pass rule as a sentence."""
    what = "showings" if rule.tag is None else f"showings of {rule.tag}"
    if rule.at_most == 0:
        return f"Your pass admits no {what}."
    return f"Your pass admits at most {rule.at_most} {what}{' a day' if rule.per == 'day' else ''}."


def _refuse_price(problem: ItineraryProblem, locked: Sequence[Showing]) -> None:
    if problem.budget is None:
        return
    spent, dearest = 0, sorted(locked, key=lambda s: -s.price)
    for count, showing in enumerate(dearest, 1):
        spent += showing.price
        if spent > problem.budget:
            sums = f"They cost {spent} together, and the budget is {problem.budget}."
            raise Infeasible([*map(_ticket, dearest[:count]), sums])


def _refuse_hunger(problem: ItineraryProblem, choices: Choices) -> None:
    for m, meal in enumerate(problem.meals):
        if not meal.is_required or m in meals_kept(choices, choices.locked):
            continue
        culprits = list(choices.locked)
        for i in choices.locked:
            fewer = [j for j in culprits if j != i]
            if m not in meals_kept(choices, fewer):
                culprits = fewer
        words = f"{meal.id} needs {meal.minutes} minutes between {meal.from_min} and {meal.to_min}."
        raise Infeasible([*(_ticket(choices.showings[i]) for i in culprits), words])
