"""Both decisions as one output document."""

from __future__ import annotations

from dataclasses import dataclass

from matinee.engine.solution import Solution


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One round: guests lost, the two scores, and the cohesion of the programs."""

    guests_lost: int
    blocks_score: float
    grid_score: float
    cohesion: float


@dataclass(frozen=True, slots=True, kw_only=True)
class JointSolution(Solution):
    """Programs and their grid; ``sequential`` is what comes of first the programs, then the grid."""

    blocks: Solution
    grid: Solution
    sequential: Stage
    joint: Stage
    rounds: int

    def decision(self) -> dict[str, object]:
        """Return both answers, and what deciding them together brought."""
        return {
            "blocks": self.blocks.to_json(),
            "grid": self.grid.to_json(),
            "sequential": _numbers(self.sequential),
            "joint": _numbers(self.joint),
            "rounds": self.rounds,
        }


def _numbers(stage: Stage) -> dict[str, object]:
    return {
        "guests_lost": stage.guests_lost,
        "blocks_score": stage.blocks_score,
        "grid_score": stage.grid_score,
        "cohesion": stage.cohesion,
    }
