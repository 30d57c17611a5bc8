"""A plan for the pool as an output document."""

from __future__ import annotations

from dataclasses import dataclass

from matinee.engine.solution import Solution

DECIMALS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A film in a slot of an edition, and why."""

    film: str
    slot: int
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """Expected films that a slot is kept for: which arrival (by its place in the input) and how many."""

    arrival: int
    slot: int
    count: float


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionPlan:
    """An edition: its films, the minutes they take, what is kept for films to come."""

    id: str
    films: tuple[Placed, ...]
    kept: tuple[Kept, ...]
    minutes: float
    kept_minutes: float
    minute_prices: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A film that is not placed: why, and what would change it."""

    film: str
    reason: str
    what_would_change: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PoolSolution(Solution):
    """Which film to which edition; the first edition is decided, the others are outlook."""

    editions: tuple[EditionPlan, ...]
    waiting: tuple[Waiting, ...]

    def decision(self) -> dict[str, object]:
        """Return the keys of the pool."""
        return {
            "editions": [
                {
                    "id": plan.id,
                    "films": [{"film": p.film, "slot": p.slot, "reasons": list(p.reasons)} for p in plan.films],
                    "kept": [
                        {"arrival": k.arrival, "slot": k.slot, "count": round(k.count, DECIMALS)} for k in plan.kept
                    ],
                    "minutes": round(plan.minutes, 3),
                    "kept_minutes": round(plan.kept_minutes, 3),
                    "minute_prices": [round(price, DECIMALS) for price in plan.minute_prices],
                }
                for plan in self.editions
            ],
            "waiting": [
                {"film": w.film, "reason": w.reason, "what_would_change": w.what_would_change} for w in self.waiting
            ],
        }
