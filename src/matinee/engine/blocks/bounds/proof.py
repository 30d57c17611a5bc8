"""A ceiling of every proposal by column generation, lower and lower; often the proof that nothing is better.

At prices ``pi`` of the units no proposal scores more than ``sum_i pi_i + sum_kinds count max_S (score(S) - pi(S))``.
Good prices come from the master's linear program, smoothed with the best prices so far (Wentges); sets for the master
come from quick searches; and the maximum is proven from time to time, at first with much room (``slack``) and then with
less and less. At the end every set that could stand in a better proposal is found, and an integer program chooses.

References
----------
J. Desrosiers, M. E. Lübbecke, 2005, https://doi.org/10.1007/0-387-25486-2_1
P. Wentges, 1997, https://doi.org/10.1016/S0969-6016(97)00001-4

"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING

import numpy as np

from matinee.engine.blocks import trade
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

SMOOTH, BARE_EVERY = 0.5, 4  # weight of the best prices so far; and every so often the master's alone
SLACK, WIDER = 0.25, 2.5  # room of a proof: this part of what better prices may still bring; more after a failure
PART, LAST_PART = 0.3, 0.5  # of what is left of time and steps, for one proof
LEAST_SLACK = 1e-8
LAST = 0.7  # of the gap is what better prices may still take off it: then all sets that matter are found
LAST_GAP = 0.03  # of the score: a larger gap leaves too many sets
LAST_AGAIN = 0.8  # and again where the gap has shrunk to so much of what it was
WORTH_IT = 0.5  # a proof is tried where it may halve the gap to the master's value
NEW_SETS, CHUNK, SHARP, SHARP_AT_ONCE = 400, 100, 120, 200  # sets that a round learns, and whose orders it finds
QUICK_FILMS, SHARP_LONG, SEEN_AT_ONCE = 11, 30, 8  # orders of longer sets are found only where they matter
TURNS = 2  # of the master in one round
SIZES = 4  # numbers of films that a round hunts for
COLUMNS_A_STEP, PAIRS_A_STEP, NODES_A_STEP = 30, 30, 50  # work of the master, of a hunt and of a proof
OFFER_EVERY, MOST_OFFERED = 8, 1_500  # rounds between integer programs over what is known, and their columns
MOST_HOPEFUL = 40_000  # sets of the last integer program
FRESH = 0.002  # a proposal better by so much gives prices of its own
USED = 1e-7
NEAR = 0.02  # of a set's reduced worth: its order is found before it is used
CLOSED = 1e-6


@dataclass(slots=True)
class _Centre:
    """The best prices so far: what sets of each kind are seen, and proven, to be worth beyond them."""

    prices: Floats
    seen: Floats
    proven: Floats
    hope: float  # what the ceiling would be if nothing better than what is seen exists


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
        self._wide, self._tried, self._offered = 1.0, np.inf, -np.inf
        self._fresh: Floats | None = None
        self._latest: _Centre | None = None
        self._round = 0
        self._barren = 0

    def learn(self, pool: Sequence[Column], best: Sequence[Column], score: float) -> None:
        """Hear what the search has found: columns, and the best of its proposals."""
        self.master.take(pool)
        self.master.take(best)
        if score > self.best + FRESH * abs(score) or self._centre is None:
            self._fresh = _shares(self.columns, best)
        if self._centre is None:
            self._centre = _Centre(_shares(self.columns, best), self.many * 0, self.many * np.inf, np.inf)
        self.best = max(self.best, score)

    def advance(self, stop: Stop) -> None:
        """Do one round of work."""
        found = self._relaxed(stop)
        if found is None:
            self.is_spent = True
            return
        self._offer(found, stop)
        self.master.forget(found)
        self._hunt(found, stop)
        centre = self._centre
        self._round += 1
        if centre is None or stop.is_over():
            return
        self._prove(centre, found, stop)
        if self.ceiling <= self.best + trade.SAME / 2 * max(1.0, abs(self.best)):
            self.is_closed = True

    # The master

    def _relaxed(self, stop: Stop) -> Relaxed | None:
        """Solve the master until the sets it uses are worth what it thinks."""
        for turn in count():
            found = self.master.relaxed()
            stop.spend(1 + len(self.master.most) // COLUMNS_A_STEP)
            if found is None or turn == TURNS or stop.is_over():
                return found
            used = np.flatnonzero((found.x > USED) | (found.reduced > -NEAR))
            used = used[np.argsort(-found.reduced[used], kind="stable")[:SHARP_AT_ONCE]]
            if not self.master.sharpen([found.columns[c] for c in used.tolist()]):
                return found
        return None

    def _offer(self, found: Relaxed, stop: Stop) -> None:
        """Put known sets together, where the master promises more than the best and is whole, or now and then."""
        if found.value <= self.best + CLOSED or (found.value <= self._offered + CLOSED and self._round % OFFER_EVERY):
            return
        near = np.flatnonzero(found.reduced >= self.best - found.value)
        near = near[np.argsort(-found.reduced[near], kind="stable")[:MOST_OFFERED]]
        is_whole = bool((np.abs(found.x - np.round(found.x)) < CLOSED).all())
        if is_whole or self._round % OFFER_EVERY == OFFER_EVERY - 1:
            self._offered = found.value
            chosen = self.master.choose([found.columns[c] for c in near.tolist()], stop)
            if chosen.columns and chosen.value > self.best + CLOSED:
                self.offers.append(self.master.placed(chosen.columns))

    # Sets, quickly

    def _hunt(self, found: Relaxed, stop: Stop) -> None:
        """Learn sets that are good at smoothed prices, and keep the prices if they promise the lowest ceiling."""
        if self._centre is None:
            return
        weight = 0.0 if self._round % BARE_EVERY == BARE_EVERY - 1 else SMOOTH
        prices = weight * self._centre.prices + (1 - weight) * found.prices
        if self._fresh is not None:
            prices, self._fresh = self._fresh, None
        goal = self._centre.hope if np.isfinite(self._centre.hope) else self.best
        room = (goal - prices.sum() - self.many @ found.kinds) / self.many.sum()
        used = np.flatnonzero(found.x > USED).tolist()
        sizes = self.rng.choice([max(1, len(found.columns[c][1])) for c in used], SIZES)
        seen, new = np.zeros(len(self.kinds)), 0
        for number, kind in enumerate(self.kinds):
            sets = hunt(kind, prices, float(found.kinds[number] + room), sizes.tolist(), self.rng)
            new += self._keep(number, sets, prices, found)
            sets = hunt(kind, found.prices, float(found.kinds[number]), sizes.tolist(), self.rng)
            new += self._keep(number, sets, found.prices, found)
            stop.spend(1 + len(kind.units) ** 2 // PAIRS_A_STEP)
            seen[number] = self._seen(number, prices)
        self._barren = 0 if new else self._barren + 1
        hope = float(prices.sum() + self.many @ seen)
        self._latest = _Centre(prices, seen, np.full(len(self.kinds), np.inf), hope)
        if hope < self._centre.hope:
            self._centre = self._latest

    def _keep(self, number: int, sets: Sets, prices: Floats, found: Relaxed) -> int:
        """Learn the best of some sets; return how many could improve the master."""
        if not sets:
            return 0
        most = self.kinds[number].most(sets)
        beyond = most - [prices[list(units)].sum() for units in sets]
        kept = [sets[c] for c in np.argsort(-beyond, kind="stable")[:NEW_SETS].tolist()]
        self.master.add(number, kept)
        self.master.sharpen([(number, units) for units in kept[:SHARP] if len(units) <= QUICK_FILMS])
        better = [(number, units) for units in kept if self._reduced(number, units, found) > CLOSED]
        self.master.sharpen(better[:SHARP_LONG])
        return sum(self._reduced(number, units, found) > CLOSED for number, units in better)

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

    def _prove(self, centre: _Centre, found: Relaxed, stop: Stop) -> None:
        """Prove something where it promises to lower the ceiling, or where quick searches find nothing any more."""
        hope = centre.hope + self._slack(centre, found) * float(self.many.sum())
        if self._is_last(centre, found):
            self._finish(centre, stop)
        elif hope - found.value < WORTH_IT * (self.ceiling - found.value):
            self._price(centre, centre.seen + self._slack(centre, found), stop)
        elif self._barren and self._latest is not None and self._latest.hope < self.ceiling:
            self._price(self._latest, self._latest.seen + self._slack(centre, found), stop)
            if self._latest.hope < centre.hope:
                self._centre = self._latest

    def _price(self, centre: _Centre, least: Floats, stop: Stop, *, is_last: bool = False) -> bool:
        """Prove how much sets are worth beyond some prices, down to ``least``; say whether that came to its end."""
        part = stop.part(LAST_PART if is_last else PART)
        is_done = True
        for number in range(len(self.kinds)):
            priced = self.pricing[number].price(centre.prices, float(least[number]), _over(part))
            is_done = is_done and priced.is_done
            ceiling = self._proven(number, priced, centre, stop, is_last=is_last)
            centre.proven[number] = min(centre.proven[number], ceiling)
        stop.spend(part.spent)
        centre.seen = np.array([self._seen(number, centre.prices) for number in range(len(self.kinds))])
        centre.hope = float(centre.prices.sum() + self.many @ centre.seen)
        self._lower(float(centre.prices.sum() + self.many @ centre.proven))
        self._wide = 1.0 if is_done else self._wide * WIDER
        return is_done

    def _is_last(self, centre: _Centre, found: Relaxed) -> bool:
        """Say whether the ceiling is so near the master's value that all sets that matter may be found."""
        here = float(centre.prices.sum() + self.many @ centre.proven)
        gap = self.ceiling - self.best
        is_small = gap < min(LAST_AGAIN * self._tried, LAST_GAP * max(1.0, abs(self.best)))
        return here <= self.ceiling + CLOSED and is_small and self.ceiling - found.value < LAST * gap + CLOSED

    def _finish(self, centre: _Centre, stop: Stop) -> None:
        """Find every set that may stand in a better proposal, and choose among them: that value is the ceiling."""
        self._tried = self.ceiling - self.best
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

    def _slack(self, centre: _Centre, found: Relaxed) -> float:
        """Return how much room a proof has, for each program."""
        return max(LEAST_SLACK, self._wide * SLACK * (centre.hope - found.value) / float(self.many.sum()))

    def _proven(self, number: int, priced: Priced, centre: _Centre, stop: Stop, *, is_last: bool) -> float:
        """Learn what pricing found (at last, all of it); return what no set of the kind is worth more than."""
        most = self.kinds[number].most(priced.found)
        beyond = most - [centre.prices[list(units)].sum() for units in priced.found]
        order = np.argsort(-beyond, kind="stable")
        top = priced.ceiling
        for start in range(0, len(order), CHUNK):
            chunk = order[start : start + CHUNK]
            if beyond[chunk[0]] <= top and not (is_last or start < NEW_SETS):
                break
            sets = [priced.found[c] for c in chunk.tolist()]
            self.master.add(number, sets)
            if stop.is_over():
                return max(top, float(beyond[chunk[0]]))
            self.master.sharpen([(number, units) for units in sets])
            worth = [self.master.most[number, units] - centre.prices[list(units)].sum() for units in sets]
            top = max(top, *worth)
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
