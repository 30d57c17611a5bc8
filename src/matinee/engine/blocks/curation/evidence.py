"""What was and what might have been: the terms of an edition's real programs, and of the same films by chance.

Row 0 is what people did. A term is told for each program, so that the same numbers speak of programs and of editions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from matinee.engine.blocks import order, trade
from matinee.engine.blocks.curation.chances import placed, reblockings, reorderings
from matinee.engine.blocks.likeness import Likeness
from matinee.engine.blocks.model import make_pool

if TYPE_CHECKING:
    from matinee.engine.blocks.curation.lists import PastEdition
    from matinee.engine.blocks.model import Floats, Ints, Pool

TERMS = ("cohesion", "redundancy", "about", "order")
LEAST_FILMS = 3  # two films have no order worth speaking of


class Evidence(NamedTuple):
    """One edition against chance."""

    edition: PastEdition
    blocks: dict[str, Floats]  # each term, (1 + re-blockings in random order, programs)
    orders: list[Floats]  # the order term of each program of three films or more, (1 + re-orderings,)


def gather(edition: PastEdition, chances: int, seed: int) -> Evidence:
    """Return the terms of an edition and of so many chances."""
    problem = edition.problem
    likeness = Likeness(problem)
    films = np.arange(len(problem.films))
    pool = make_pool(problem, likeness, films)
    rng = np.random.default_rng(seed)
    homes = np.vstack([_real(edition), reblockings(problem, chances, seed)])
    alike = np.where(pool.s > trade.ALIKE, 1 + trade.ALIKE_SLOPE * (pool.s - trade.ALIKE), 0.0)
    blocks = {
        "cohesion": pair_sums(pool.g, homes, len(problem.programs)),
        "redundancy": -pair_sums(alike, homes, len(problem.programs)),
        "about": _about(likeness.about(), homes),
        "order": _ordered(pool, edition, homes, rng),
    }
    orders = [
        reordered(pool, np.array(members), chances, rng) for members in edition.programs if len(members) >= LEAST_FILMS
    ]
    return Evidence(edition, blocks, orders)


def _real(edition: PastEdition) -> Ints:
    home = np.zeros((1, len(edition.problem.films)), dtype=np.intp)
    for p, members in enumerate(edition.programs):
        home[0, list(members)] = p
    return home


def pair_sums(w: Floats, homes: Ints, k: int) -> Floats:
    """Return the sum of a matrix over the pairs of each program, shape ``(states, programs)``."""
    found = np.zeros((len(homes), k))
    for p in range(k):
        member = (homes == p).astype(np.float64)
        found[:, p] = (((member @ w) * member).sum(axis=1) - member @ np.diag(w)) / 2
    return found


def _about(about: Floats, homes: Ints) -> Floats:
    return np.stack([((homes == p) * about[p]).sum(axis=1) for p in range(len(about))], axis=1)


def _ordered(pool: Pool, edition: PastEdition, homes: Ints, rng: np.random.Generator) -> Floats:
    """Return the order term of every program: the real one as it was, the others in random orders."""
    found = np.zeros((len(homes), len(edition.programs)))
    for row, home in enumerate(homes):
        for p, members in enumerate(placed(home, len(edition.programs))):
            films = rng.permutation(members) if row else np.array(edition.programs[p])
            found[row, p] = worth(pool, films[None, :])[0]
    return found


def reordered(pool: Pool, films: Ints, chances: int, rng: np.random.Generator) -> Floats:
    """Return the order term of a program as it was, and in random orders, shape ``(1 + chances,)``."""
    ways = np.vstack([np.arange(len(films)), reorderings(len(films), chances, rng)])
    return worth(pool, films[ways])


def worth(pool: Pool, films: Ints) -> Floats:
    """Return the order term of programs of one size as they stand, shape ``(b,)``."""
    b, m = films.shape
    if m < 2:  # noqa: PLR2004 (one film has one order)
        return np.full(b, order.alone(pool, int(films[0, 0])) if m else 0.0)
    return order.as_given(order.pieces(pool, films, order.free(m)))


def percentile(values: Floats) -> float:
    """Return how many of a hundred chances the first value beats; one that is equal counts half."""
    real, others = values[0], values[1:]
    ties = np.abs(others - real) <= trade.SAME
    return float(100 * ((others < real) & ~ties).mean() + 50 * ties.mean()) if others.size else 50.0
