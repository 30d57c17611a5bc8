"""What a mark says of the opinion behind it: that it lies in a cell of the scale.

A mark on a scale with steps is an opinion rounded: 7 in steps of 1 means between 6.5 and 7.5, and the best
mark means 9.5 or anything better. So a film many call 10 may well be better than 10, and three words (no,
maybe, yes) are not taken for numbers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.special import log_ndtr, ndtri

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from matinee.engine.scores.problem import Scale

    Numbers = NDArray[np.float64]

FEW_MARKS = 7
NARROW = 0.05  # a cell of so many standard deviations is a point


def cells(marks: Numbers, scale: Scale) -> tuple[Numbers, Numbers]:
    """Return the lower and upper end of each mark's cell, shapes ``(marks,)``; equal where it is a point."""
    if scale.step is None:
        return _open_ends(marks, marks, marks, scale)
    if scale.cuts == "learnt" or (scale.cuts is None and (scale.marks or FEW_MARKS + 1) <= FEW_MARKS):
        return _learnt(marks, scale)
    half = scale.step / 2.0
    return _open_ends(marks, marks - half, marks + half, scale)


def _open_ends(marks: Numbers, lower: Numbers, upper: Numbers, scale: Scale) -> tuple[Numbers, Numbers]:
    """Let the first and last mark mean "or beyond"."""
    lower, upper = lower.copy(), upper.copy()
    if scale.min is not None:
        lower[marks <= scale.min] = -np.inf
    if scale.max is not None:
        upper[marks >= scale.max] = np.inf
    return lower, upper


def _learnt(marks: Numbers, scale: Scale) -> tuple[Numbers, Numbers]:
    """Put the cuts where a normal distribution gives each mark as often as people did.

    Half a mark is added to each count, so that a mark nobody gave has a cell. The cuts keep the mean and
    the standard deviation of the marks.
    """
    count = scale.marks or 2
    step = scale.step or 1.0
    place = np.rint((marks - (scale.min or 0.0)) / step).astype(int)
    share = (np.bincount(place, minlength=count) + 0.5) / (len(marks) + 0.5 * count)
    centre = float(marks.mean()) if len(marks) else 0.0
    width = max(float(marks.std()) if len(marks) else 0.0, step / 2.0)
    inner = centre + width * ndtri(np.cumsum(share)[:-1])
    ends = np.concatenate([[-np.inf], inner, [np.inf]])
    return ends[place], ends[place + 1]


def moments(lower: Numbers, upper: Numbers, expected: Numbers, variance: Numbers) -> tuple[Numbers, Numbers]:
    """Return mean and variance of normal opinions known to lie in their cells, shapes ``(marks,)``.

    With ``a, b`` the standardised ends, ``Z = F(b) - F(a)`` and ``f`` the normal density, the mean is
    ``expected + sd (f(a) - f(b)) / Z`` and the variance ``sd^2 (1 + (a f(a) - b f(b)) / Z - ((f(a) - f(b)) / Z)^2)``.
    """
    sd = np.sqrt(variance)
    a, b = (lower - expected) / sd, (upper - expected) / sd
    flip = a + b > 0  # reckon in the left tail, where logarithms keep their digits
    a, b = np.where(flip, -b, a), np.where(flip, -a, b)
    narrow = b - a < NARROW
    b = np.where(narrow, a + NARROW, b)
    log_z = _log_interval(a, b)
    fa, fb = np.exp(_log_density(a) - log_z), np.exp(_log_density(b) - log_z)
    shift = fa - fb
    spread = 1.0 + _times(a, fa) - _times(b, fb) - shift**2
    shift = np.where(flip, -shift, shift)
    middle = np.where(narrow, (lower + upper) / 2.0, 0.0)
    return (
        np.where(narrow, middle, expected + sd * shift),
        np.where(narrow, (upper - lower) ** 2 / 12.0, variance * np.clip(spread, 1e-6, 1.0)),
    )


def _log_density(x: Numbers) -> Numbers:
    return np.asarray(-0.5 * x**2 - 0.5 * np.log(2.0 * np.pi))


def _log_interval(a: Numbers, b: Numbers) -> Numbers:
    """Return log(F(b) - F(a)) for a < b without losing small probabilities."""
    top, bottom = log_ndtr(b), log_ndtr(a)
    return np.asarray(top + np.log1p(-np.exp(np.minimum(bottom - top, -1e-12))))


def _times(x: Numbers, density: Numbers) -> Numbers:
    """Return x times density, 0 at the ends of the world."""
    return np.where(np.isinf(x), 0.0, np.where(np.isinf(x), 0.0, x) * density)
