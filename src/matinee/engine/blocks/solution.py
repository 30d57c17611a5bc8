"""What the solver of blocks hands back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from matinee.engine import solution

if TYPE_CHECKING:
    from matinee.engine.solution import Term


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """One program of a proposal: its films in order, its time with gaps, and what it is about."""

    id: str
    films: tuple[str, ...]
    time_s: int
    words: tuple[str, ...] = ()

    def to_json(self) -> dict[str, object]:
        """Return the program as JSON."""
        return {"id": self.id, "films": list(self.films), "time_s": self.time_s, "words": list(self.words)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """Why a film is where it is; ``program`` is None for a film left out."""

    film: str
    program: str | None = None
    position: int | None = None
    why_here: str | None = None
    why_not: str | None = None
    what_would_change: str | None = None

    def to_json(self) -> dict[str, object]:
        """Return the reasons as JSON."""
        return {
            "film": self.film,
            "program": self.program,
            "position": self.position,
            "why_here": self.why_here,
            "why_not": self.why_not,
            "what_would_change": self.what_would_change,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """Another proposal, the share of placements in which it differs, what it gives up, and its own reasons."""

    score: float
    differs: float
    programs: tuple[Filled, ...]
    left_out: tuple[str, ...]
    gives_up: tuple[str, ...]
    terms: dict[str, Term] = field(default_factory=dict)
    films: tuple[Why, ...] = ()

    def to_json(self) -> dict[str, object]:
        """Return the alternative as JSON."""
        return {
            "score": self.score,
            "differs": round(self.differs, 3),
            "gives_up": list(self.gives_up),
            "programs": [program.to_json() for program in self.programs],
            "left_out": list(self.left_out),
            "terms": {name: term._asdict() for name, term in self.terms.items()},
            "films": [why.to_json() for why in self.films],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Solution(solution.Solution):
    """A proposal of programs."""

    programs: tuple[Filled, ...] = ()
    left_out: tuple[tuple[str, str], ...] = ()
    films: tuple[Why, ...] = ()
    alternatives: tuple[Alternative, ...] = ()

    def decision(self) -> dict[str, object]:
        """Return the keys that are special to blocks."""
        return {
            "programs": [program.to_json() for program in self.programs],
            "left_out": [{"film": film, "reason": reason} for film, reason in self.left_out],
            "films": [why.to_json() for why in self.films],
            "alternatives": [other.to_json() for other in self.alternatives],
        }
