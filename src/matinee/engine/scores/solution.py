"""The calibrated scores as an output document."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from matinee.engine.scores.model import TAILS
from matinee.engine.solution import Solution

if TYPE_CHECKING:
    from matinee.engine.scores.calibrate import Calibration

DECIMALS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoresSolution(Solution):
    """The common keys, and the calibration they were written from."""

    calibration: Calibration

    def decision(self) -> dict[str, object]:
        """Return the keys of scores."""
        done = self.calibration
        return {
            "entries": [_rounded(asdict(entry)) for entry in done.entries],
            "reviewers": [
                {**_rounded(asdict(r)), "genres": [_rounded(asdict(genre)) for genre in r.genres]}
                for r in done.reviewers
            ],
            "model": _rounded(model_of(done)),
        }


def model_of(done: Calibration) -> dict[str, object]:
    """Return the numbers the scores rest on: the level, and the standard deviations of every kind."""
    beliefs = done.beliefs
    bias, stretch = float(beliefs.people[0, 0]) ** 0.5, float(beliefs.people[1, 1]) ** 0.5
    return {
        "level": float(beliefs.phi[0]),
        "quality_sd": beliefs.quality_variance**0.5,
        "bias_sd": bias,
        "stretch_sd": stretch,
        "bias_stretch_correlation": float(beliefs.people[0, 1]) / (bias * stretch),
        "genre_sd": beliefs.genre_variance**0.5,
        "noise_degrees_of_freedom": TAILS,
    }


def _rounded(values: dict[str, object]) -> dict[str, object]:
    return {k: round(v, DECIMALS) if isinstance(v, float) else v for k, v in values.items()}
