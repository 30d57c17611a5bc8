"""A visitor's own festival: which showings to go to for the works they starred, and what had to be given up.

Showings, ways between venues, meals, a pass and tickets already bought; exact, with the optimum proven. Doors: `solve`
and ``matinee engine itinerary`` (contract ``matinee-itinerary/1``).
"""

from matinee.engine.itinerary.explain import explain
from matinee.engine.itinerary.problem import (
    ItineraryProblem,
    Meal,
    PassRule,
    Showing,
    Way,
    Weights,
    Wish,
    parse,
    schema,
)
from matinee.engine.itinerary.solution import GivenUp, ItinerarySolution, Sitting, Visit
from matinee.engine.itinerary.solve import solve
from matinee.engine.itinerary.verify import checker
from matinee.engine.problem import Kind

PROBLEM = Kind("itinerary", parse, solve, schema, checker, explain)

__all__ = [
    "PROBLEM",
    "GivenUp",
    "ItineraryProblem",
    "ItinerarySolution",
    "Meal",
    "PassRule",
    "Showing",
    "Sitting",
    "Visit",
    "Way",
    "Weights",
    "Wish",
    "parse",
    "schema",
    "solve",
]
