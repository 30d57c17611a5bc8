"""An independent check of both decisions by the checkers of both problems, with the makers put where the films are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matinee.engine import blocks, grid
from matinee.engine.errors import BadInput
from matinee.engine.joint.problem import with_makers
from matinee.engine.json_reader import shown
from matinee.engine.solution import Verdict

if TYPE_CHECKING:
    from matinee.engine.joint.problem import JointProblem
    from matinee.engine.problem import Check


def checker(problem: JointProblem) -> Check:
    """Return the check of one output document."""
    check_blocks = blocks.Checker(problem.blocks)

    def check(output: object) -> Verdict:
        if not isinstance(output, dict) or not {"blocks", "grid"} <= output.keys():
            raise BadInput("", f"{shown(output)} does not hold the keys blocks and grid")
        first = check_blocks(output["blocks"])
        programs = {part["id"]: part["films"] for part in output["blocks"]["programs"]}
        second = grid.checker(with_makers(problem, programs))(output["grid"])
        terms = {f"blocks_{name}": term for name, term in first.terms.items()}
        share = problem.grid_share
        terms |= {
            f"grid_{name}": term._replace(weight=term.weight * share, points=term.points * share)
            for name, term in second.terms.items()
        }
        return Verdict(
            violations=(*first.violations, *second.violations),
            score=first.score + share * second.score,
            terms=terms,
        )

    return check
