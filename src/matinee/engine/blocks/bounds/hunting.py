"""Good sets at given prices, without proof: many quick searches, each for another number of films."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from matinee.engine.blocks.bounds.nearby import Hunt, hunt_sets

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matinee.engine.blocks.bounds.kinds import Kind, Sets
    from matinee.engine.blocks.model import Floats, Ints

STEPS = 60  # of each search
ROUNDS, STARTS = 2, 200  # searches from every unit, in one call, and from how many at most
MOST = 4_000  # sets written down in one call


def hunt(kind: Kind, prices: Floats, least: float, sizes: Sequence[int], rng: np.random.Generator) -> Sets:
    """Return different sets worth at least ``least`` more than their prices, if they have one of ``sizes`` films.

    What an order can be worth depends on how many films there are; each part of the search takes one number for it.
    """
    n = len(kind.units)
    single = kind.single - prices[kind.units]
    found: Sets = []
    starts = np.tile(rng.permutation(n), ROUNDS)[:STARTS]
    for m, part in zip(sizes, np.array_split(starts, len(sizes)), strict=True):
        films = max(1, m - 1)
        job = Hunt(
            kind.pair + kind.arc / films,
            single + kind.single_arc / films,
            kind.time,
            kind.films,
            kind.window,
            np.zeros((max(1, MOST // len(sizes)), n), dtype=np.bool_),
            np.zeros(n, dtype=np.bool_),
            np.zeros(n, dtype=np.bool_),
            np.zeros(n),
            np.zeros(n, dtype=np.int64),
            np.zeros(n, dtype=np.int64),
            np.zeros(3),
        )
        count = hunt_sets(job, part.astype(np.int64), STEPS, least - kind.flat, int(rng.integers(1 << 30)))
        different = {row.tobytes(): None for row in np.packbits(job.found[:count], axis=1)}
        found += [tuple(kind.units[_bits(row, n)].tolist()) for row in different]
    return list(dict.fromkeys(found))


def _bits(row: bytes, n: int) -> Ints:
    """Return where the bits of a packed row are set."""
    return np.flatnonzero(np.unpackbits(np.frombuffer(row, dtype=np.uint8), count=n))
