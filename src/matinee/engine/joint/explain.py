"""Both decisions in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from matinee.engine import blocks, grid
from matinee.engine.joint.problem import with_makers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matinee.engine.joint.problem import JointProblem
    from matinee.engine.joint.solution import JointSolution


def explain(problem: JointProblem, solution: JointSolution) -> Sequence[str]:
    """Return a line for what deciding together brought, then both answers."""
    programs: Any = solution.blocks
    placed = with_makers(problem, {part.id: part.films for part in programs.programs})
    answer: Any = solution.grid
    return [*solution.reasons, *blocks.explain(problem.blocks, programs), *grid.explain(placed, answer)]
