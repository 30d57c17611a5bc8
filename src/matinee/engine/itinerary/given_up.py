"""What was given up, and why: for each wish left open, the showing that comes closest and what would go for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from matinee.engine.itinerary.choices import is_possible
from matinee.engine.itinerary.greedy import meals_kept
from matinee.engine.itinerary.refuse import named, rule_in_words
from matinee.engine.itinerary.solution import GivenUp

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matinee.engine.itinerary.choices import Choices
    from matinee.engine.itinerary.problem import ItineraryProblem, Showing, Wish

DECIMALS = 3


class Swap(NamedTuple):
    """Going to a showing after all: what has to go for it, and the points that costs."""

    costs: float
    place: int
    instead_of: tuple[int, ...]
    meals: tuple[str, ...]


class Regrets:
    """Speaks for one itinerary; ``chosen`` are the places of its showings."""

    def __init__(self, problem: ItineraryProblem, choices: Choices, chosen: Sequence[int]) -> None:
        self._problem = problem
        self._choices = choices
        self._chosen = tuple(chosen)
        self._kept = meals_kept(choices, self._chosen)
        self._losses: dict[int, float] = {}
        self._worth = {wish.work: problem.weights.stars[wish.stars - 1] for wish in problem.wishes}

    def all(self) -> tuple[GivenUp, ...]:
        """Return the wishes left open, the best-loved first."""
        seen = {work for i in self._chosen for work in self._choices.showings[i].works}
        missed = [wish for wish in self._problem.wishes if wish.work not in seen]
        return tuple(self._one(wish) for wish in sorted(missed, key=lambda wish: -wish.stars))

    def _one(self, wish: Wish) -> GivenUp:
        places = [i for i, s in enumerate(self._choices.showings) if wish.work in s.works]
        if not places:
            return self._never(wish)
        swaps = [swap for swap in (self._swap(i) for i in places) if swap is not None]
        if not swaps:
            reason = "every showing of it clashes with one you have a ticket for, with a required meal or your pass"
            return _given_up(wish, "bound", reason)
        best = min(swaps)
        showings = self._choices.showings
        return GivenUp(
            work=wish.work,
            stars=wish.stars,
            reason=self._words(best),
            code="clash" if best.instead_of or best.meals else "worth",
            showing=showings[best.place].id,
            instead_of=tuple(showings[i].id for i in best.instead_of),
            costs=round(best.costs, DECIMALS),
        )

    def _never(self, wish: Wish) -> GivenUp:
        """Say why a wish has no showing at all that could be gone to."""
        plays = [s for s in self._problem.showings if wish.work in s.works]
        if not plays:
            return _given_up(wish, "not-shown", "it is not shown")
        if not any(s.is_open for s in plays):
            return _given_up(wish, "sold-out", "every showing of it is sold out")
        if not any(self._problem.is_there(s) for s in plays if s.is_open):
            return _given_up(wish, "away", "you are not present at any of its showings")
        for rule in self._problem.rules:
            if rule.at_most == 0 and all(rule.tag is None or rule.tag in s.tags for s in plays):
                return _given_up(wish, "pass", rule_in_words(rule).rstrip("."))
        showing = next(s for s in plays if not is_possible(self._problem, s))
        return _given_up(wish, "barred", f"no showing of it is open to you, {named(showing)} among them")

    def _swap(self, place: int) -> Swap | None:
        """Return what has to go for a showing, by the fewest points; None where it cannot be done by leaving out."""
        choices, locked = self._choices, set(self._choices.locked)
        out = [i for i in self._chosen if choices.clashes[place, i]]
        rest = [i for i in self._chosen if i not in out]
        for group in choices.groups:
            if place in group.members:
                inside = sorted((i for i in rest if i in group.members and i not in locked), key=self._loss)
                surplus = len(set(rest) & set(group.members)) + 1 - group.at_most
                out += inside[: max(0, surplus)]
                rest = [i for i in rest if i not in out]
        out, rest = self._cheaper(place, out, rest)
        lost = set(self._kept) - set(meals_kept(choices, [*rest, place]))
        if locked & set(out) or not self._keeps_rules([*rest, place]):
            return None
        if any(self._problem.meals[m].is_required for m in lost):
            return None
        before, after = self._points(self._chosen), self._points([*rest, place])
        meals = tuple(self._problem.meals[m].id for m in sorted(lost))
        return Swap(before - after, place, tuple(out), meals)

    def _cheaper(self, place: int, out: list[int], rest: list[int]) -> tuple[list[int], list[int]]:
        """Leave out what brings least until the budget holds."""
        budget, showings = self._problem.budget, self._choices.showings
        if budget is None:
            return out, rest
        rest, out = list(rest), list(out)
        free = sorted((i for i in rest if i not in self._choices.locked and showings[i].price), key=self._loss)
        while free and sum(showings[i].price for i in [*rest, place]) > budget:
            out.append(free[0])
            rest.remove(free.pop(0))
        return out, rest

    def _keeps_rules(self, places: list[int]) -> bool:
        budget = self._problem.budget
        is_paid = budget is None or sum(self._choices.showings[i].price for i in places) <= budget
        return is_paid and all(len(set(places) & set(g.members)) <= g.at_most for g in self._choices.groups)

    def _loss(self, place: int) -> float:
        """Return the points that leaving out one showing costs."""
        if place not in self._losses:
            rest = [i for i in self._chosen if i != place]
            self._losses[place] = self._points(self._chosen) - self._points(rest)
        return self._losses[place]

    def _points(self, places: Sequence[int]) -> float:
        weights = self._problem.weights
        showings: list[Showing] = [self._choices.showings[i] for i in places]
        works = {work for showing in showings for work in showing.works}
        stars = sum(points for work, points in self._worth.items() if work in works)
        extra = sum(weights.bonus * showing.bonus - weights.showing for showing in showings)
        meals = meals_kept(self._choices, places)
        return stars + extra + weights.meal * sum(1 for m in meals if not self._problem.meals[m].is_required)

    def _words(self, swap: Swap) -> str:
        showings = self._choices.showings
        parts = [named(showings[i]) for i in swap.instead_of] + list(swap.meals)
        if not parts:
            return f"{named(showings[swap.place])} would fit, but brings no points"
        listed = parts[0] if len(parts) == 1 else ", ".join(parts[:-1]) + " and " + parts[-1]
        return f"{named(showings[swap.place])} would take the place of {listed}, and cost {swap.costs:.1f} points"


def _given_up(wish: Wish, code: str, reason: str) -> GivenUp:
    return GivenUp(work=wish.work, stars=wish.stars, reason=reason, code=code, showing=None, instead_of=(), costs=None)
