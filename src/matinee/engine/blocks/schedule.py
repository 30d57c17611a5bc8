"""One cooling: slices of compiled work between looks at the clock, each a little colder than the one before."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from matinee.engine.blocks.anneal import anneal, spread

if TYPE_CHECKING:
    from collections.abc import Callable

    from matinee.engine.blocks.state import Rules, State
    from matinee.engine.stop import Stop

CHOICES = 5_000  # choices weighed in a step
SLICES = 60  # a cooling has at least so many temperatures, where it has so many steps
SLICE_S, SLICE_STEPS = 0.025, 60  # and is never away for longer
COLD = 0.6  # states are worth remembering from this part of a cooling on
QUENCH = 0.95  # from this part on the heat goes down to almost nothing
FIRST_PRICE = 3.0  # of a film outside a window, in spreads of gains
SEEN = 20_000  # choices that tell the scale of heat


@dataclass(frozen=True, slots=True)
class Cooling:
    """From ``hot`` to ``cold`` in units of the spread of gains, geometrically; then to ``end``."""

    hot: float = 0.37
    cold: float = 0.08
    end: float = 0.004

    def heat(self, done: float) -> float:
        """Return the heat where this share of the cooling (from 0 to 1) is done."""
        if done < QUENCH:
            return float(self.hot * (self.cold / self.hot) ** (done / QUENCH))
        return float(self.cold * (self.end / self.cold) ** ((done - QUENCH) / (1 - QUENCH)))


def scale_of(rules: Rules, state: State, most: float) -> float:
    """Return the unit of heat: how far the gains of choices below ``most`` spread."""
    return spread(rules, state, SEEN, most) or 1.0


def cool(rules: Rules, state: State, stop: Stop, heat: Callable[[float], float], cold: Callable[[], None]) -> None:
    """Cool a state down over the whole of ``stop``, one slice at least; between cold slices ``cold`` is called."""
    steps, rate_s, is_first = 1, 0.0, True
    while is_first or not stop.is_over():
        done = _done(stop)
        before_s = time.perf_counter()
        anneal(rules, state, heat(done), steps * CHOICES)
        rate_s = (time.perf_counter() - before_s) / steps
        stop.spend(steps)
        if done > COLD:
            cold()
        steps, is_first = _slice(stop, rate_s), False


def _slice(stop: Stop, rate_s: float) -> int:
    """Return the steps of the next slice; where the stop is deterministic, the clock is not asked."""
    most = float(SLICE_STEPS)
    if stop.steps is not None:
        most = min(most, stop.left_steps, stop.steps / SLICES)
    if stop.budget_s is not None:
        most = min(most, min(SLICE_S, stop.budget_s / SLICES) / max(rate_s, 1e-6))
    return max(1, int(most))


def _done(stop: Stop) -> float:
    """Return how much of the stop is used up, from 0 to 1."""
    by_time = 0.0 if stop.budget_s is None else stop.elapsed_s / max(stop.budget_s, 1e-9)
    by_steps = 0.0 if stop.steps is None else stop.spent / max(stop.steps, 1)
    return min(1.0, max(by_time, by_steps))
