"""A grid as an output document."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from matinee.engine.solution import Solution


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place in the grid."""

    auditorium: str
    start_min: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A showing: where, when, the auditorium's minutes it takes, and why it stands there.

    ``costs`` are the points its place costs, by term; what two showings cost together stands with both.
    """

    event: str
    showing: int
    auditorium: str
    start_min: int
    end_min: int
    occupied_from_min: int
    occupied_until_min: int
    why_here: str = ""
    why_not_earlier: str = ""
    why_not_elsewhere: str = ""
    costs: dict[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unplaced:
    """A showing without a place, and why."""

    event: str
    showing: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A showing that stands elsewhere than published; ``after`` is null where it has no place any more."""

    event: str
    showing: int
    before: Spot
    after: Spot | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LostGuest:
    """Somebody who cannot be where they are wished; ``showing`` is null where any one showing would have done."""

    person: str
    event: str
    showing: int | None
    role: str
    guests: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """Another grid, what it scores, and what it gives up for what, by term in points."""

    score: float
    differs: int
    gives_up: dict[str, float]
    showings: tuple[Placed, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GridSolution(Solution):
    """Where and when everything is; ``fewest_changes`` is a proven least number of changes (repair only)."""

    showings: tuple[Placed, ...]
    unplaced: tuple[Unplaced, ...] = ()
    changes: tuple[Change, ...] = ()
    fewest_changes: int | None = None
    lost_guests: tuple[LostGuest, ...] = ()
    alternatives: tuple[Alternative, ...] = ()

    def decision(self) -> dict[str, object]:
        """Return the keys of the grid."""
        return {
            "showings": [asdict(one) for one in self.showings],
            "unplaced": [asdict(one) for one in self.unplaced],
            "changes": [asdict(one) for one in self.changes],
            "fewest_changes": self.fewest_changes,
            "lost_guests": [asdict(one) for one in self.lost_guests],
            "alternatives": [asdict(one) for one in self.alternatives],
        }
