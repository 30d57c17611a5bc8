"""What the nearest other choice for each film would cost, term by term."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from matinee.engine.blocks import trade
from matinee.engine.blocks.columns import to_columns
from matinee.engine.blocks.polish import gains

if TYPE_CHECKING:
    from matinee.engine.blocks.model import Floats, Ints, Model
    from matinee.engine.blocks.search import Search

LOOKED_AT = 6  # choices of each film, best by pairs, whose order is then found exactly


class Swap(NamedTuple):
    """The nearest other choice for a film: with whom it changes places (None: it only moves), and where to."""

    other: int | None
    program: int | None
    loss: float
    terms: tuple[tuple[str, float], ...]


def best_choices(search: Search) -> dict[int, Swap | None]:
    """Return the best other choice for each film (by index in the request); None where rules leave none."""
    model, home = search.model, search.best_home
    if home is None or not model.n or not model.k:
        return {}
    swap, move = gains(model, home)
    every = np.hstack([swap, move])
    best = np.argsort(-every, axis=1, kind="stable")[:, :LOOKED_AT]
    result: dict[int, Swap | None] = {}
    base = search.columns.scores(to_columns(model, home))
    for i in range(model.n):
        options = [int(c) for c in best[i] if np.isfinite(every[i, c])]
        found = min((_weigh(search, home, base, i, c) for c in options), key=lambda s: s.loss, default=None)
        for film in model.members[i]:
            result[int(model.pool.films[film])] = found
    return result


def _weigh(search: Search, home: Ints, base: Floats, i: int, choice: int) -> Swap:
    """Return what a choice costs: exchange with unit ``choice``, or move to program ``choice - n``."""
    model, columns = search.model, search.columns
    after = home.copy()
    j = choice if choice < model.n else None
    after[i] = home[j] if j is not None else choice - model.n
    if j is not None:
        after[j] = home[i]
    touched = sorted({int(home[i]), int(after[i])} - {model.k})
    changed = [column for column in to_columns(model, after) if column[0] in touched]
    before = [column for column in to_columns(model, home) if column[0] in touched]
    loss = float(base[touched].sum() - columns.scores(changed).sum())
    loss += columns.edition_shortfall(np.flatnonzero(after < model.k))
    loss -= columns.edition_shortfall(np.flatnonzero(home < model.k))
    old, new = _points(search, before), _points(search, changed)
    terms = [(name, old[name] - new[name]) for name in old]
    rest = loss - sum(points for _, points in terms)
    film = None if j is None else int(model.pool.films[model.members[j][0]])
    where = int(after[i])
    return Swap(film, None if where == model.k else where, loss, (*terms, ("order and balance", rest)))


def _points(search: Search, columns: list[tuple[int, tuple[int, ...]]]) -> dict[str, float]:
    """Return the points of the terms that are sums over films and pairs."""
    model: Model = search.model
    pool, weights = model.pool, model.pool.problem.weights
    found = dict.fromkeys(("cohesion", "quality", "about", "redundancy"), 0.0)
    for p, units in columns:
        films = np.array(model.films_of(units), dtype=np.intp)
        alike = pool.s[np.ix_(films, films)][np.triu_indices(len(films), 1)]
        twins = alike[alike > trade.ALIKE]
        minutes = (pool.time_s[films] - pool.problem.gap_s) / 60
        found["cohesion"] += weights.cohesion * float(alike.sum())
        found["redundancy"] -= weights.redundancy * float((1 + trade.ALIKE_SLOPE * (twins - trade.ALIKE)).sum())
        found["quality"] += weights.quality * float((pool.marks[films] - trade.CUT) @ minutes) / trade.QUALITY_MINUTES
        found["about"] += weights.about * float(search.about[p, pool.films[films]].sum())
    return found
