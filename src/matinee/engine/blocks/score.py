"""The terms of a finished proposal, as the solver reckons them (the checker has its own sums)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from matinee.engine.blocks import order, trade
from matinee.engine.blocks.contract import values_of
from matinee.engine.blocks.model import make_pool
from matinee.engine.solution import Term

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from matinee.engine.blocks.contract import Problem
    from matinee.engine.blocks.likeness import Likeness
    from matinee.engine.blocks.model import Pool

TERMS = ("cohesion", "quality", "about", "order", "balance", "redundancy")
Terms = dict[str, Term]


def terms(problem: Problem, likeness: Likeness, sequences: Sequence[Sequence[int]]) -> Terms:
    """Return each term of the programs' films (indices into the request) in order."""
    raw = dict.fromkeys(TERMS, 0.0)
    for p, films in enumerate(sequences):
        if films:
            for name, value in _program(make_pool(problem, likeness, np.array(films)), p, likeness).items():
                raw[name] += value
    raw["balance"] = 0.0 - trade.DISTINCT_POINTS * _missing(problem, sequences)
    weights = problem.weights
    return {name: Term(raw[name], getattr(weights, name), getattr(weights, name) * raw[name]) for name in TERMS}


def total(found: Terms) -> float:
    """Return the score."""
    return sum(term.points for term in found.values())


def _program(pool: Pool, p: int, likeness: Likeness) -> dict[str, float]:
    pairs = np.triu_indices(len(pool.films), 1)
    alike = pool.s[pairs]
    twins = alike[alike > trade.ALIKE]
    minutes = (pool.time_s - pool.problem.gap_s) / 60
    return {
        "cohesion": float(pool.g[pairs].sum()),
        "redundancy": 0.0 - float((1 + trade.ALIKE_SLOPE * (twins - trade.ALIKE)).sum()),
        "quality": float(((pool.marks - trade.CUT) * minutes).sum()) / trade.QUALITY_MINUTES,
        "about": float(likeness.about()[p, pool.films].sum()),
        "order": _order(pool),
    }


def _order(pool: Pool) -> float:
    m = len(pool.films)
    if m == 1:
        return order.alone(pool, 0)
    return order.worth(order.pieces(pool, np.arange(m)[None, :], order.free(m)), range(m))


def _missing(problem: Problem, sequences: Sequence[Sequence[int]]) -> int:
    at = {program.id: p for p, program in enumerate(problem.programs)}
    everything = [film for films in sequences for film in films]
    missing = 0
    for target in problem.targets:
        films: Iterable[int] = everything if target.program is None else sequences[at[target.program]]
        found = frozenset().union(*(values_of(problem.films[i], target.attribute) for i in films))
        missing += max(0, target.at_least_distinct - len(found))
    return missing
