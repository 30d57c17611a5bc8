"""What the nearest other choice for each film would cost, term by term."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from matinee.engine.blocks import trade
from matinee.engine.blocks.columns import column_of, to_columns
from matinee.engine.blocks.polish import gains

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matinee.engine.blocks.columns import Column
    from matinee.engine.blocks.model import Ints, Model
    from matinee.engine.blocks.search import Search

LOOKED_AT = 4  # choices of each film, best by pairs, whose order is then found exactly


class Swap(NamedTuple):
    """The nearest other choice for a film: with whom it changes places (None: it only moves), and where to."""

    other: int | None
    program: int | None
    loss: float
    terms: tuple[tuple[str, float], ...]


class _Choice(NamedTuple):
    unit: int
    partner: int | None
    after: Ints
    touched: tuple[int, ...]


def best_choices(search: Search, wanted: frozenset[int] | None = None) -> dict[int, Swap | None]:
    """Return the best other choice for each film (by index in the request); None where rules leave none.

    ``wanted`` (indices) asks for some films only.
    """
    model, home = search.model, search.best_home
    if home is None or not model.n or not model.k:
        return {}
    units = [u for u, films in enumerate(model.members) if wanted is None or _any_of(model, films, wanted)]
    if not units:
        return {}
    found: dict[int, Swap | None] = dict.fromkeys(units)
    choices = _choices(search, home, units)
    losses = _losses(search, home, choices)
    for c in np.argsort(losses, kind="stable").tolist():
        if found[choices[c].unit] is None:
            found[choices[c].unit] = _told(search, home, choices[c], losses[c])
    return {int(model.pool.films[f]): found[unit] for unit in units for f in model.members[unit]}


def _any_of(model: Model, films: Sequence[int], wanted: frozenset[int]) -> bool:
    return any(int(model.pool.films[film]) in wanted for film in films)


def _choices(search: Search, home: Ints, units: Sequence[int]) -> list[_Choice]:
    """Return the choices of these units that look best by pairs."""
    model = search.model
    every = np.hstack(gains(model, home))
    best = np.argsort(-every, axis=1, kind="stable")[:, :LOOKED_AT]
    result = []
    for i, option in ((u, int(c)) for u in units for c in best[u] if np.isfinite(every[u, c])):
        j = option if option < model.n else None
        after = home.copy()
        after[i] = home[j] if j is not None else option - model.n
        if j is not None:
            after[j] = home[i]
        result.append(_Choice(i, j, after, tuple(sorted({int(home[i]), int(after[i])} - {model.k}))))
    return result


def _losses(search: Search, home: Ints, choices: Sequence[_Choice]) -> list[float]:
    """Return what each choice costs, its best orders included."""
    columns, k = search.columns, search.model.k
    before = columns.scores(to_columns(search.model, home))
    asked = [column_of(choice.after, p) for choice in choices for p in choice.touched]
    after = iter(columns.scores(asked).tolist())
    lost = columns.edition_shortfall(np.flatnonzero(home < k))
    result = []
    for choice in choices:
        loss = sum(float(before[p]) - next(after) for p in choice.touched)
        result.append(loss + columns.edition_shortfall(np.flatnonzero(choice.after < k)) - lost)
    return result


def _told(search: Search, home: Ints, choice: _Choice, loss: float) -> Swap:
    model = search.model
    old = _points(search, [column_of(home, p) for p in choice.touched])
    new = _points(search, [column_of(choice.after, p) for p in choice.touched])
    terms = [(name, old[name] - new[name]) for name in old]
    rest = loss - sum(points for _, points in terms)
    film = None if choice.partner is None else int(model.pool.films[model.members[choice.partner][0]])
    where = int(choice.after[choice.unit])
    return Swap(film, None if where == model.k else where, loss, (*terms, ("order and balance", rest)))


def _points(search: Search, columns: Sequence[Column]) -> dict[str, float]:
    """Return the points of the terms that are sums over films and pairs."""
    model = search.model
    pool, weights = model.pool, model.pool.problem.weights
    found = dict.fromkeys(("cohesion", "quality", "about", "redundancy"), 0.0)
    for p, units in columns:
        films = np.array(model.films_of(units), dtype=np.intp)
        pairs = np.triu_indices(len(films), 1)
        alike = pool.s[np.ix_(films, films)][pairs]
        twins = alike[alike > trade.ALIKE]
        minutes = (pool.time_s[films] - pool.problem.gap_s) / 60
        found["cohesion"] += weights.cohesion * float(pool.g[np.ix_(films, films)][pairs].sum())
        found["redundancy"] -= weights.redundancy * float((1 + trade.ALIKE_SLOPE * (twins - trade.ALIKE)).sum())
        found["quality"] += weights.quality * float((pool.marks[films] - trade.CUT) @ minutes) / trade.QUALITY_MINUTES
        found["about"] += weights.about * float(search.about[p, pool.films[films]].sum())
    return found
