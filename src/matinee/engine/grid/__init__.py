"""Programs into auditoriums and times: one thing in an auditorium, one place for a person, and few people torn.

Repairs a published grid with the fewest changes. Doors: `solve` and ``matinee engine grid`` (contract
``matinee-grid/1``).
"""

from matinee.engine.grid.contract import (
    Audience,
    Auditorium,
    Duty,
    Event,
    Forbid,
    GridProblem,
    Lock,
    Overlap,
    Person,
    Precedence,
    Premiere,
    Published,
    Way,
    Weights,
)
from matinee.engine.grid.explain import explain
from matinee.engine.grid.problem import parse, schema
from matinee.engine.grid.solution import Alternative, Change, GridSolution, LostGuest, Placed, Spot, Unplaced
from matinee.engine.grid.solve import solve
from matinee.engine.grid.verify import checker
from matinee.engine.problem import Kind

PROBLEM = Kind("grid", parse, solve, schema, checker, explain)

__all__ = [
    "PROBLEM",
    "Alternative",
    "Audience",
    "Auditorium",
    "Change",
    "Duty",
    "Event",
    "Forbid",
    "GridProblem",
    "GridSolution",
    "Lock",
    "LostGuest",
    "Overlap",
    "Person",
    "Placed",
    "Precedence",
    "Premiere",
    "Published",
    "Spot",
    "Unplaced",
    "Way",
    "Weights",
    "checker",
    "explain",
    "parse",
    "schema",
    "solve",
]
