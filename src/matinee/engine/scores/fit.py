"""Fitting the model: films are eliminated one by one, people solved together, variances re-estimated.

Each round (i) replaces every mark's cell by the normal distribution it looks like from here (its mean and
variance inside the cell), with a weight that doubts strange marks, (ii) solves the linearised normal
equations for all qualities and people at once, (iii) reads the variances off. Products of two unknowns
(stretch times quality) pull the mode away from the mean; the pull ``half the gradient of the log
determinant`` is put back, without which the scale would drift. The answer is a normal approximation of the
posterior, exact for plain marks with known variances.

References
----------
R. D. Bock, M. Aitkin, 1981, https://doi.org/10.1007/BF02293801 (marginal estimation);
D. J. C. MacKay, 1992, https://doi.org/10.1162/neco.1992.4.3.415 (re-estimating variances);
K. Lange et al., 1989, https://doi.org/10.1080/01621459.1989.10478852 (the t distribution as weights)

"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse
from scipy.linalg import cho_factor, cho_solve

from matinee.engine.scores.cells import moments
from matinee.engine.scores.model import TAILS, Beliefs

if TYPE_CHECKING:
    from matinee.engine.scores.model import Design, Numbers

ROUNDS = 60
SETTLED = 2e-3  # a round that moves no film by more than so many standard deviations of quality is the last
DAMPING = 0.3
LONGEST_STEP = 0.3  # no stretch moves further in a round; all else moves in proportion
LEAST_NOISE = 0.03  # of the marks' spread: people are not machines, and zero would freeze the search
FLAT = 1e-6  # prior precision of mu, in units of the marks' spread
# Prior guesses of the variances, as shares of the marks' variance, and how many observations they are worth.
NOISE_SHARE, NOISE_WORTH, REVIEWER_WORTH = 0.35, 2.0, 8.0
QUALITY_SHARE, QUALITY_WORTH = 0.4, 2.0
BIAS_SHARE, STRETCH_VARIANCE, PEOPLE_WORTH = 0.15, 0.04, 4.0
GENRE_SHARE, GENRE_WORTH = 0.03, 6.0


@dataclass(frozen=True, slots=True)
class Look:
    """How the marks look from the beliefs: each a normal observation ``seen`` of precision ``sharp``.

    ``left`` is the expected squared distance of opinion from expectation, ``pinned`` in [0, 1] how far a
    mark's cell fixes the opinion. All have the shape ``(marks,)``.
    """

    seen: Numbers
    sharp: Numbers
    left: Numbers
    pinned: Numbers


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


def fit(design: Design, start: Beliefs, rounds: int = ROUNDS, *, is_learning: bool = True) -> Beliefs:
    """Return beliefs after the marks; without ``is_learning`` the variances stay as they are."""
    beliefs = start
    for _ in range(rounds):
        before = beliefs
        beliefs = _round(design, beliefs, is_learning=is_learning)
        moved = float(np.abs(beliefs.quality - before.quality).max(initial=0.0))
        if moved <= SETTLED * np.sqrt(beliefs.quality_variance) and _is_steady(before, beliefs):
            break
    return beliefs


def _is_steady(before: Beliefs, after: Beliefs) -> bool:
    ratio = after.quality_variance / before.quality_variance
    return abs(ratio - 1.0) < 10 * SETTLED


def _round(design: Design, beliefs: Beliefs, *, is_learning: bool) -> Beliefs:
    look = _look(design, beliefs)
    beliefs = _solve(design, beliefs, look)
    known = _uncertainty(design, beliefs)
    beliefs = _push(design, beliefs, look, known)
    look_again = _look(design, beliefs)
    doubt = look_again.left + look_again.pinned**2 * known.expected
    weight = (TAILS + 1.0) / (TAILS + doubt / beliefs.noise[design.reviewer])
    beliefs = replace(beliefs, weight=weight)
    return _learn(design, beliefs, look_again, known) if is_learning else beliefs


def _look(design: Design, beliefs: Beliefs) -> Look:
    expected = beliefs.expected(design)
    variance = beliefs.noise[design.reviewer] / beliefs.weight
    mean, inside = moments(design.lower, design.upper, expected, variance)
    pinned = np.clip(1.0 - inside / variance, 1e-3, 1.0)
    seen = expected + (mean - expected) / pinned
    return Look(seen, pinned / variance, inside + (mean - expected) ** 2, pinned)


def _solve(design: Design, beliefs: Beliefs, look: Look) -> Beliefs:
    """Solve the linearised normal equations, films eliminated.

    With ``D`` the films' precisions, ``B`` the coupling and ``C`` the people's block, the people have the
    precision ``S = C - B' D^-1 B``.
    """
    films, people = len(design.entries), len(design.reviewers)
    stretch = beliefs.stretch(design)[design.reviewer]
    jacobian = _jacobian(design, beliefs.quality)
    target = look.seen + (stretch - 1.0) * beliefs.quality[design.film]
    precision = np.bincount(design.film, look.sharp * stretch**2, films) + 1.0 / beliefs.quality_variance
    pull = np.bincount(design.film, look.sharp * stretch * target, films) - beliefs.film_push
    weighted = sparse.csr_array(jacobian.multiply(look.sharp[:, None]))
    picks = sparse.csr_array((stretch, (design.film, np.arange(len(stretch)))), (films, len(stretch)))
    coupling = sparse.csr_array(picks @ weighted)
    lean = sparse.csr_array(coupling.multiply((1.0 / precision)[:, None]))
    block = (jacobian.T @ weighted - coupling.T @ lean).toarray() + _prior(design, beliefs)
    right = weighted.T @ target - lean.T @ pull
    right[1 + people : 1 + 2 * people] -= beliefs.stretch_push
    right[0] += FLAT / design.spread**2 * design.centre
    factor = cho_factor(block, lower=True, check_finite=False)
    phi = cho_solve(factor, right, check_finite=False)
    covariance = cho_solve(factor, np.eye(len(phi)), check_finite=False)
    quality = (pull - coupling @ phi) / precision
    moved = np.abs(phi - beliefs.phi)[1 + people : 1 + 2 * people].max(initial=0.0)
    share = min(1.0, LONGEST_STEP / max(moved, LONGEST_STEP))
    return replace(
        beliefs,
        quality=beliefs.quality + share * (quality - beliefs.quality),
        phi=beliefs.phi + share * (phi - beliefs.phi),
        precision=np.asarray(precision, dtype=np.float64),
        lean=lean,
        covariance=covariance,
    )


def _jacobian(design: Design, quality: Numbers) -> sparse.csr_array:
    """Return d z / d phi, shape ``(marks, phi)``."""
    marks = len(design.film)
    rows = np.tile(np.arange(marks), 4)
    values = np.concatenate(design.slopes(quality))
    return sparse.csr_array((values, (rows, np.concatenate(design.columns()))), (marks, design.width))


def _prior(design: Design, beliefs: Beliefs) -> Numbers:
    """Return the prior precision of phi."""
    people = len(design.reviewers)
    inverse = np.linalg.inv(beliefs.people)
    at = np.arange(people) + 1
    prior = np.zeros((design.width, design.width))
    prior[0, 0] = FLAT / design.spread**2
    prior[at, at] = inverse[0, 0]
    prior[at + people, at + people] = inverse[1, 1]
    prior[at, at + people] = prior[at + people, at] = inverse[0, 1]
    pairs = np.arange(1 + 2 * people, design.width)
    prior[pairs, pairs] = 1.0 / beliefs.genre_variance
    return prior


@dataclass(frozen=True, slots=True)
class Uncertainty:
    """Variances of each mark's expectation, and its covariances with the film and with the stretch."""

    expected: Numbers
    with_film: Numbers
    with_stretch: Numbers
    film: Numbers


def _uncertainty(design: Design, beliefs: Beliefs) -> Uncertainty:
    """Return what the covariance says of each mark, reading only the entries that are needed."""
    stretch = beliefs.stretch(design)[design.reviewer]
    columns, slopes = design.columns(), design.slopes(beliefs.quality)
    leaning = np.asarray(beliefs.lean @ beliefs.covariance)
    own = np.asarray(beliefs.lean.multiply(leaning).sum(axis=1)).ravel()
    film_variance = own + 1.0 / beliefs.precision
    covariance = beliefs.covariance
    among = sum(
        s * t * covariance[c, d]
        for c, s in zip(columns, slopes, strict=True)
        for d, t in zip(columns, slopes, strict=True)
    )
    across = sum(s * leaning[design.film, c] for c, s in zip(columns, slopes, strict=True))
    to_stretch = sum(s * covariance[c, columns[2]] for c, s in zip(columns, slopes, strict=True))
    mine = film_variance[design.film]
    return Uncertainty(
        expected=np.maximum(among - 2.0 * stretch * across + stretch**2 * mine, 0.0),
        with_film=np.asarray(stretch * mine - across),
        with_stretch=np.asarray(to_stretch - stretch * leaning[design.film, columns[2]]),
        film=film_variance,
    )


def _push(design: Design, beliefs: Beliefs, look: Look, known: Uncertainty) -> Beliefs:
    """Return beliefs with the pull of the log determinant on qualities and stretches, damped."""
    films = np.bincount(design.film, look.sharp * known.with_stretch, len(design.entries))
    people = np.bincount(design.reviewer, look.sharp * known.with_film, len(design.reviewers))
    return replace(
        beliefs,
        film_push=(1 - DAMPING) * beliefs.film_push + DAMPING * films,
        stretch_push=(1 - DAMPING) * beliefs.stretch_push + DAMPING * people,
    )


def _learn(design: Design, beliefs: Beliefs, look: Look, known: Uncertainty) -> Beliefs:
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
