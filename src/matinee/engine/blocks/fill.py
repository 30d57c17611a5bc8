"""Where a search begins: programs filled about full, at random."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from matinee.engine.compiled import compiled

if TYPE_CHECKING:
    from matinee.engine.blocks.model import Bools, Floats, Frame, Ints


def fill(model: Frame, rng: np.random.Generator) -> Ints:
    """Return a random state ``(n,)``.

    Units that must play come first, the least free and longest of them before the others; each goes where there is
    most room.
    """
    choices = model.is_allowed.sum(axis=0)
    size = model.t * rng.uniform(0.8, 1.2, model.n)
    order = np.lexsort(
        (np.where(model.must, -size, rng.random(model.n)), np.where(model.must, choices, 0), ~model.must)
    )
    wish = model.high_s if model.must.all() else (model.low_s + model.high_s) / 2
    home = np.full(model.n, model.k, dtype=np.intp)
    size, room = np.column_stack([model.t, model.c]), np.column_stack([wish, model.high_c])
    _deal(home, order, size, room, model.is_allowed, int(model.must.sum()))
    return home


@compiled
def _deal(home: Ints, order: Ints, size: Floats, room: Floats, is_allowed: Bools, musts: int) -> None:  # noqa: PLR0913, PLR0917 (arrays, as compiled code takes them)
    """Seat units in order; the first so many must play and get a place even where there is no room (k, 2)."""
    for number, i in enumerate(order):
        best, best_fits = -1, False
        for p in range(len(room)):
            if not is_allowed[p, i]:
                continue
            fits = room[p, 0] >= size[i, 0] and room[p, 1] >= size[i, 1]
            if best < 0 or fits > best_fits or (fits == best_fits and room[p, 0] > room[best, 0]):
                best, best_fits = p, fits
        if best >= 0 and (best_fits or number < musts):
            home[i] = best
            room[best, 0] -= size[i, 0]
            room[best, 1] -= size[i, 1]
