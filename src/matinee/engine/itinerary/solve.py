"""From wishes to an itinerary."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matinee.engine.itinerary.choices import MILLIONTHS, SCALE, choices_of
from matinee.engine.itinerary.cpsat.model import Found, Model, whole
from matinee.engine.itinerary.given_up import Regrets
from matinee.engine.itinerary.greedy import greedy, meals_kept
from matinee.engine.itinerary.refuse import refuse_broken_locks
from matinee.engine.itinerary.solution import ItinerarySolution, Sitting, Visit
from matinee.engine.solution import Term

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matinee.engine.itinerary.choices import Choices
    from matinee.engine.itinerary.problem import ItineraryProblem
    from matinee.engine.problem import How

PROVEN = 0.5 / MILLIONTHS  # points are whole in millionths


def solve(problem: ItineraryProblem, how: How) -> ItinerarySolution:
    """Return the best itinerary; raises `Infeasible` where the locked showings cannot all be gone to.

    A step of a deterministic budget is a thousandth of CP-SAT's deterministic seconds. There is always an answer: the
    way most people plan is the first one.
    """
    choices = choices_of(problem)
    refuse_broken_locks(problem, choices)
    first = greedy(problem, choices)
    found = Model(problem, choices).solve(how, first) if choices.showings else Found((), None)
    chosen = _better(problem, choices, first, found)
    terms = _terms(problem, choices, chosen)
    score = _score(terms)
    bound = score if not choices.showings else found.bound
    if bound is None:
        bound = _most(problem, choices)
    bound = max(bound, score)
    sittings = _sittings(problem, choices, chosen)
    seen = {work for i in chosen for work in choices.showings[i].works}
    given_up = Regrets(problem, choices, chosen).all()
    return ItinerarySolution(
        status="optimal" if bound - score <= PROVEN else "feasible",
        score=score,
        bound=bound,
        terms=terms,
        reasons=(_summary(problem, seen, len(chosen), len(given_up)),),
        runtime_s=how.stop.elapsed_s,
        seed=how.seed,
        trace=((round(how.stop.elapsed_s, 3), score, bound),),
        visits=_visits(problem, choices, chosen),
        meals=sittings,
        given_up=given_up,
    )


def _better(problem: ItineraryProblem, choices: Choices, first: Sequence[int], found: Found) -> tuple[int, ...]:
    if found.chosen is None:
        return tuple(first)
    scores = [_score(_terms(problem, choices, places)) for places in (found.chosen, first)]
    return found.chosen if scores[0] >= scores[1] else tuple(first)


def _score(terms: dict[str, Term]) -> float:
    return round(sum(term.points for term in terms.values()), 6)


def _terms(problem: ItineraryProblem, choices: Choices, chosen: Sequence[int]) -> dict[str, Term]:
    """Return the terms of the score."""
    weights = problem.weights
    showings = [choices.showings[i] for i in chosen]
    works = {work for showing in showings for work in showing.works}
    kept = meals_kept(choices, chosen)
    stars = sum(whole(weights.stars[wish.stars - 1]) for wish in problem.wishes if wish.work in works) / SCALE
    missed = sum(1 for m, meal in enumerate(problem.meals) if m not in kept and not meal.is_required)
    raw = {
        "stars": (stars, 1.0),
        "bonus": (sum(whole(showing.bonus) for showing in showings) / SCALE, weights.bonus),
        "meals_missed": (float(missed), -weights.meal),
        "showings": (float(len(showings)), -weights.showing),
    }
    return {name: Term(value, weight, value * weight) for name, (value, weight) in raw.items()}


def _most(problem: ItineraryProblem, choices: Choices) -> float:
    """Return what nothing can beat: every wish and every bonus, where no time was left to prove more."""
    weights = problem.weights
    stars = sum(weights.stars[wish.stars - 1] for wish in problem.wishes)
    return stars + weights.bonus * sum(showing.bonus for showing in choices.showings)


def _visits(problem: ItineraryProblem, choices: Choices, chosen: Sequence[int]) -> tuple[Visit, ...]:
    """Return the showings in the order of time; a work counts for the first showing that has it."""
    wished = {wish.work for wish in problem.wishes}
    visits: list[Visit] = []
    last: int | None = None
    for i in sorted(chosen, key=lambda i: choices.showings[i].start_min):
        showing = choices.showings[i]
        works = tuple(work for work in dict.fromkeys(showing.works) if work in wished)
        wished -= set(works)
        day = problem.day(showing)
        is_first = last is None or visits[-1].day != day
        way = None if is_first or last is None else int(choices.ways.minutes[last, i])
        spare = None if way is None else int(choices.ways.door[i]) - visits[-1].end_min - way
        visits.append(
            Visit(
                showing=showing.id,
                works=works,
                venue=showing.venue,
                start_min=showing.start_min,
                end_min=showing.end_min,
                day=day,
                travel_min=way,
                spare_min=spare,
            )
        )
        last = i
    return tuple(visits)


def _sittings(problem: ItineraryProblem, choices: Choices, chosen: Sequence[int]) -> tuple[Sitting, ...]:
    """Return each meal at the first moment it can be taken."""
    kept = meals_kept(choices, chosen)
    sittings = []
    for m, meal in enumerate(problem.meals):
        if m not in kept:
            sittings.append(Sitting(meal=meal.id, start_min=None, end_min=None))
            continue
        after = kept[m]
        start = meal.from_min if after is None else max(meal.from_min, choices.showings[after].end_min)
        sittings.append(Sitting(meal=meal.id, start_min=start, end_min=start + meal.minutes))
    return tuple(sittings)


def _summary(problem: ItineraryProblem, seen: set[str], visits: int, missed: int) -> str:
    wishes = len(problem.wishes)
    fulfilled = sum(1 for wish in problem.wishes if wish.work in seen)
    end = "nothing had to be given up" if not missed else f"{missed} had to be given up"
    return f"{fulfilled} of {wishes} wishes in {visits} showings; {end}."
