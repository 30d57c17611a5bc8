"""Chance inside compiled code: a small generator whose state is an array that the caller keeps.

References
----------
S. Vigna, 2016 (xorshift64*), https://doi.org/10.1145/2845077

"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from matinee.engine.compiled import inlined

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Chance = NDArray[np.uint64]

SHARE = 2.0**-32  # of 32 random bits


def seeded(rng: np.random.Generator) -> Chance:
    """Return the state of a generator, shape ``(1,)``, never zero."""
    return rng.integers(1, 1 << 62, size=1, dtype=np.uint64)


@inlined
def draw(chance: Chance) -> int:
    """Return 32 random bits as a number."""
    x = chance[0]
    x ^= x >> np.uint64(12)
    x ^= x << np.uint64(25)
    x ^= x >> np.uint64(27)
    chance[0] = x
    return int((x * np.uint64(0x2545F4914F6CDD1D)) >> np.uint64(32))


@inlined
def below(chance: Chance, limit: int) -> int:
    """Return a random number from 0 to ``limit - 1``."""
    return (draw(chance) * limit) >> 32


@inlined
def share(chance: Chance) -> float:
    """Return a random number in [0, 1)."""
    return draw(chance) * SHARE
