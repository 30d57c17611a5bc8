"""Sets of choices of which one at most can be taken, covering every pair that clashes.

A pair says little to a linear program, a clique says much: three showings at once admit one, not one and a half.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


def cliques_of(clashes: NDArray[np.bool_]) -> list[list[int]]:
    """Return cliques that cover every edge of a graph ``(n, n)``, each grown as far as it goes."""
    around = [int.from_bytes(np.packbits(row, bitorder="little").tobytes(), "little") for row in clashes]
    open_edges = list(around)
    found = []
    for node in range(len(around)):
        while open_edges[node]:
            clique = _grow(node, around, open_edges)
            members = sum(1 << other for other in clique)
            for other in clique:
                open_edges[other] &= ~members
            found.append(clique)
    return found


def _grow(node: int, around: list[int], open_edges: list[int]) -> list[int]:
    """Grow a clique from a node that has an open edge, by neighbours whose edges are open where there are any."""
    clique = [node]
    candidates = around[node]
    wanted = open_edges[node]
    while candidates:
        preferred = candidates & wanted or candidates
        nearest = (preferred & -preferred).bit_length() - 1
        clique.append(nearest)
        candidates &= around[nearest]
        wanted |= open_edges[nearest]
    return clique
