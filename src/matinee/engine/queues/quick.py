"""A good assignment at once, for any number of pairs, and a proven bound on the total.

Minutes get a price for each reviewer: an entry then simply takes its best reviewers at these prices, and what all
entries gain together, with the prices of all load windows, bounds every assignment's total from above
(Lagrangian relaxation; the prices follow the subgradient). At prices seen on the way the entries are served one
by one inside the load windows, those with least choice first; exchanges then improve the best of these, and most
of all whoever is served worse than any need be.

References
----------
M. L. Fisher, 1981, https://doi.org/10.1287/mnsc.27.1.1 (Lagrangian relaxation and heuristics from its prices);
B. T. Polyak, 1969, https://doi.org/10.1016/0041-5553(69)90061-5 (the step)

"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from matinee.engine.queues.exchange import ROOM, Desk, exchange, serve

if TYPE_CHECKING:
    from matinee.engine.queues.pairs import Numbers, Pairs, Places
    from matinee.engine.stop import Stop

ROUNDS = 120  # of prices
SERVED_EVERY = 30
PASSES = 20  # of exchanges
PATIENCE = 8  # rounds without a better bound before the step is halved
NOT_ALLOWED = -1e9


@dataclass(frozen=True, slots=True)
class Quick:
    """Chosen reviewers by entry, shape ``(entries, most needed)``, -1 where none; None where none was found.

    ``worst_bound`` and ``total_bound`` hold for every assignment.
    """

    chosen: Places | None
    worst_bound: float
    total_bound: float


def quick(pairs: Pairs, stop: Stop) -> Quick:
    """Return an assignment inside every load window, if one was found, and bounds."""
    table = np.full((len(pairs.need), len(pairs.most)), NOT_ALLOWED)
    table[pairs.entry, pairs.reviewer] = pairs.expertise
    worst_bound = _best_means(table, pairs.need)
    prices = Prices(pairs, table)
    best, best_worth = None, (-np.inf, -np.inf)
    for number in range(ROUNDS):
        at = prices.step(best_worth[1])
        if number % SERVED_EVERY == 0 or number == ROUNDS - 1:
            desk = _served(pairs, table, at)
            worth = _worth(desk)
            if worth > best_worth:
                best, best_worth = desk, worth
        if best is not None and stop.is_over():
            break
    for _ in range(PASSES):
        if best is None or stop.is_over() or not exchange(best, worst_bound):
            break
    total = -np.inf if best is None else _worth(best)[1]
    return Quick(None if best is None else best.chosen, worst_bound, max(prices.bound, total))


class Prices:
    """Prices of reviewers' minutes, shape ``(reviewers,)``; below zero where a reviewer has too little to do."""

    def __init__(self, pairs: Pairs, table: Numbers) -> None:
        self.pairs, self.table = pairs, table
        self.at = np.zeros(len(pairs.most))
        self.bound, self.share, self.waited = np.inf, 1.0, 0

    def step(self, floor: float) -> Numbers:
        """Weigh the prices and follow the subgradient; returns the prices that were weighed."""
        pairs, now = self.pairs, self.at
        worth = np.where(self.table > NOT_ALLOWED, self.table - pairs.minutes[:, None] * now[None, :], NOT_ALLOWED)
        top = _top(worth, max(1, int(pairs.need.max(initial=1))))
        is_taken = np.arange(top.shape[1])[None, :] < pairs.need[:, None]
        value = float(np.take_along_axis(worth, top, axis=1)[is_taken].sum())
        value += float((np.maximum(now, 0) * np.minimum(pairs.most, 1e12) + np.minimum(now, 0) * pairs.least).sum())
        minutes = np.broadcast_to(pairs.minutes[:, None], top.shape)
        load = np.bincount(top[is_taken], minutes[is_taken], len(pairs.most))
        self._patience(value)
        over = np.where(load > pairs.most, load - pairs.most, np.where(load < pairs.least, load - pairs.least, 0.0))
        over = np.where((over == 0) & (now > 0), load - pairs.most, over)  # priced, yet not full: cheaper again
        over = np.where((over == 0) & (now < 0), load - pairs.least, over)
        length = float((over**2).sum())
        if length > 0:
            goal = floor if np.isfinite(floor) else value - 0.05 * abs(value) - 1.0
            moved = now + self.share * max(value - goal, 1e-3) / length * over
            crossed = (np.sign(moved) != np.sign(now)) & (now != 0)
            self.at = np.where(crossed, 0.0, moved)
        return now

    def _patience(self, value: float) -> None:
        if value < self.bound - 1e-9:
            self.bound, self.waited = value, 0
            return
        self.waited += 1
        if self.waited >= PATIENCE:
            self.share, self.waited = self.share / 2, 0


def _top(worth: Numbers, count: int) -> Places:
    """Return the columns of the ``count`` largest of each row, the largest first."""
    if count >= worth.shape[1]:
        return np.asarray(np.argsort(-worth, axis=1, kind="stable"))
    some = np.argpartition(-worth, count - 1, axis=1)[:, :count]
    inner = np.argsort(-np.take_along_axis(worth, some, axis=1), axis=1, kind="stable")
    return np.asarray(np.take_along_axis(some, inner, axis=1))


def _best_means(table: Numbers, need: Places) -> float:
    """Return the least of the entries' best mean expertises, load windows aside."""
    best = np.inf
    for count in np.unique(need[need > 0]):
        mine = table[need == count]
        if mine.shape[1] < count:
            return 0.0
        top = -np.partition(-mine, count - 1, axis=1)[:, :count]
        best = min(best, float(top.mean(axis=1).min()))
    return float(best) if np.isfinite(best) else 1.0


def _served(pairs: Pairs, table: Numbers, at: Numbers) -> Desk:
    """Return an assignment at these prices."""
    width = max(1, int(pairs.need.max(initial=1)))
    load = np.zeros(len(pairs.most))
    chosen = np.full((len(pairs.need), width), -1, dtype=np.int64)
    desk = Desk(table, pairs.need, pairs.minutes, pairs.least, pairs.most, load, chosen)
    worth = table - pairs.minutes[:, None] * at[None, :]
    serve(desk, np.argsort(_choice(worth, pairs), kind="stable"), worth)
    return desk


def _choice(worth: Numbers, pairs: Pairs) -> Numbers:
    """Return the order of service, shape ``(entries,)``: who loses most where their best are full comes first."""
    width = worth.shape[1]
    ordered = -np.sort(-worth, axis=1)
    last = np.clip(pairs.need - 1, 0, width - 1)
    following = np.clip(pairs.need, 0, width - 1)
    rows = np.arange(len(worth))
    loss = ordered[rows, last] - np.maximum(ordered[rows, following], NOT_ALLOWED)
    return np.asarray(-(loss + pairs.minutes / (1.0 + pairs.minutes.max(initial=1.0))))


def _worth(desk: Desk) -> tuple[float, float]:
    """Return the worst entry's mean expertise and the total; minus infinity where a rule is broken."""
    is_taken = desk.chosen >= 0
    if (is_taken.sum(axis=1) < desk.need).any() or (desk.load < desk.least - ROOM).any():
        return -np.inf, -np.inf
    known = np.where(is_taken, np.take_along_axis(desk.table, np.maximum(desk.chosen, 0), axis=1), 0.0)
    needy = desk.need > 0
    worst = (known.sum(axis=1)[needy] / desk.need[needy]).min(initial=1.0)
    return float(worst), float(known.sum())
