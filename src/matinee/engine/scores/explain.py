"""Calibrated scores in words; of people only what helps them, never an order."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matinee.engine.scores.calibrate import EntryScore, ReviewerScore
    from matinee.engine.scores.problem import ScoresProblem
    from matinee.engine.scores.solution import ScoresSolution

WIDER, NARROWER = 1.15, 0.85


def explain(problem: ScoresProblem, solution: ScoresSolution) -> Sequence[str]:
    """Return a line for each entry and each reviewer."""
    done = solution.calibration
    return [
        *solution.reasons,
        *(_entry(entry, problem.top_k) for entry in done.entries),
        *(_reviewer(reviewer) for reviewer in done.reviewers),
    ]


def _entry(entry: EntryScore, top_k: int) -> str:
    marks = "no mark" if entry.marks == 0 else "1 mark" if entry.marks == 1 else f"{entry.marks} marks"
    return (
        f"{entry.entry}: {entry.mean:.1f}, give or take {entry.sd:.1f}, from {marks}; rank {entry.rank_low} "
        f"to {entry.rank_high}, among the best {top_k} with {entry.top_k_probability:.0%}."
    )


def _reviewer(reviewer: ReviewerScore) -> str:
    parts = []
    if reviewer.bias_low > 0:
        parts.append(f"marks about {reviewer.bias:.1f} higher than the team")
    elif reviewer.bias_high < 0:
        parts.append(f"marks about {-reviewer.bias:.1f} lower than the team")
    if reviewer.stretch_low > 1 and reviewer.stretch > WIDER:
        parts.append("uses more of the scale")
    elif reviewer.stretch_high < 1 and reviewer.stretch < NARROWER:
        parts.append("uses less of the scale")
    return f"{reviewer.reviewer} {' and '.join(parts) or 'marks as the team does'}; this is taken into account."
