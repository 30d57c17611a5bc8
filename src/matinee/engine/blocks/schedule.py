"""One cooling: how hot the bath is, what a broken window costs, and which columns are remembered on the way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np

if TYPE_CHECKING:
    from matinee.engine.blocks.anneal import Bath
    from matinee.engine.blocks.model import Floats, Ints
    from matinee.engine.stop import Stop

LOOK_EVERY = 10  # steps between looks at the clock and at the windows
SHOW_EVERY = 40  # steps between looks at the columns of cold states
COLD = 0.5  # columns are worth remembering from this part of a cooling on
FIRST_PRICE, LEAST_PRICE = 3.0, 1.0  # of a film outside a window: at first, in spreads; at least, in temperatures
DEARER, CHEAPER = 1.1, 1.05  # a broken window costs more while it lasts, less once it is mended


@dataclass(frozen=True, slots=True)
class Cooling:
    """From ``hot`` to ``cold`` in units of the spread of gains, geometrically."""

    hot: float = 0.1
    cold: float = 0.006


class Witness(Protocol):
    """Somebody who wants to see states on the way."""

    def better(self, rows: Ints) -> None:
        """See that these states improved on their best."""

    def cold(self) -> None:
        """See all states of a bath that has cooled down."""


def spread(bath: Bath) -> float:
    """Return the standard deviation of the gains of exchanges: the scale of temperatures."""
    seen = np.concatenate([bath.gains() for _ in range(8)])
    found = float(seen.std()) if seen.size > 1 else 0.0
    return found if found > 0 else 1.0


def cool(bath: Bath, stop: Stop, cooling: Cooling, witness: Witness) -> None:
    """Cool a bath down over the whole of ``stop``; states keep their best themselves."""
    scale = spread(bath)
    a_film = max(1.0, float(np.median(bath.model.t)))
    price: Floats = np.full(bath.r, FIRST_PRICE * scale / a_film)
    done, step, heat = 0.0, 0, np.full(bath.r, scale * cooling.hot)
    while not stop.is_over():
        for _ in range(LOOK_EVERY):
            rows = bath.step(heat, price)
            if rows.size and done > COLD:
                witness.better(rows)
        step += LOOK_EVERY
        stop.spend(LOOK_EVERY)
        done = _done(stop)
        heat[:] = scale * cooling.hot * (cooling.cold / cooling.hot) ** done
        price = np.where(bath.broken() > 0, price * DEARER, price / CHEAPER)
        np.maximum(price, LEAST_PRICE * heat / a_film, out=price)
        if done > COLD and step % SHOW_EVERY == 0:
            witness.cold()


def _done(stop: Stop) -> float:
    """Return how much of the stop is used up, from 0 to 1."""
    by_time = 0.0 if stop.budget_s is None else stop.elapsed_s / max(stop.budget_s, 1e-9)
    by_steps = 0.0 if stop.steps is None else stop.spent / max(stop.steps, 1)
    return min(1.0, max(by_time, by_steps))
