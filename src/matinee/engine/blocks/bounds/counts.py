"""How much programs of some sizes can be worth together: there are only so many units to fill them all.

With ``c_km`` what no set of ``m`` units of kind ``k`` is worth more than (its prices taken off), all programs together
are worth no more than ``max sum_p c_{k(p) m_p}`` over sizes ``m_p`` that add up to the units there are: a large program
takes the place of several small ones, so the worst size cannot be everywhere. A knapsack, by dynamic programming.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    Ceilings = Mapping[int, float]  # by number of units


def together(
    ceilings: Sequence[Ceilings], many: Sequence[int], least: int, most: int
) -> tuple[float, list[dict[int, int]]]:
    """Return the most that all programs are worth, and how often each size of each kind stands in that.

    Parameters
    ----------
    ceilings
        For each kind, what a set of so many units is worth at most.
    many
        Programs of each kind.
    least, most
        Units that are placed in all; the value is -inf where no sizes add up to that.

    """
    value = np.full(most + 1, -np.inf)
    value[0] = 0.0
    choices = []
    for kind, count in enumerate(many):
        sizes = sorted(ceilings[kind])
        for _ in range(count):
            value, chosen = _one_more(value, sizes, ceilings[kind])
            choices.append((kind, chosen))
    counts: list[dict[int, int]] = [{} for _ in many]
    at = least + int(np.argmax(value[least:]))
    total = float(value[at])
    if not np.isfinite(total):
        return total, counts
    for kind, chosen in reversed(choices):
        m = int(chosen[at])
        counts[kind][m] = counts[kind].get(m, 0) + 1
        at -= m
    return total, counts


def _one_more(value: np.ndarray, sizes: Sequence[int], ceilings: Ceilings) -> tuple[np.ndarray, np.ndarray]:
    """Add one program: the best value for each number of units, and its size there."""
    result, chosen = np.full(len(value), -np.inf), np.zeros(len(value), dtype=np.int64)
    for m in sizes:
        if m >= len(value):
            continue
        worth = np.full(len(value), -np.inf)
        worth[m:] = value[: len(value) - m] + ceilings[m]
        better = worth > result
        result[better], chosen[better] = worth[better], m
    return result, chosen
