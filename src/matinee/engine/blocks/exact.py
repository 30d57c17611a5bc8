"""Column generation with exact pricing: a proven bound, and often the proof that nothing is better.

Where the sets that fit a program can be listed, the best column for given prices is found by looking at all of them. A
set is worth at most its pair and single points and a ceiling of its order; only sets that still matter are ordered.
With the master's relaxation ``z`` and its prices ``pi``, no proposal scores more than
``z + sum_p max(0, max_S (score_p(S) - sum_{i in S} pi_i - pi_p))``, so every round has a bound. At the end, sets whose
reduced cost is worse than the gap cannot stand in a better proposal; from the rest an integer program chooses.

References
----------
J. Desrosiers, M. E. Lübbecke, 2005, https://doi.org/10.1007/0-387-25486-2_1

"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from matinee.engine.blocks import order, trade
from matinee.engine.blocks.partition import Pool, full_rows, partition, rows_of
from matinee.engine.blocks.subsets import MOST_UNITS, Subsets, estimate, members, subsets, sums
from matinee.engine.highs import relax

if TYPE_CHECKING:
    from collections.abc import Callable

    from matinee.engine.blocks.columns import Column
    from matinee.engine.blocks.model import Bools, Floats, Ints, Model
    from matinee.engine.blocks.search import Search
    from matinee.engine.highs import Relaxed
    from matinee.engine.stop import Stop

MOST_SETS = 3_000_000  # partial sets of all listings together
SETS_A_SECOND = 60_000  # and so many for each second of the budget
AT_ONCE = 400  # sets of each program that are ordered in one round
MOST_HOPEFUL = 6_000  # columns of the last integer program
PRICED = 1e-6
UNTIMED_S = 2.0  # a budget in steps lists as many as this one in seconds
ROUND, SETS_A_STEP = 20, 5_000  # steps that a round spends, and one more for so many sets


def prover_for(model: Model, stop: Stop) -> Callable[[Search], None] | None:
    """Return what proves a bound for a search over this model; None where its sets are too many to be listed."""
    if not 0 < model.n <= MOST_UNITS:
        return None
    kinds = {_kind(model, p): p for p in range(model.k)}
    seconds = UNTIMED_S if stop.budget_s is None else stop.budget_s
    if sum(estimate(model, p) for p in kinds.values()) > min(MOST_SETS, SETS_A_SECOND * seconds):
        return None
    return lambda search: Exact(search).prove()


class Exact:
    """The listed sets of one search's model, and what is proven with them."""

    def __init__(self, search: Search) -> None:
        self.search, self.model = search, search.model
        listed: dict[bytes, Subsets] = {}
        for p in range(self.model.k):
            kind = _kind(self.model, p)
            if kind not in listed:
                listed[kind] = subsets(self.model, p)
        self.sets = [listed[_kind(self.model, p)] for p in range(self.model.k)]
        weight = self.model.pool.problem.weights.order if search.columns.minds_order else 0.0
        single = order.single_ceilings(self.model.pool)
        ordered = np.array([weight * single[list(films)].sum() for films in self.model.members])
        self.most = [
            s.pairs + sums(s.masks, self.model.u[p] + ordered) + weight * order.FULL for p, s in enumerate(self.sets)
        ]
        self.is_scored: list[Bools] = [np.zeros(len(s.masks), dtype=np.bool_) for s in self.sets]
        self.scores: dict[Column, float] = {}
        self.bound = np.inf

    def prove(self) -> None:
        """Lower the search's ceiling as far as time allows, and offer it what is found on the way."""
        self.scores.update(self.search.pool)
        master: Relaxed | None = None
        while not self.search.stop.is_over():
            self.search.stop.spend(ROUND + sum(len(s.masks) for s in self.sets) // SETS_A_STEP)
            master = self._relaxed()
            if master is None:
                return
            worst = self._price(master)
            self.bound = min(self.bound, master.value + worst)
            self._lower(self.bound)
            if worst <= PRICED:
                break
        if master is not None and not self.search.stop.is_over():
            self._finish(master)

    def _relaxed(self) -> Relaxed | None:
        columns = list(self.scores)
        rows = rows_of(columns, self.model.k, self.model.n)
        return relax(np.array(list(self.scores.values())), rows, full_rows(self.model.must, self.model.k))

    def _price(self, master: Relaxed) -> float:
        """Score sets that could improve the master; return by how much they all might, at most."""
        total = 0.0
        for p in range(self.model.k):
            reduced = self._reduced(p, master)
            reduced[self.is_scored[p]] = -np.inf
            hopeful = np.flatnonzero(reduced > PRICED)
            if hopeful.size:
                total += float(reduced[hopeful].max())
                self._score(p, hopeful[np.argsort(-reduced[hopeful], kind="stable")[:AT_ONCE]])
        return total

    def _reduced(self, p: int, master: Relaxed) -> Floats:
        prices = master.prices
        return self.most[p] - sums(self.sets[p].masks, prices[self.model.k :]) - float(prices[p])

    def _score(self, p: int, chosen: Ints) -> None:
        """Find the exact scores of some sets of a program."""
        self.is_scored[p][chosen] = True
        columns = [(p, members(int(mask))) for mask in self.sets[p].masks[chosen]]
        for column, score in zip(columns, self.search.columns.scores(columns).tolist(), strict=True):
            if np.isfinite(score):
                self.scores[column] = score

    def _lower(self, bound: float) -> None:
        if self.search.ceiling is None or bound < self.search.ceiling:
            self.search.ceiling = bound

    def _finish(self, master: Relaxed) -> None:
        """Choose among all columns that may stand in a better proposal; if none is left, the best is proven."""
        slack = self.search.best_score - master.value - trade.SAME
        for p in range(self.model.k):
            near = (self._reduced(p, master) >= slack) & ~self.is_scored[p]
            if int(near.sum()) > MOST_HOPEFUL:
                return
            self._score(p, np.flatnonzero(near))
        pool = Pool(list(self.scores), np.array(list(self.scores.values())))
        found = partition(self.search.columns, pool, self.search.best_score, self.search.stop, MOST_HOPEFUL)
        if found.columns is not None:
            self.search.offer_columns(found.columns)
        if found.is_proven:
            self._lower(self.search.best_score)


def _kind(model: Model, p: int) -> bytes:
    """Return what two programs must have in common to hold the same sets."""
    window = np.array([model.low_s[p], model.high_s[p], model.low_c[p], model.high_c[p]])
    return bytes(window.tobytes() + model.is_allowed[p].tobytes())
