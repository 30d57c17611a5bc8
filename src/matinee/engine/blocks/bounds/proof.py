"""A ceiling of every proposal by column generation, lower and lower; often the proof that nothing is better.

At prices ``pi`` of the units no proposal scores more than ``sum_i pi_i`` and the most that sets can be worth beyond
them, one for each program. Good prices come from the middle of the master's dual (`interior`), inside a box around the
best so far; sets for the master come from quick searches. Once prices have settled, `pricing` proves what sets are
worth, and `counts` how much of that fits together. At the end every set that could stand in a better proposal is
found, and an integer program chooses.

References
----------
J. Desrosiers, M. E. Lübbecke, 2005, https://doi.org/10.1007/0-387-25486-2_1
R. E. Marsten, W. W. Hogan, J. W. Blankenship, 1975, https://doi.org/10.1287/opre.23.3.389

"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from matinee.engine.blocks import trade
from matinee.engine.blocks.bounds.counts import together
from matinee.engine.blocks.bounds.hunting import hunt
from matinee.engine.blocks.bounds.kinds import kinds_of
from matinee.engine.blocks.bounds.master import Master
from matinee.engine.blocks.bounds.pricing import Pricing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matinee.engine.blocks.bounds.kinds import Sets
    from matinee.engine.blocks.bounds.master import Known, Relaxed
    from matinee.engine.blocks.bounds.pricing import Over, Priced
    from matinee.engine.blocks.columns import Column, Columns
    from matinee.engine.blocks.model import Floats
    from matinee.engine.stop import Stop

WIDTH, WIDER, NARROWER = 0.3, 1.2, 0.8  # of the box against a mean price; its change after a better centre, or not
ROUGH, SHARE, FINEST = 1e-2, 0.1, 1e-6  # accuracy of the master at first, then this part of the gap
SETTLED = 5e-4  # of the score: prices are settled where the ceiling may come so near the master's value
LATE, NO_MORE = 0.5, 12  # part of the work after which prices count as settled, and rounds that find nothing better
SLACK, FINER = 0.005, 0.25  # room of a first proof for all programs, as part of the score; and less after a success
PART, LAST_PART = 0.6, 0.7  # of what is left of time and steps, for one proof
LAST = 0.7  # of the gap is what better prices may still take off it: then all sets that matter are found
LAST_GAP = 0.03  # of the score: a larger gap leaves too many sets
LAST_AGAIN = 0.8  # and again where the gap has shrunk to so much of what it was
NEW_SETS, CHUNK, SHARP, SHARP_AT_ONCE = 400, 100, 120, 100  # sets that a round learns, and whose orders it finds
QUICK_FILMS, SHARP_LONG, SEEN_AT_ONCE = 11, 30, 8  # orders of longer sets are found only where they matter
SIZES = 4  # numbers of films that a round hunts for
COLUMNS_A_STEP, PAIRS_A_STEP, NODES_A_STEP = 30, 30, 50  # work of the master, of a hunt and of a proof
OFFER_EVERY, MOST_OFFERED = 8, 1_500  # rounds between integer programs over what is known, and their columns
MOST_HOPEFUL = 40_000  # sets of the last integer program
USED, OUTSIDE = 1e-4, 1e-2  # amounts of columns; and of units at the borders of the box
CLOSED = 1e-6


@dataclass(slots=True)
class _Centre:
    """The best prices so far: what sets of each kind are seen, and proven, to be worth beyond them."""

    prices: Floats
    seen: Floats
    proven: Floats
    hope: float  # what the ceiling would be if nothing better than what is seen exists
    ceiling: float = np.inf  # what these prices have proven


class Proof:
    """What is known so far of how good a proposal can be."""

    def __init__(self, columns: Columns, seed: int) -> None:
        self.columns = columns
        self.kinds = kinds_of(columns)
        self.many = np.array([len(kind.programs) for kind in self.kinds], dtype=np.float64)
        self.master = Master(columns, self.kinds)
        self.pricing = [Pricing(kind) for kind in self.kinds]
        self.rng = np.random.default_rng(seed)
        self.ceiling = np.inf
        self.best = -np.inf
        self.offers: list[list[Column]] = []
        self.is_closed, self.is_spent = False, False
        self._centre: _Centre | None = None
        self._tried, self._offered, self._since = np.inf, np.inf, 0
        self._width, self._widest, self._slack = 0.0, 0.0, SLACK
        self._round, self._idle, self._work = 0, 0, 0.0

    def learn(self, pool: Sequence[Column], best: Sequence[Column], score: float) -> None:
        """Hear what the search has found: columns, and the best of its proposals."""
        self.master.take(pool)
        self.master.take(best)
        if self._centre is None:
            prices = _shares(self.columns, best)
            self._centre = _Centre(prices, self.many * 0, self.many * np.inf, np.inf)
            self._width = self._widest = WIDTH * float(np.abs(prices).mean()) + CLOSED
        self.best = max(self.best, score)

    def advance(self, stop: Stop) -> None:
        """Do one round of work."""
        centre = self._centre
        if centre is None:
            self.is_spent = True
            return
        self._work = max(self._work, min(stop.left_s, stop.left_steps))
        gap = (centre.hope - self.best) / max(1.0, abs(self.best))
        found = self.master.relaxed(centre.prices, self._width, max(FINEST, min(ROUGH, SHARE * gap)))
        stop.spend(1 + len(self.master.most) // COLUMNS_A_STEP)
        used = np.flatnonzero(found.x > USED)
        used = used[np.argsort(-found.x[used], kind="stable")[:SHARP_AT_ONCE]]
        self.master.sharpen([found.columns[c] for c in used.tolist()])
        self._offer(found, stop)
        self.master.forget(found)
        self._hunt(centre, found, stop)
        self._round += 1
        if not stop.is_over():
            self._prove(found, stop)
        if self.ceiling <= self.best + trade.SAME / 2 * max(1.0, abs(self.best)):
            self.is_closed = True

    def _offer(self, found: Relaxed, stop: Stop) -> None:
        """Put known sets together now and then, where the master promises more than the best."""
        self._since += 1
        is_time = self._since >= OFFER_EVERY or (self._is_settled(found) and found.value < self._offered - CLOSED)
        if found.value <= self.best + CLOSED or found.outside > OUTSIDE or not is_time:
            return
        self._since, self._offered = 0, found.value
        near = np.flatnonzero(found.reduced >= self.best - found.value)
        near = near[np.argsort(-found.reduced[near], kind="stable")[:MOST_OFFERED]]
        chosen = self.master.choose([found.columns[c] for c in near.tolist()], stop)
        if chosen.columns and chosen.value > self.best + CLOSED:
            self.offers.append(self.master.placed(chosen.columns))

    # Sets, quickly

    def _hunt(self, centre: _Centre, found: Relaxed, stop: Stop) -> None:
        """Learn sets that are good at the master's prices, and go there if that promises a lower ceiling."""
        goal = centre.hope if np.isfinite(centre.hope) else self.best
        room = max(0.0, goal - found.value) / (2 * self.many.sum())
        used = np.flatnonzero(found.x > USED).tolist()
        sizes = self.rng.choice([max(1, len(found.columns[c][1])) for c in used], SIZES).tolist()
        seen = np.zeros(len(self.kinds))
        for number, kind in enumerate(self.kinds):
            sets = hunt(kind, found.prices, float(found.kinds[number]) - room, sizes, self.rng)
            self._keep(number, sets, found)
            stop.spend(1 + len(kind.units) ** 2 // PAIRS_A_STEP)
            seen[number] = self._seen(number, found.prices)
        hope = float(found.prices.sum() + self.many @ seen)
        is_better = hope < centre.hope - CLOSED * abs(hope)
        self._width = min(self._widest, self._width * WIDER) if is_better else self._width * NARROWER
        self._idle = 0 if is_better else self._idle + 1
        if is_better:
            self._centre = _Centre(found.prices, seen, np.full(len(self.kinds), np.inf), hope)

    def _keep(self, number: int, sets: Sets, found: Relaxed) -> None:
        """Learn the best of some sets, and find the orders of those that could improve the master."""
        if not sets:
            return
        beyond = self.kinds[number].most(sets) - [found.prices[list(units)].sum() for units in sets]
        kept = [sets[c] for c in np.argsort(-beyond, kind="stable")[:NEW_SETS].tolist()]
        self.master.add(number, kept)
        self.master.sharpen([(number, units) for units in kept[:SHARP] if len(units) <= QUICK_FILMS])
        better = [(number, units) for units in kept if self._reduced(number, units, found) > CLOSED]
        self.master.sharpen(better[:SHARP_LONG])

    def _reduced(self, number: int, units: tuple[int, ...], found: Relaxed) -> float:
        return float(self.master.most[number, units] - found.prices[list(units)].sum() - found.kinds[number])

    def _seen(self, number: int, prices: Floats) -> float:
        """Return the most that any known set of a kind is worth beyond these prices; orders are found as needed."""
        known = [one for one in self.master.most if one[0] == number]
        paid = np.array([prices[list(units)].sum() for _, units in known])
        while True:
            beyond = np.array([self.master.most[one] for one in known]) - paid
            first = np.argsort(-beyond, kind="stable")[:SEEN_AT_ONCE]
            if not self.master.sharpen([known[c] for c in first.tolist()]):
                return float(beyond.max(initial=-np.inf))

    # Proofs

    def _prove(self, found: Relaxed, stop: Stop) -> None:
        """Prove something once prices have settled, or where half of the work is done and nothing is proven."""
        centre = self._centre
        if centre is None:
            return
        is_late = not np.isfinite(self.ceiling) and min(stop.left_s, stop.left_steps) < LATE * self._work
        if not self._is_settled(found) and not is_late:
            return
        if self._is_last(centre, found):
            self._finish(centre, stop)
            return
        slack = self._slack * max(1.0, abs(self.best)) / float(self.many.sum())
        is_known = centre.hope + self._slack * abs(self.best) >= centre.ceiling  # a proof would bring nothing
        if is_known or self._price(centre, centre.seen + slack, stop):
            self._slack *= FINER

    def _is_settled(self, found: Relaxed) -> bool:
        """Say whether no prices promise much more than these."""
        hope = np.inf if self._centre is None else self._centre.hope
        is_near = hope - found.value < SETTLED * max(1.0, abs(found.value)) and found.outside < OUTSIDE
        return is_near or self._idle >= NO_MORE

    def _price(self, centre: _Centre, least: Floats, stop: Stop, *, is_last: bool = False) -> bool:
        """Prove how much sets are worth beyond some prices, down to ``least``; say whether that came to its end."""
        part = stop.part(LAST_PART if is_last else PART)
        is_done, ceilings = True, []
        for number in range(len(self.kinds)):
            priced = self.pricing[number].price(centre.prices, float(least[number]), _over(part))
            is_done = is_done and priced.is_done
            ceilings.append(self._proven(number, priced, centre, stop, is_last=is_last))
        stop.spend(part.spent)
        centre.proven = np.minimum(centre.proven, [max(one.values()) for one in ceilings])
        centre.seen = np.array([self._seen(number, centre.prices) for number in range(len(self.kinds))])
        centre.hope = float(centre.prices.sum() + self.many @ centre.seen)
        must = self.columns.model.must
        all_, _ = together(ceilings, [len(kind.programs) for kind in self.kinds], int(must.sum()), len(must))
        centre.ceiling = min(centre.ceiling, float(centre.prices.sum()) + all_)
        self._lower(centre.ceiling)
        self._width, self._idle = self._widest, 0  # what was found may lead elsewhere
        return is_done

    def _is_last(self, centre: _Centre, found: Relaxed) -> bool:
        """Say whether the ceiling is so near the master's value that all sets that matter may be found."""
        here = float(centre.prices.sum() + self.many @ centre.proven)
        gap = here - self.best
        is_small = gap < min(LAST_AGAIN * self._tried, LAST_GAP * max(1.0, abs(self.best)))
        return is_small and here - found.value < LAST * gap + CLOSED

    def _finish(self, centre: _Centre, stop: Stop) -> None:
        """Find every set that may stand in a better proposal, and choose among them: that value is the ceiling."""
        self._tried = float(centre.prices.sum() + self.many @ centre.proven) - self.best
        least = centre.proven - self._tried
        if not self._price(centre, least, stop, is_last=True) or stop.is_over():
            return
        hopeful = [
            (number, units)
            for (number, units), most in self.master.most.items()
            if most - centre.prices[list(units)].sum() >= least[number] - CLOSED
        ]
        if len(hopeful) <= MOST_HOPEFUL:
            self._choose(hopeful, stop)

    def _proven(self, number: int, priced: Priced, centre: _Centre, stop: Stop, *, is_last: bool) -> dict[int, float]:
        """Learn what pricing found (at last, all of it); return what no set of so many units is worth more than."""
        beyond = self.kinds[number].most(priced.found) - [centre.prices[list(units)].sum() for units in priced.found]
        order = np.argsort(-beyond, kind="stable").tolist()
        top = dict(priced.ceilings)
        for start in range(0, len(order), CHUNK):
            chunk = [c for c in order[start : start + CHUNK] if is_last or beyond[c] > top[len(priced.found[c])]]
            sets = [priced.found[c] for c in chunk]
            self.master.add(number, sets)
            if not stop.is_over():
                self.master.sharpen([(number, units) for units in sets])
            for units in sets:
                worth = self.master.most[number, units] - centre.prices[list(units)].sum()
                top[len(units)] = max(top[len(units)], float(worth))
        return top

    def _lower(self, ceiling: float) -> None:
        if ceiling < self.ceiling - trade.SAME:
            self.ceiling = ceiling

    def _choose(self, hopeful: Sequence[Known], stop: Stop) -> None:
        chosen = self.master.choose(hopeful, stop)
        if chosen.columns:
            self.offers.append(self.master.placed(chosen.columns))
        if chosen.is_proven:
            self._lower(max(self.best, chosen.value))
            self.is_closed = True


def _shares(columns: Columns, best: Sequence[Column]) -> Floats:
    """Return what each unit brings to its program: its own points, half of its pairs', and its part of the rest."""
    model = columns.model
    prices = np.zeros(model.n)
    for (p, units), score in zip(best, columns.scores(best).tolist(), strict=True):
        chosen = list(units)
        own = model.u[p, chosen] + model.w[np.ix_(chosen, chosen)].sum(axis=1) / 2
        prices[chosen] = own + (score - own.sum()) / max(1, len(chosen))
    return np.asarray(np.where(model.must, prices, np.maximum(prices, 0.0)))


def _over(stop: Stop) -> Over:
    """Return what pricing asks between two slices of work; it says how many nodes it has looked at."""
    left = 0

    def over(nodes: int) -> bool:
        nonlocal left
        left += nodes
        stop.spend(left // NODES_A_STEP)
        left %= NODES_A_STEP
        return stop.is_over()

    return over
