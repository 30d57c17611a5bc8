"""One entry weighed at once with the habits that the last calibration found; the engine weighs all of them after.

Given each reviewer's bias ``b``, stretch ``a`` and noise ``s``, a mark says ``z = level + b + a q + e`` of a film's
quality ``q ~ N(0, t^2)``; with everything else held still, ``q`` is normal again.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import NormalDist

FAR = 40.0  # standard deviations: beyond, nothing changes
NORMAL = NormalDist()


@dataclass(frozen=True, slots=True)
class Habit:
    """How somebody uses the scale, and how sure that is."""

    bias: float = 0.0
    bias_sd: float = 0.0
    stretch: float = 1.0
    noise_sd: float = 1.0


@dataclass(frozen=True, slots=True)
class Telling:
    """What one more viewing is worth for each minute of film, and its chance to change the selection."""

    worth: float
    chance: float


def weighed(marks: Iterable[tuple[float, Habit]], *, level: float, quality_sd: float) -> tuple[float, float]:
    """Return mean and standard deviation of a film on the team's scale."""
    precision = 1 / quality_sd**2
    pull = 0.0
    for mark, habit in marks:
        noise = habit.noise_sd**2 + habit.bias_sd**2
        precision += habit.stretch**2 / noise
        pull += habit.stretch * (mark - level - habit.bias) / noise
    return level + pull / precision, math.sqrt(1 / precision)


def telling(  # noqa: PLR0913  the numbers of one formula, by name
    mean: float, sd: float, *, minutes: float, worst_in: float, best_out: float, noise_sd: float
) -> Telling:
    """Return what one more viewing is worth, as ``docs/engine/queues.md`` has it."""
    gap = mean - best_out if mean >= worst_in else worst_in - mean
    moves = sd**2 / math.sqrt(sd**2 + noise_sd**2)
    z = min(max(gap, 0.0) / max(moves, 1e-12), FAR)
    chance = NORMAL.cdf(-z)
    gain = max(moves * (NORMAL.pdf(z) - z * chance), 0.0)
    return Telling(gain / max(minutes, 1e-9), chance)


def places_for(capacity_min: int, lengths_s: Iterable[int | None]) -> int:
    """Return how many films the coming editions can show: their minutes over the usual length, at most half of all."""
    lengths = list(lengths_s)
    known = [length for length in lengths if length]
    if not known or not capacity_min:
        return max(1, min(20, len(lengths) // 2))
    fitting = round(capacity_min * 60 / (sum(known) / len(known)))
    return max(1, min(fitting, len(lengths) // 2))
