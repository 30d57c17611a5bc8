"""Blocks: which films stand in which program, in which order (``matinee-blocks/1``).

A search over many states at once puts programs together, the best of them are chosen exactly, and each is
ordered exactly; a checker that shares no code with it re-derives every rule and term. Doors: ``parse``,
``solve``, ``verify``, ``schema``, ``explain``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from matinee.engine.blocks.contract import Film, Problem, Program
from matinee.engine.blocks.explain import explain
from matinee.engine.blocks.parse import parse, schema
from matinee.engine.blocks.solution import Solution
from matinee.engine.blocks.solve import solve
from matinee.engine.blocks.verify import Checker
from matinee.engine.problem import Kind

if TYPE_CHECKING:
    from matinee.engine.solution import Verdict

__all__ = [
    "PROBLEM",
    "Checker",
    "Film",
    "Problem",
    "Program",
    "Solution",
    "explain",
    "parse",
    "schema",
    "solve",
    "verify",
]


def verify(problem: Problem, decision: object) -> Verdict:
    """Check one decision; for many of one request, make one `Checker` and call it."""
    return Checker(problem)(decision)


PROBLEM: Kind[Problem] = Kind("blocks", parse, solve, schema, Checker, explain)
