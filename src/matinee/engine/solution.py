"""What every solver hands back, whatever the problem."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from matinee import __version__

Status = Literal["optimal", "feasible", "infeasible", "unknown"]
ENGINE = f"matinee-engine/{__version__}"


class Term(NamedTuple):
    """One term of an objective: ``points = weight * raw``."""

    raw: float
    weight: float
    points: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Solution:
    """The part of an answer that all problems share; each problem adds its decision in a subclass.

    ``score`` is maximised; ``bound`` is proven (None says that nothing is proven).
    """

    status: Status
    score: float | None = None
    bound: float | None = None
    terms: dict[str, Term] = field(default_factory=dict)
    reasons: tuple[str, ...] = ()
    conflict: tuple[str, ...] = ()
    runtime_s: float = 0.0
    seed: int = 0
    engine: str = ENGINE
    trace: tuple[tuple[float, float | None, float | None], ...] = ()

    @property
    def gap(self) -> float | None:
        """Return (bound - score) / |bound|, None where nothing is proven."""
        if self.score is None or self.bound is None:
            return None
        return max(0.0, self.bound - self.score) / max(abs(self.bound), 1e-9)

    def decision(self) -> dict[str, object]:
        """Return the keys a problem adds to the output."""
        return {}

    def to_json(self) -> dict[str, object]:
        """Return the output document."""
        return {
            "status": self.status,
            "score": self.score,
            "bound": self.bound,
            "gap": self.gap,
            "terms": {name: term._asdict() for name, term in self.terms.items()},
            **self.decision(),
            "reasons": list(self.reasons),
            "conflict": list(self.conflict),
            "runtime_s": round(self.runtime_s, 3),
            "seed": self.seed,
            "engine": self.engine,
            "trace": [list(event) for event in self.trace],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What an independent checker says of one solution; infeasible ones are scored too."""

    violations: tuple[str, ...]
    score: float
    terms: dict[str, Term] = field(default_factory=dict)

    @property
    def is_feasible(self) -> bool:
        """Say whether nothing is broken."""
        return not self.violations

    def to_json(self) -> dict[str, object]:
        """Return one line of ``verify --json``."""
        return {
            "feasible": self.is_feasible,
            "violations": list(self.violations),
            "score": self.score,
            "terms": {name: term._asdict() for name, term in self.terms.items()},
        }
