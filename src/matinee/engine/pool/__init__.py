"""Which film to which coming edition: exact for what is known, with room kept for what will come.

A rolling plan: solve it again at every edition, adopt the first edition's films, treat the rest as outlook. Waiting
counts, and so does the longest wait. Doors: `solve` and ``matinee engine pool`` (contract ``matinee-pool/1``).
"""

from matinee.engine.pool.explain import explain
from matinee.engine.pool.problem import (
    Arrival,
    Edition,
    Film,
    Mixture,
    PoolProblem,
    Slot,
    Weights,
    parse,
    schema,
)
from matinee.engine.pool.solution import EditionPlan, Kept, Placed, PoolSolution, Waiting
from matinee.engine.pool.solve import solve
from matinee.engine.pool.verify import checker
from matinee.engine.problem import Kind

PROBLEM = Kind("pool", parse, solve, schema, checker, explain)

__all__ = [
    "PROBLEM",
    "Arrival",
    "Edition",
    "EditionPlan",
    "Film",
    "Kept",
    "Mixture",
    "Placed",
    "PoolProblem",
    "PoolSolution",
    "Slot",
    "Waiting",
    "Weights",
    "parse",
    "schema",
    "solve",
]
