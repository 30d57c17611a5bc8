"""One round's solving: how marks look from here, the linearised normal equations, and how sure the answer is.

Films are eliminated one by one, people solved together. Because stretch times quality is a product, all
films could be twice as far apart and all people half as wide: the team's stretches are held at 1 on average.

References
----------
R. D. Bock, M. Aitkin, 1981, https://doi.org/10.1007/BF02293801 (marginal estimation)

"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse
from scipy.linalg import cho_factor, cho_solve
from scipy.linalg.lapack import dpotri

from matinee.engine.scores.cells import moments

if TYPE_CHECKING:
    from matinee.engine.scores.model import Beliefs, Design, Numbers

DAMPING = 0.6
LONGEST_STEP = 0.3  # no stretch moves further in a round; all else moves in proportion
FLAT = 1e-6  # prior precision of mu, in units of the marks' spread
TOGETHER = 1e4  # precision of the people's mean stretch about 1, times their number


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


def look_at(design: Design, beliefs: Beliefs) -> Look:
    """Return how every mark looks from here."""
    expected = beliefs.expected(design)
    variance = beliefs.noise[design.reviewer] / beliefs.weight
    mean, inside = moments(design.lower, design.upper, expected, variance)
    pinned = np.clip(1.0 - inside / variance, 1e-3, 1.0)
    seen = expected + (mean - expected) / pinned
    return Look(seen, pinned / variance, inside + (mean - expected) ** 2, pinned)


def solved(design: Design, beliefs: Beliefs, look: Look) -> Beliefs:
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
    covariance = _inverse(factor[0])
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


def _inverse(factor: Numbers) -> Numbers:
    """Return the inverse from a lower Cholesky factor, in a third of the work of solving for it."""
    lower, _ = dpotri(factor, lower=1)
    lower = np.tril(lower)
    return np.asarray(lower + np.tril(lower, -1).T)


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
    prior[1 + people : 1 + 2 * people, 1 + people : 1 + 2 * people] += TOGETHER / max(people, 1)
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


def uncertainty(design: Design, beliefs: Beliefs) -> Uncertainty:
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


def pushed(design: Design, beliefs: Beliefs, look: Look, known: Uncertainty) -> Beliefs:
    """Return beliefs with the pull of the log determinant on qualities and stretches, damped."""
    films = np.bincount(design.film, look.sharp * known.with_stretch, len(design.entries))
    people = np.bincount(design.reviewer, look.sharp * known.with_film, len(design.reviewers))
    return replace(
        beliefs,
        film_push=(1 - DAMPING) * beliefs.film_push + DAMPING * films,
        stretch_push=(1 - DAMPING) * beliefs.stretch_push + DAMPING * people,
    )
