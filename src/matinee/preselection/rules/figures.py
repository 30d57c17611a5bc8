"""What marks say, and when they suffice."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, variance

from matinee.festival.models import Policy

NOISE_VARIANCE = 2.25  # of one mark around what the film deserves, until the marks themselves say otherwise
NOISE_WEIGHT = 2.0  # and it counts as much as so many marks
INTERVAL_SD = 1.28  # of ten intervals, eight hold the truth


@dataclass(frozen=True, slots=True)
class Figures:
    """What the marks of one entry say, without calibration."""

    viewings: int
    mean: float
    sd: float
    spread: float


def figures_of(marks: Sequence[float]) -> Figures:
    """Return number, mean, standard error of the mean and spread of one entry's marks (at least one).

    With ``n`` marks of variance ``s2`` the error is ``sqrt(((n - 1) s2 + w v) / (n - 1 + w) / n)``: the prior variance
    ``v`` counts as ``w`` marks, so that two equal marks are not taken for certainty.
    """
    n = len(marks)
    seen = (n - 1) * variance(marks) if n > 1 else 0.0
    noise = (seen + NOISE_WEIGHT * NOISE_VARIANCE) / (n - 1 + NOISE_WEIGHT)
    return Figures(n, fmean(marks), math.sqrt(noise / n), max(marks) - min(marks))


def interval_of(mean: float, sd: float) -> tuple[float, float]:
    """Return the 80 % interval of a mean, kept on the scale of 1 to 10."""
    return max(1.0, mean - INTERVAL_SD * sd), min(10.0, mean + INTERVAL_SD * sd)


def is_disputed(spread: float, policy: Policy) -> bool:
    """Tell whether reviewers disagree so much that one more should watch."""
    return spread >= float(policy.dispute_spread)


def viewings_missing(viewings: int, spread: float, policy: Policy) -> int:
    """Return how many viewings are missing before the marks may decide."""
    needed = policy.viewings_if_disputed if is_disputed(spread, policy) else policy.viewings_least
    return max(0, needed - viewings)


def is_candidate(mean: float, viewings: int, spread: float, policy: Policy) -> bool:
    """Tell whether a film is above the quality cut with enough viewings behind it."""
    return mean >= float(policy.quality_cut) and viewings_missing(viewings, spread, policy) == 0
