"""The logarithm of the posterior, term by term: what a calibration is scored by."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.special import stdtr

from matinee.engine.scores.model import TAILS
from matinee.engine.solution import Term

if TYPE_CHECKING:
    from matinee.engine.scores.model import Beliefs, Design, Numbers

TINY = 1e-300


def terms_of(design: Design, beliefs: Beliefs) -> dict[str, Term]:
    """Return the log likelihood of the marks and the log prior of films, people and genres."""
    people = len(design.reviewers)
    pairs = beliefs.phi[1 + 2 * people :]
    both = np.stack([beliefs.phi[1 : 1 + people], beliefs.phi[1 + people : 1 + 2 * people]])
    raw = {
        "marks": float(_likelihood(design, beliefs).sum()),
        "entries": _log_normal(beliefs.quality, beliefs.quality_variance),
        "reviewers": float(
            -0.5 * (both * np.linalg.solve(beliefs.people, both)).sum()
            - people * (0.5 * np.linalg.slogdet(beliefs.people)[1] + np.log(2 * np.pi))
        ),
        "genres": _log_normal(pairs, beliefs.genre_variance),
    }
    return {name: Term(value, 1.0, value) for name, value in raw.items()}


def _log_normal(values: Numbers, variance: float) -> float:
    return float(-0.5 * np.square(values).sum() / variance - 0.5 * len(values) * np.log(2 * np.pi * variance))


def _likelihood(design: Design, beliefs: Beliefs) -> Numbers:
    """Return the log of the chance of each mark's cell (of its density, where the cell is a point)."""
    sd = np.sqrt(beliefs.noise[design.reviewer])
    expected = beliefs.expected(design)
    a, b = (design.lower - expected) / sd, (design.upper - expected) / sd
    flip = a + b > 0
    a, b = np.where(flip, -b, a), np.where(flip, -a, b)
    chance = np.log(np.maximum(stdtr(TAILS, b) - stdtr(TAILS, a), TINY))
    return np.where(design.lower == design.upper, _log_student(a) - np.log(sd), chance)


def _log_student(x: Numbers) -> Numbers:
    peak = np.log(stdtr(TAILS, 1e-4) - stdtr(TAILS, -1e-4)) - np.log(2e-4)
    return np.asarray(peak - 0.5 * (TAILS + 1) * np.log1p(np.square(x) / TAILS))
