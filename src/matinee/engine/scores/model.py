"""The model's shape and its beliefs: which mark speaks of which film, reviewer and genre, and what is believed.

The opinion behind mark ``m``, by reviewer ``j`` of film ``i`` in genre ``g``, is

    z = mu + b_j + c_jg + (1 + a_j) q_i + e,     e ~ t_nu(0, s_j^2)

with quality ``q_i ~ N(0, t^2)``, bias and stretch ``(b_j, a_j) ~ N(0, P)`` and bias by genre
``c_jg ~ N(0, t_c^2)``. ``phi = (mu, b, a, c)`` are the people's parameters, in this order.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from matinee.engine.scores.cells import cells

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from scipy import sparse

    from matinee.engine.scores.problem import Mark, Scale

    Numbers = NDArray[np.float64]
    Places = NDArray[np.int64]

TAILS = 5.0  # degrees of freedom nu of the noise: a strange mark in a hundred is no surprise
LEAST_OF_GENRE = 2  # marks that a reviewer must have given in a genre to have a bias in it
WIDEST = 1000  # people's parameters that are solved for together; with more, only the best known biases by genre


@dataclass(frozen=True, slots=True)
class Design:
    """Who marked what: places in the lists of films, reviewers and (reviewer, genre) pairs.

    Arrays have the shape ``(marks,)``; ``pair`` is -1 where a mark has none.
    """

    entries: tuple[str, ...]
    reviewers: tuple[str, ...]
    pairs: tuple[tuple[str, str], ...]
    film: Places
    reviewer: Places
    pair: Places
    lower: Numbers
    upper: Numbers
    centre: float
    spread: float

    @property
    def width(self) -> int:
        """Return the number of the people's parameters."""
        return 1 + 2 * len(self.reviewers) + len(self.pairs)

    def columns(self) -> list[Places]:
        """Return for mu, b, a and c the column of each mark in phi; a mark without pair points at mu."""
        first = 1 + 2 * len(self.reviewers)
        return [
            np.zeros_like(self.film),
            1 + self.reviewer,
            1 + len(self.reviewers) + self.reviewer,
            np.where(self.pair >= 0, first + self.pair, 0),
        ]

    def slopes(self, quality: Numbers) -> list[Numbers]:
        """Return d z / d phi of each mark in the order of `columns`."""
        one = np.ones(len(self.film))
        return [one, one, quality[self.film], (self.pair >= 0).astype(np.float64)]


@dataclass(frozen=True, slots=True)
class Beliefs:
    """What is believed: qualities, the people's parameters, the variances, and how sure it all is.

    ``covariance`` is that of phi, ``(phi, phi)``; a film's quality given phi has precision ``precision``
    and moves by ``-lean @ (phi - phi_mean)``, ``lean`` of shape ``(films, phi)``, sparse.
    """

    quality: Numbers
    phi: Numbers
    noise: Numbers
    quality_variance: float
    people: Numbers
    genre_variance: float
    weight: Numbers
    precision: Numbers
    lean: sparse.csr_array
    covariance: Numbers
    film_push: Numbers
    stretch_push: Numbers

    def stretch(self, design: Design) -> Numbers:
        """Return 1 + a of each reviewer."""
        count = len(design.reviewers)
        return np.maximum(1.0 + self.phi[1 + count : 1 + 2 * count], 0.05)

    def expected(self, design: Design) -> Numbers:
        """Return the expected opinion behind each mark."""
        columns = design.columns()
        rest = self.phi[columns[0]] + self.phi[columns[1]]
        rest = rest + np.where(design.pair >= 0, self.phi[columns[3]], 0.0)
        return np.asarray(rest + self.stretch(design)[design.reviewer] * self.quality[design.film])

    def sds(self) -> Numbers:
        """Return the standard deviation of each film's quality on the team's scale, mu included."""
        leaning = np.asarray(self.lean @ self.covariance)
        own = np.asarray(self.lean.multiply(leaning).sum(axis=1)).ravel()
        level = self.covariance[0, 0] - 2.0 * leaning[:, 0]
        return np.asarray(np.sqrt(1.0 / self.precision + own + level))


def design_of(marks: Sequence[Mark], entries: Sequence[str], scale: Scale) -> Design:
    """Return the design of marks; films and reviewers stand in the order of their first mention."""
    films = list(dict.fromkeys([*(mark.entry for mark in marks), *entries]))
    people = list(dict.fromkeys(mark.reviewer for mark in marks))
    pairs = _pairs(marks)
    at_film, at_person = _places(films), _places(people)
    at_pair = {pair: i for i, pair in enumerate(pairs)}
    values = np.array([mark.mark for mark in marks], dtype=np.float64)
    lower, upper = cells(values, scale)
    return Design(
        entries=tuple(films),
        reviewers=tuple(people),
        pairs=tuple(pairs),
        film=np.array([at_film[mark.entry] for mark in marks], dtype=np.int64),
        reviewer=np.array([at_person[mark.reviewer] for mark in marks], dtype=np.int64),
        pair=np.array([at_pair.get((m.reviewer, m.genre or ""), -1) for m in marks], dtype=np.int64),
        lower=lower,
        upper=upper,
        centre=float(values.mean()) if len(values) else _middle(scale),
        spread=max(float(values.std()), 1e-3 * _width(scale)) if len(values) > 1 else _width(scale) / 4.0,
    )


def _places(names: Sequence[str]) -> dict[str, int]:
    return {name: i for i, name in enumerate(names)}


def _pairs(marks: Sequence[Mark]) -> list[tuple[str, str]]:
    """Return (reviewer, genre) with marks enough, for reviewers who have marked several genres.

    Enough is two, and more where there are so many reviewers that two say next to nothing and cost much.
    """
    count = Counter((mark.reviewer, mark.genre) for mark in marks if mark.genre is not None)
    genres = Counter(reviewer for reviewer, _ in count)
    room = max(WIDEST - 1 - 2 * len({mark.reviewer for mark in marks}), 0)
    found = {key: n for key, n in count.items() if n >= LEAST_OF_GENRE and genres[key[0]] > 1}
    over = sorted(found.values(), reverse=True)[room:]
    least = over[0] + 1 if over else LEAST_OF_GENRE
    return [key for key, n in found.items() if n >= least]


def _middle(scale: Scale) -> float:
    if scale.min is not None and scale.max is not None:
        return (scale.min + scale.max) / 2.0
    return scale.min or scale.max or 0.0


def _width(scale: Scale) -> float:
    return scale.max - scale.min if scale.min is not None and scale.max is not None else 4.0
