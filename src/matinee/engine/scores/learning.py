"""Reading the variances off: how noisy people are, how far films, people and tastes lie apart.

Squares over the number of values that the data determines, each drawn to a weak guess.

References
----------
D. J. C. MacKay, 1992, https://doi.org/10.1162/neco.1992.4.3.415 (re-estimating variances)

"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

from matinee.engine.scores.model import Beliefs

if TYPE_CHECKING:
    from matinee.engine.scores.model import Design, Numbers
    from matinee.engine.scores.solving import Look, Uncertainty

LEAST_NOISE = 0.03  # of the marks' spread: people are not machines, and zero would freeze the search
# Prior guesses of the variances, as shares of the marks' variance, and how many observations they are worth.
NOISE_SHARE, NOISE_WORTH, REVIEWER_WORTH = 0.35, 2.0, 8.0
QUALITY_SHARE, QUALITY_WORTH = 0.4, 2.0
BIAS_SHARE, STRETCH_VARIANCE, PEOPLE_WORTH = 0.15, 0.04, 4.0
GENRE_SHARE, GENRE_WORTH = 0.03, 6.0


def first_beliefs(design: Design) -> Beliefs:
    """Return what is believed before any mark: all films alike, all people alike."""
    films, people, width = len(design.entries), len(design.reviewers), design.width
    variance = design.spread**2
    phi = np.zeros(width)
    phi[0] = design.centre
    return Beliefs(
        quality=np.zeros(films),
        phi=phi,
        noise=np.full(people, NOISE_SHARE * variance),
        quality_variance=QUALITY_SHARE * variance,
        people=np.diag([BIAS_SHARE * variance, STRETCH_VARIANCE]),
        genre_variance=GENRE_SHARE * variance,
        weight=np.ones(len(design.film)),
        precision=np.full(films, 1.0 / (QUALITY_SHARE * variance)),
        lean=sparse.csr_array((films, width)),
        covariance=np.zeros((width, width)),
        film_push=np.zeros(films),
        stretch_push=np.zeros(people),
    )


def learnt(design: Design, beliefs: Beliefs, look: Look, known: Uncertainty) -> Beliefs:
    """Return beliefs with the variances re-estimated."""
    variance = design.spread**2
    return replace(
        beliefs,
        noise=_noise(design, beliefs, look, known),
        quality_variance=_shrunk(
            beliefs.quality, known.film, beliefs.quality_variance, (QUALITY_SHARE * variance, QUALITY_WORTH)
        ),
        people=_people(design, beliefs),
        genre_variance=_genre(design, beliefs),
    )


def _shrunk(values: Numbers, variances: Numbers, before: float, guess: tuple[float, float]) -> float:
    """Return a variance re-estimated: squares over the number of values the data has determined."""
    share, worth = guess
    determined = np.clip(1.0 - variances / before, 1e-3, 1.0).sum()
    return float((np.square(values).sum() + worth * share) / (determined + worth))


def _noise(design: Design, beliefs: Beliefs, look: Look, known: Uncertainty) -> Numbers:
    """Return each reviewer's noise variance, drawn towards the team's."""
    people = len(design.reviewers)
    squares = np.bincount(design.reviewer, beliefs.weight * look.left, people)
    free = np.bincount(design.reviewer, np.clip(1.0 - look.sharp * known.expected, 0.02, 1.0), people)
    guess = NOISE_SHARE * design.spread**2
    team = (squares.sum() + NOISE_WORTH * guess) / (free.sum() + NOISE_WORTH)
    drawn = (squares + REVIEWER_WORTH * team) / (free + REVIEWER_WORTH)
    return np.asarray(np.maximum(drawn, (LEAST_NOISE * design.spread) ** 2))


def _people(design: Design, beliefs: Beliefs) -> Numbers:
    """Return the covariance of bias and stretch among people."""
    people = len(design.reviewers)
    at = np.arange(people) + 1
    values = np.stack([beliefs.phi[at], beliefs.phi[at + people]])
    blocks = [
        [beliefs.covariance[at, at].sum(), beliefs.covariance[at, at + people].sum()],
        [beliefs.covariance[at + people, at].sum(), beliefs.covariance[at + people, at + people].sum()],
    ]
    guess = np.diag([BIAS_SHARE * design.spread**2, STRETCH_VARIANCE])
    return np.asarray((values @ values.T + np.array(blocks) + PEOPLE_WORTH * guess) / (people + PEOPLE_WORTH))


def _genre(design: Design, beliefs: Beliefs) -> float:
    at = np.arange(1 + 2 * len(design.reviewers), design.width)
    guess = (GENRE_SHARE * design.spread**2, GENRE_WORTH)
    return _shrunk(beliefs.phi[at], beliefs.covariance[at, at], beliefs.genre_variance, guess)
