"""Blocks: which films stand in which program, in which order (``matinee-blocks/1``).

A search over many states at once puts programs together, the best of them are chosen exactly, and each is
ordered exactly; a checker that shares no code with it re-derives every rule and term. Doors: ``parse``,
``solve``, ``verify``, ``schema``, ``explain``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from matinee.engine.blocks.contract import Film, Problem, Program
from matinee.engine.blocks.explain import explain
from matinee.engine.blocks.parse import parse, schema
from matinee.engine.blocks.solution import Solution
from matinee.engine.blocks.solve import solve
from matinee.engine.blocks.verify import Checker
from matinee.engine.problem import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from matinee.engine.solution import Verdict

__all__ = [
    "PROBLEM",
    "Checker",
    "Film",
    "Problem",
    "Program",
    "Solution",
    "explain",
    "fit",
    "parse",
    "review",
    "schema",
    "solve",
    "verify",
]


def verify(problem: Problem, decision: object) -> Verdict:
    """Check one decision; for many of one request, make one `Checker` and call it."""
    return Checker(problem)(decision)


def fit(lines: Iterable[object], seed: int = 0) -> dict[str, object]:
    """Fit the weights of the terms to a festival's own past programs (``docs/engine/curation.md``)."""
    from matinee.engine.blocks import curation  # noqa: PLC0415 (compiled code that only those who fit need)

    return curation.fit(lines, seed)


def review(problem: Problem, decision: object, asked: Mapping[str, Any]) -> dict[str, object]:
    """Say why films stand where people put them, why others do not, and what would fill a hole best."""
    from matinee.engine.blocks import reviewing  # noqa: PLC0415 (a search that only those who ask need)

    return reviewing.review(problem, decision, reviewing.Asked(**asked))


PROBLEM: Kind[Problem] = Kind("blocks", parse, solve, schema, Checker, explain, fit, review)
