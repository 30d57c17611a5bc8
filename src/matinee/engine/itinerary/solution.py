"""An itinerary as an output document."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from matinee.engine.solution import Solution


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A showing to go to: the wishes it fulfils, the way to it, and the minutes to spare before its door.

    ``travel_min`` and ``spare_min`` count from the visit before on the same day; null for the first.
    """

    showing: str
    works: tuple[str, ...]
    venue: str
    start_min: int
    end_min: int
    day: int
    travel_min: int | None
    spare_min: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting:
    """A meal, and when; both moments are null where it is missed."""

    meal: str
    start_min: int | None
    end_min: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenUp:
    """A wish not fulfilled: why, the showing that comes closest, what would go for it, and the points that costs."""

    work: str
    stars: int
    reason: str
    code: str
    showing: str | None
    instead_of: tuple[str, ...]
    costs: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ItinerarySolution(Solution):
    """Which showings, in the order of time."""

    visits: tuple[Visit, ...]
    meals: tuple[Sitting, ...]
    given_up: tuple[GivenUp, ...]

    def decision(self) -> dict[str, object]:
        """Return the keys of the itinerary."""
        return {
            "visits": [{**asdict(visit), "works": list(visit.works)} for visit in self.visits],
            "meals": [asdict(meal) for meal in self.meals],
            "given_up": [{**asdict(wish), "instead_of": list(wish.instead_of)} for wish in self.given_up],
        }
