"""Fitting the model: rounds of looking, solving and reading the variances off, until nothing moves.

Each round (i) replaces every mark's cell by the normal distribution it looks like from here (its mean and
variance inside the cell), with a weight that doubts strange marks, (ii) solves the linearised normal
equations for all qualities and people at once, (iii) reads the variances off. Products of two unknowns
(stretch times quality) pull the mode away from the mean; the pull ``half the gradient of the log
determinant`` is put back, without which the scale would drift. The answer is a normal approximation of the
posterior, exact for plain marks with known variances. Rounds are not extrapolated: where reviewers use the
scale in very different ways, they pass close to a saddle, and a leap would end there.

References
----------
K. Lange et al., 1989, https://doi.org/10.1080/01621459.1989.10478852 (the t distribution as weights)

"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from matinee.engine.scores.learning import learnt
from matinee.engine.scores.model import TAILS, Beliefs
from matinee.engine.scores.solving import look_at, pushed, solved, uncertainty

if TYPE_CHECKING:
    from matinee.engine.scores.model import Design

ROUNDS = 60
SETTLED = 5e-3  # a round that moves no film by more than so many standard deviations of quality is the last


def fit(design: Design, start: Beliefs, rounds: int = ROUNDS, *, is_learning: bool = True) -> Beliefs:
    """Return beliefs after the marks; without ``is_learning`` the variances stay as they are."""
    beliefs = start
    for _ in range(rounds):
        before = beliefs
        beliefs = _round(design, before, is_learning=is_learning)
        if _is_settled(before, beliefs):
            break
    return beliefs


def _is_settled(before: Beliefs, after: Beliefs) -> bool:
    """Tell whether a round moved neither a film nor how far films lie apart."""
    moved = float(np.abs(after.quality - before.quality).max(initial=0.0))
    ratio = after.quality_variance / before.quality_variance
    return moved <= SETTLED * np.sqrt(after.quality_variance) and abs(ratio - 1.0) < 4 * SETTLED


def _round(design: Design, beliefs: Beliefs, *, is_learning: bool) -> Beliefs:
    look = look_at(design, beliefs)
    beliefs = solved(design, beliefs, look)
    known = uncertainty(design, beliefs)
    beliefs = pushed(design, beliefs, look, known)
    look_again = look_at(design, beliefs)
    doubt = look_again.left + look_again.pinned**2 * known.expected
    weight = (TAILS + 1.0) / (TAILS + doubt / beliefs.noise[design.reviewer])
    beliefs = replace(beliefs, weight=weight)
    return learnt(design, beliefs, look_again, known) if is_learning else beliefs
