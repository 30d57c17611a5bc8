"""Why a film is placed where it is, why another waits, and what would change it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matinee.engine.pool.columns import slots_at
from matinee.engine.pool.problem import editions_of
from matinee.engine.pool.solution import Waiting

if TYPE_CHECKING:
    from matinee.engine.pool.columns import Numbers
    from matinee.engine.pool.problem import Film, PoolProblem

LONG_WAIT = 6.0


class Reasons:
    """Speaks for one plan; ``prices`` are those of a minute in each slot."""

    def __init__(self, problem: PoolProblem, prices: Numbers) -> None:
        self._problem = problem
        self._prices = prices
        self._known = {edition.id: e for e, edition in enumerate(problem.editions)}
        self._slots = slots_at(problem)

    def placed(self, film: Film, edition: str, slot: int) -> tuple[str, ...]:
        """Return why a film plays at an edition."""
        reasons = []
        if film.lock is not None:
            return ("it is locked there",)
        price = self._price(film, slot)
        reasons.append(f"it brings {self._points(film):.2f} where its minutes cost {price:.2f}")
        strand = dict(self._slots[edition])[slot]
        if strand is not None:
            reasons.append(f"it belongs to {strand}")
        if editions_of(film, self._known)[-1] == edition:
            reasons.append("it is the last edition it can play at")
        if film.waiting_months >= LONG_WAIT:
            reasons.append(f"it has waited {film.waiting_months:g} months")
        return tuple(reasons)

    def waiting(self, film: Film) -> Waiting:
        """Return why a film is not placed, and what would change it."""
        prices = [
            (self._price(film, slot), name)
            for name in editions_of(film, self._known)
            for slot, strand in self._slots[name]
            if strand is None or strand in film.strands
        ]
        if not prices:
            return Waiting(
                film=film.id,
                reason="no coming edition is open to it",
                what_would_change="an edition it is eligible for, or a slot for one of its strands",
            )
        price, name = min(prices)
        short = price - self._points(film)
        if short > 0:
            return Waiting(
                film=film.id,
                reason=f"others bring more for the same minutes at every edition open to it (cheapest: {name})",
                what_would_change=f"a value higher by {short / max(self._problem.weights.quality, 1e-9):.2f}",
            )
        return Waiting(
            film=film.id,
            reason=f"it is as good as what plays at {name}, but does not fit into the minutes left",
            what_would_change="a few more minutes, or a film of its length falling out",
        )

    def _points(self, film: Film) -> float:
        weights = self._problem.weights
        return weights.quality * film.value + weights.waiting * film.waiting_months

    def _price(self, film: Film, slot: int) -> float:
        return float(self._prices[slot]) * self._problem.minutes(film.running_time_s)
