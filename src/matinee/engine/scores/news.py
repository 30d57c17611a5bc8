"""One more mark in milliseconds: what is known is a normal distribution, and a mark is one more look at it.

The variances and the places of people's parameters stay as they were. A first mark by a reviewer of a film
changes the posterior by one rank; a mark that replaces an earlier one is taken by two rounds of the fit.

"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

from matinee.engine.scores.cells import cells, moments
from matinee.engine.scores.fit import fit
from matinee.engine.scores.learning import first_beliefs
from matinee.engine.scores.model import TAILS, Beliefs, Design

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matinee.engine.scores.model import Numbers, Places
    from matinee.engine.scores.problem import Mark, Scale

ROUNDS_AFTER_A_MARK = 2
FEW = 12  # marks taken one by one; more are taken together
LOOKS = 3  # times a new mark's cell is looked at from where it has moved the beliefs


def after(design: Design, beliefs: Beliefs, marks: Sequence[Mark], count: int, scale: Scale) -> tuple[Design, Beliefs]:
    """Return design and beliefs after marks, of which the last ``count`` are new and the others unchanged."""
    news = range(len(marks) - count, len(marks))
    is_more = len(design.film) == len(marks) - count
    wider, start = _widened(design, beliefs, marks, scale, is_more=is_more)
    if not is_more or count > FEW:
        return wider, fit(wider, start, ROUNDS_AFTER_A_MARK, is_learning=False)
    for place in news:
        start = _informed(wider, start, place)
    return wider, start


def _widened(
    design: Design, beliefs: Beliefs, marks: Sequence[Mark], scale: Scale, *, is_more: bool
) -> tuple[Design, Beliefs]:
    """Return design and beliefs with room for the marks; newcomers begin as anybody does."""
    films = tuple(dict.fromkeys([*design.entries, *(mark.entry for mark in marks)]))
    people = tuple(dict.fromkeys([*design.reviewers, *(mark.reviewer for mark in marks)]))
    at_film, at_person = ({name: i for i, name in enumerate(names)} for names in (films, people))
    at_pair = {pair: i for i, pair in enumerate(design.pairs)}
    lower, upper = cells(np.array([mark.mark for mark in marks], dtype=np.float64), scale)
    wider = replace(
        design,
        entries=films,
        reviewers=people,
        film=np.array([at_film[mark.entry] for mark in marks], dtype=np.int64),
        reviewer=np.array([at_person[mark.reviewer] for mark in marks], dtype=np.int64),
        pair=np.array([at_pair.get((m.reviewer, m.genre or ""), -1) for m in marks], dtype=np.int64),
        lower=lower,
        upper=upper,
    )
    weight = np.ones(len(marks))
    if is_more:
        weight[: len(beliefs.weight)] = beliefs.weight
    return wider, replace(_carried(design, beliefs, wider), weight=weight)


def _carried(old: Design, beliefs: Beliefs, new: Design) -> Beliefs:
    """Return beliefs in the places of a wider design."""
    films, people = len(new.entries), len(new.reviewers)
    if (len(old.entries), len(old.reviewers)) == (films, people):
        return beliefs
    start, kept, known = first_beliefs(new), len(old.entries), len(old.reviewers)
    at = _columns(old, new)
    phi, covariance = start.phi.copy(), _prior_covariance(beliefs, new)
    phi[at], covariance[np.ix_(at, at)] = beliefs.phi, beliefs.covariance
    lean = sparse.csr_array((beliefs.lean.data, at[beliefs.lean.indices], beliefs.lean.indptr), (kept, new.width))
    noise = np.full(people, float(np.median(beliefs.noise)) if known else float(start.noise.mean()))
    noise[:known] = beliefs.noise
    strangers = films - kept
    return replace(
        beliefs,
        quality=np.concatenate([beliefs.quality, np.zeros(strangers)]),
        phi=phi,
        noise=noise,
        precision=np.concatenate([beliefs.precision, np.full(strangers, 1.0 / beliefs.quality_variance)]),
        lean=sparse.csr_array(sparse.vstack([lean, sparse.csr_array((strangers, new.width))], format="csr")),
        covariance=covariance,
        film_push=np.concatenate([beliefs.film_push, np.zeros(strangers)]),
        stretch_push=np.concatenate([beliefs.stretch_push, np.zeros(people - known)]),
    )


def _columns(old: Design, new: Design) -> Places:
    """Return where each of the old parameters stands among the new ones."""
    known, people = np.arange(len(old.reviewers)), len(new.reviewers)
    pairs = np.arange(len(old.pairs))
    return np.concatenate([[0], 1 + known, 1 + people + known, 1 + 2 * people + pairs])


def _prior_covariance(beliefs: Beliefs, new: Design) -> Numbers:
    """Return what is known of people before any mark of theirs."""
    at = 1 + np.arange(len(new.reviewers))
    covariance = np.zeros((new.width, new.width))
    for i, rows in enumerate((at, at + len(at))):
        for j, columns in enumerate((at, at + len(at))):
            covariance[rows, columns] = beliefs.people[i, j]
    return covariance


def _informed(design: Design, beliefs: Beliefs, place: int) -> Beliefs:
    """Return beliefs after the mark at ``place``, which they did not know.

    With the mark's slopes ``x`` on the people and ``t`` on the film, ``q = q0 - lean (phi - phi0) + rest`` makes its
    expectation move by ``g = x - t lean``; what it says then goes to everybody by ``C g / (g' C g + t^2 / d + 1 / w)``.
    """
    film, noise = int(design.film[place]), float(beliefs.noise[design.reviewer[place]])
    stretch, slopes = _slopes(design, beliefs, place)
    own = beliefs.lean[[film]].toarray().ravel()
    at = np.flatnonzero(turn := slopes - stretch * own)
    reach = beliefs.covariance[:, at] @ turn[at]
    rest = stretch / beliefs.precision[film]
    variance = float(turn @ reach) + stretch * rest
    expected = float(slopes @ _levels(design, beliefs) + stretch * beliefs.quality[film])
    moved, sharp, weight = _site(design, place, expected, variance, noise)
    step = moved / (variance + 1.0 / sharp)
    quality = beliefs.quality - beliefs.lean @ (reach * step)
    quality[film] += rest * step
    weights = beliefs.weight.copy()
    weights[place] = weight
    precision = beliefs.precision.copy()
    precision[film] += sharp * stretch**2
    row = (beliefs.precision[film] * own + sharp * stretch * slopes) / precision[film]
    return replace(
        beliefs,
        quality=quality,
        phi=beliefs.phi + reach * step,
        weight=weights,
        precision=precision,
        lean=_with_row(beliefs.lean, film, row),
        covariance=beliefs.covariance - np.outer(reach, reach / (variance + 1.0 / sharp)),
    )


def _slopes(design: Design, beliefs: Beliefs, place: int) -> tuple[float, Numbers]:
    """Return a mark's slope on its film, and its slopes on the people's parameters."""
    people, who = len(design.reviewers), int(design.reviewer[place])
    slopes = np.zeros(design.width)
    slopes[[0, 1 + who]] = 1.0
    slopes[1 + people + who] = beliefs.quality[design.film[place]]
    if design.pair[place] >= 0:
        slopes[1 + 2 * people + design.pair[place]] = 1.0
    return max(1.0 + float(beliefs.phi[1 + people + who]), 0.05), slopes


def _levels(design: Design, beliefs: Beliefs) -> Numbers:
    """Return phi without the stretches, whose part is in the product with quality."""
    people = len(design.reviewers)
    levels = beliefs.phi.copy()
    levels[1 + people : 1 + 2 * people] = 0.0
    return levels


def _site(design: Design, place: int, expected: float, variance: float, noise: float) -> tuple[float, float, float]:
    """Return how far a mark lies from what was expected, how sharp it is, and the weight that doubts it."""
    cell = design.lower[[place]], design.upper[[place]]
    here, weight, doubt_of = expected, 1.0, variance
    for _ in range(LOOKS):
        mean, inside = moments(*cell, np.array([here]), np.array([noise / weight]))
        pinned = float(np.clip(1.0 - inside[0] * weight / noise, 1e-3, 1.0))
        sharp = pinned * weight / noise
        moved = here - expected + (float(mean[0]) - here) / pinned
        here = expected + moved * variance / (variance + 1.0 / sharp)
        doubt_of = variance / (1.0 + sharp * variance)
        doubt = float(inside[0]) + (float(mean[0]) - here) ** 2 + pinned**2 * doubt_of
        weight = (TAILS + 1.0) / (TAILS + doubt / noise)
    return moved, sharp, weight


def _with_row(lean: sparse.csr_array, row: int, values: Numbers) -> sparse.csr_array:
    """Return a sparse array with one row replaced."""
    start, end = int(lean.indptr[row]), int(lean.indptr[row + 1])
    at = np.flatnonzero(values)
    indptr = lean.indptr.copy()
    indptr[row + 1 :] += len(at) - (end - start)
    indices = np.concatenate([lean.indices[:start], at.astype(lean.indices.dtype), lean.indices[end:]])
    data = np.concatenate([lean.data[:start], values[at], lean.data[end:]])
    return sparse.csr_array((data, indices, indptr), lean.shape)
