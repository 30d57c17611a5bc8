"""An independent check of an itinerary: times, ways, meals, pass, budget, tickets, and every term counted again.

It walks through the days minute by minute where the solver reasons with formulas, and finds its own ways.
"""

from __future__ import annotations

import heapq
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from matinee.engine.decision import read_decision
from matinee.engine.references import require_known
from matinee.engine.solution import Term, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from matinee.engine.itinerary.problem import ItineraryProblem, Meal, Showing
    from matinee.engine.problem import Check

LONG_S = 10**9


@dataclass(frozen=True, slots=True)
class Going:
    """One showing gone to; what else the output says of it is left unread."""

    showing: str
    works: tuple[str, ...] = ()
    venue: str | None = None
    start_min: int | None = None
    end_min: int | None = None
    day: int | None = None
    travel_min: int | None = None
    spare_min: int | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """Which showings."""

    visits: tuple[Going, ...]


class Town:
    """The shortest ways from a venue to all others, found when first asked for."""

    def __init__(self, problem: ItineraryProblem) -> None:
        self._venues = {showing.venue for showing in problem.showings}
        self._default = problem.travel_min
        self._direct = {(way.a, way.b): way.minutes for way in problem.travel}
        self._direct |= {(way.b, way.a): way.minutes for way in problem.travel}
        self._known: dict[str, dict[str, int]] = {}

    def minutes(self, a: str, b: str) -> int:
        """Return the minutes from a to b."""
        if a not in self._known:
            self._known[a] = self._from(a)
        return self._known[a][b]

    def _from(self, start: str) -> dict[str, int]:
        best = dict.fromkeys(self._venues, LONG_S) | {start: 0}
        queue = [(0, start)]
        while queue:
            minutes, here = heapq.heappop(queue)
            if minutes > best[here]:
                continue
            for there in self._venues:
                far = minutes + self._direct.get((here, there), self._default)
                if there != here and far < best[there]:
                    best[there] = far
                    heapq.heappush(queue, (far, there))
        return best


def checker(problem: ItineraryProblem) -> Check:
    """Return the check of one output document."""
    showings = {showing.id: showing for showing in problem.showings}
    town = Town(problem)

    def check(output: object) -> Verdict:
        decision = read_decision(Decision, output)
        names = [visit.showing for visit in decision.visits]
        require_known(names, showings, "visits[{}].showing")
        gone = sorted((showings[name] for name in set(names)), key=lambda s: (s.start_min, s.end_min))
        hungry = [meal for meal in problem.meals if not _is_eaten(problem, town, gone, meal)]
        violations = [f"{name} stands twice" for name, count in Counter(names).items() if count > 1]
        violations += [*_doors(problem, gone), *_walks(problem, town, gone), *_pass(problem, gone)]
        violations += [f"there is a ticket for {name}, but nobody goes" for name in problem.locks if name not in names]
        violations += [f"{meal.id} is required, and there is no time for it" for meal in hungry if meal.is_required]
        terms = _terms(problem, gone, sum(1 for meal in hungry if not meal.is_required))
        score = sum(term.points for term in terms.values())
        return Verdict(violations=tuple(violations), score=score, terms=terms)

    return check


def _doors(problem: ItineraryProblem, gone: Sequence[Showing]) -> Iterator[str]:
    for showing in gone:
        if not showing.is_open and showing.id not in problem.locks:
            yield f"{showing.id} is sold out"
        opens = showing.start_min - problem.early_min
        stays = problem.present
        if stays is not None and not any(stay[0] <= opens and showing.end_min <= stay[1] for stay in stays):
            yield f"nobody is present for {showing.id}"


def _walks(problem: ItineraryProblem, town: Town, gone: Sequence[Showing]) -> Iterator[str]:
    for one, other in pairwise(gone):
        arrives = one.end_min + town.minutes(one.venue, other.venue)
        late = arrives - (other.start_min - problem.early_min)
        if late > 0:
            yield f"from {one.id} one reaches {other.id} {late} minutes late"


def _pass(problem: ItineraryProblem, gone: Sequence[Showing]) -> Iterator[str]:
    for rule in problem.rules:
        counted = [s for s in gone if rule.tag in {None, *s.tags}]
        for day, count in Counter(problem.day(s) if rule.per == "day" else None for s in counted).items():
            if count > rule.at_most:
                what = f"of {rule.tag}" if rule.tag else "in all"
                when = "" if day is None else f" on day {day}"
                yield f"{count} showings {what}{when}, at most {rule.at_most} are admitted"
    spent = sum(showing.price for showing in gone)
    if problem.budget is not None and spent > problem.budget:
        yield f"the showings cost {spent}, the budget is {problem.budget}"


def _is_eaten(problem: ItineraryProblem, town: Town, gone: Sequence[Showing], meal: Meal) -> bool:
    """Try every moment to sit down in every pause: the way may be walked before the meal, after it, or partly."""
    pauses = [(None, gone[0]), *pairwise(gone), (gone[-1], None)] if gone else [(None, None)]
    return any(
        _fits(problem, town, before, after, start, start + meal.minutes)
        for start in range(meal.from_min, meal.to_min - meal.minutes + 1)
        for before, after in pauses
    )


def _fits(  # noqa: PLR0913, PLR0917 (two showings and two moments of one meal)
    problem: ItineraryProblem, town: Town, before: Showing | None, after: Showing | None, start: int, end: int
) -> bool:
    if before is not None and start < before.end_min:
        return False
    if after is not None and after.start_min - problem.early_min < end:
        return False
    if before is None or after is None:
        return True
    walked = (start - before.end_min) + (after.start_min - problem.early_min - end)
    return walked >= town.minutes(before.venue, after.venue)


def _terms(problem: ItineraryProblem, gone: Sequence[Showing], missed: int) -> dict[str, Term]:
    weights = problem.weights
    shown = {work for showing in gone for work in showing.works}
    raw = {
        "stars": (sum(weights.stars[wish.stars - 1] for wish in problem.wishes if wish.work in shown), 1.0),
        "bonus": (sum(showing.bonus for showing in gone), weights.bonus),
        "meals_missed": (missed, -weights.meal),
        "showings": (len(gone), -weights.showing),
    }
    return {name: Term(float(value), weight, value * weight) for name, (value, weight) in raw.items()}
