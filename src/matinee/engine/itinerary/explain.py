"""An itinerary in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matinee.engine.itinerary.problem import ItineraryProblem
    from matinee.engine.itinerary.solution import ItinerarySolution

HOUR, DAY = 60, 1440


def explain(problem: ItineraryProblem, solution: ItinerarySolution) -> Sequence[str]:
    """Return a line for the whole, for each showing to go to, each meal, and each wish given up."""
    titles = {showing.id: showing.title or showing.id for showing in problem.showings}
    wishes = {wish.work: wish.title or wish.work for wish in problem.wishes}
    lines = list(solution.reasons)
    for visit in solution.visits:
        way = "" if visit.travel_min is None else f", {visit.travel_min} minutes of way, {visit.spare_min} to spare"
        lines.append(f"{clock(visit.start_min)} {titles[visit.showing]} at {visit.venue}{way}.")
    for meal in solution.meals:
        when = "there is no time for it" if meal.start_min is None else f"from {clock(meal.start_min)}"
        lines.append(f"{meal.meal}: {when}.")
    lines += [f"Given up: {wishes[lost.work]} ({lost.stars} stars): {lost.reason}." for lost in solution.given_up]
    return lines


def clock(minute: int) -> str:
    """Return a moment as the number of its day (from 1) and the time."""
    day, rest = divmod(minute, DAY)
    return f"day {day + 1}, {rest // HOUR:02d}:{rest % HOUR:02d}"
