"""The next viewing: where it changes the selection most, per minute of film.

One more mark of noise ``s`` moves the mean of a film of standard deviation ``d`` by about
``w = d^2 / sqrt(d^2 + s^2)``. The film is ``g`` away from the border of the selection (for the chosen, the best
of the others; for the others, the worst of the chosen). The expected gain of the selection is then
``w (f(z) - z F(-z))`` with ``z = g / w`` (``f``, ``F`` the normal density and distribution), the chance that the
selection changes ``F(-z)``.

References
----------
P. Frazier, W. Powell, S. Dayanik: The knowledge-gradient policy, 2008, https://doi.org/10.1137/070693424

"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import log_ndtr, ndtr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

FAR = 1e3  # standard deviations: beyond, nothing changes


@dataclass(frozen=True, slots=True)
class NextViewing:
    """An entry and what one more viewing of it is worth."""

    entry: str
    gain: float
    gain_per_minute: float
    chance_of_change: float


def next_viewings(  # noqa: PLR0913 (columns of one table, by name)
    entries: Sequence[str],
    *,
    means: Numbers,
    sds: Numbers,
    minutes: Numbers,
    top_k: int,
    noise_sd: float,
) -> list[NextViewing]:
    """Return the entries, the most telling next viewing first (ties by name)."""
    gap = border_distance(means, top_k)
    moves = np.square(sds) / np.sqrt(np.square(sds) + noise_sd**2)
    z = np.minimum(gap / np.maximum(moves, 1e-12), FAR)
    chance = ndtr(-z)
    density = np.exp(-0.5 * z**2) / np.sqrt(2 * np.pi)
    gain = np.maximum(moves * (density - z * chance), 0.0)
    per_minute = gain / np.maximum(minutes, 1e-9)
    # far from the border gains underflow; the logarithm of the chance still tells near from far
    near = log_ndtr(-z)
    order = sorted(range(len(entries)), key=lambda i: (-per_minute[i], -near[i], entries[i]))
    return [NextViewing(entries[i], float(gain[i]), float(per_minute[i]), float(chance[i])) for i in order]


def border_distance(means: Numbers, top_k: int) -> Numbers:
    """Return how far each mean is from crossing the border of the best ``top_k``, shape ``(entries,)``."""
    count = len(means)
    if top_k >= count:
        return np.full(count, np.inf)
    ordered = np.sort(means)[::-1]
    worst_in, best_out = ordered[top_k - 1], ordered[top_k]
    is_in = np.zeros(count, dtype=bool)
    is_in[np.argsort(-means, kind="stable")[:top_k]] = True
    return np.asarray(np.where(is_in, means - best_out, worst_in - means))
