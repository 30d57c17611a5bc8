"""Other proposals worth a look: good, and different in at least a fifth of the placements.

Pairs that stand together in what is already proposed lose points until the search finds another grouping;
its true score is reckoned afterwards. Two proposals are compared under the best matching of their programs,
so that films which only changed names with another program do not count as different.
"""

from __future__ import annotations

from copy import copy
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import linear_sum_assignment

from matinee.engine.blocks import answer, score
from matinee.engine.blocks.columns import to_columns
from matinee.engine.blocks.reasons import Reasons
from matinee.engine.blocks.search import Search
from matinee.engine.blocks.solution import Alternative

if TYPE_CHECKING:
    from matinee.engine.blocks.likeness import Likeness
    from matinee.engine.blocks.model import Ints, Model
    from matinee.engine.problem import How

DIFFERENT = 0.2
FIRST_TOLL, DEARER = 0.15, 2.5  # points taken from a known pair, in times the mean pair; and its growth
TRIES = 5
TELLING = 0.005  # points below which a change of a term is not worth a word


def differs(one: Ints, other: Ints, k: int) -> float:
    """Return the share of placed films (units) whose program changed, under the best matching of programs."""
    union = int(((one < k) | (other < k)).sum())
    if not union:
        return 0.0
    overlap = np.zeros((k + 1, k + 1))
    np.add.at(overlap, (one, other), 1.0)
    rows, columns = linear_sum_assignment(-overlap[:k, :k])
    return 1.0 - float(overlap[rows, columns].sum()) / union


def alternatives(search: Search, likeness: Likeness, how: How) -> tuple[Alternative, ...]:
    """Return up to ``how.alternatives`` other proposals, the best first."""
    if search.best_home is None:
        return ()
    known = [search.best_home]
    for number in range(how.alternatives):
        if how.stop.is_over():
            break
        share = 0.9 / (how.alternatives - number)
        found = _another(search, known, how, share)
        if found is not None:
            known.append(found)
    told = [_told(search, home, likeness) for home in known[1:]]
    return tuple(sorted(told, key=lambda other: -other.score))


def _another(search: Search, known: list[Ints], how: How, share: float) -> Ints | None:
    model, whole = search.model, how.stop.part(share)
    toll = FIRST_TOLL * max(1e-9, float(np.abs(model.w[model.w > -model.never / 2]).mean()))
    for attempt in range(TRIES):
        stop = whole.part(1.0 / (TRIES - attempt))
        other = Search(_tolled(model, known, toll), stop, how.seed + 1 + attempt + 100 * len(known))
        other.run()
        whole.spend(max(1, stop.spent))
        home = other.best_home
        if home is not None and min(differs(home, one, model.k) for one in known) >= DIFFERENT:
            how.stop.spend(whole.spent)
            return home
        toll *= DEARER
        if whole.is_over():
            break
    how.stop.spend(whole.spent)
    return None


def _tolled(model: Model, known: list[Ints], toll: float) -> Model:
    """Return the model with points taken from pairs, and placements, that are known already."""
    w, u = model.w.copy(), model.u.copy()
    for home in known:
        pairs = (home[:, None] == home[None, :]) & (home < model.k)[:, None]
        np.fill_diagonal(pairs, val=False)
        w[pairs] -= toll
        inside = np.flatnonzero(home < model.k)
        u[home[inside], inside] -= toll
    return replace(model, w=w, u=u)


def _told(search: Search, home: Ints, likeness: Likeness) -> Alternative:
    problem = search.model.pool.problem
    mine, best = _sequences(search, home), _sequences(search, search.best_home)
    terms, before = score.terms(problem, likeness, mine), score.terms(problem, likeness, best)
    changes = [(name, before[name].points - terms[name].points) for name in terms]
    gives = [f"{lost:.2f} points of {name}" for name, lost in changes if lost > TELLING]
    wins = [f"wins {-lost:.2f} points of {name}" for name, lost in changes if lost < -TELLING]
    return Alternative(
        score=score.total(terms),
        differs=differs(home, search.best_home, search.model.k) if search.best_home is not None else 0.0,
        programs=answer.filled(problem, mine, has_words=len(problem.programs) <= answer.MOST_WORDS),
        left_out=tuple(answer.left_out(problem, mine)),
        gives_up=tuple(gives or ["nothing"]) + tuple(wins),
        terms=terms,
        films=Reasons(problem, with_best(search, home), mine).all(),
    )


def with_best(search: Search, home: Ints) -> Search:
    """Return the same search as if ``home`` were its best, to ask for that state's reasons."""
    twin = copy(search)
    twin.best_home = home
    return twin


def _sequences(search: Search, home: Ints | None) -> answer.Sequences:
    if home is None:
        return []
    films = search.model.pool.films
    return [films[search.columns.sequence(column)].tolist() for column in to_columns(search.model, home)]
