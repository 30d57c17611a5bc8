"""The contract `matinee-itinerary/1`: what a visitor wishes to see, what plays where and when, and what binds them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from matinee.engine.errors import BadInput
from matinee.engine.json_reader import limits, read, shown
from matinee.engine.json_schema import schema_of
from matinee.engine.references import numbered, require_known

NAME = limits(min_length=1, max_length=200, about="your own id")
WORDS = limits(max_length=1000, about="for the reasons in words; the id stands in for it")
MINUTE = limits(minimum=-1_000_000, maximum=1_000_000, about="minutes from any one moment, the same for all")
WORTH = limits(minimum=0, maximum=1000, about="at most three decimals")
DAY_MIN = 1440
DECIMALS = 3


@dataclass(frozen=True, slots=True)
class Wish:
    """A work (a film, a program) that the visitor wants to see once, with one to five stars."""

    work: str = field(metadata=NAME)
    stars: int = field(default=3, metadata=limits(minimum=1, maximum=5))
    title: str = field(default="", metadata=WORDS)


@dataclass(frozen=True, slots=True)
class Showing:
    """A public showing of one or more works. ``bonus`` is what this one is worth besides (its Q&A, a premiere)."""

    id: str = field(metadata=NAME)
    works: tuple[str, ...] = field(metadata=limits(min_length=1, max_length=200, min_items=1, max_items=200))
    venue: str = field(metadata=NAME)
    start_min: int = field(metadata=MINUTE)
    end_min: int = field(metadata=MINUTE)
    title: str = field(default="", metadata=WORDS)
    bonus: float = field(default=0.0, metadata=WORTH)
    tags: tuple[str, ...] = field(default=(), metadata=limits(min_length=1, max_length=200, max_items=50))
    price: int = field(default=0, metadata=limits(minimum=0, maximum=1_000_000_000, about="in minor units"))
    is_open: bool = field(default=True, metadata=limits(about="false: sold out; nobody gets in without a ticket"))


@dataclass(frozen=True, slots=True)
class Way:
    """Minutes between two venues, the same both ways."""

    a: str = field(metadata=NAME)
    b: str = field(metadata=NAME)
    minutes: int = field(metadata=limits(minimum=0, maximum=DAY_MIN))


@dataclass(frozen=True, slots=True)
class Meal:
    """So many minutes free, in one piece, between two moments; wanted, or required."""

    id: str = field(metadata=NAME)
    from_min: int = field(metadata=MINUTE)
    to_min: int = field(metadata=MINUTE)
    minutes: int = field(metadata=limits(minimum=1, maximum=DAY_MIN))
    is_required: bool = False


@dataclass(frozen=True, slots=True)
class PassRule:
    """At most so many showings (of a tag; null: of all) in all or a day. 0 says that the pass does not admit them."""

    at_most: int = field(metadata=limits(minimum=0, maximum=100_000))
    per: Literal["day", "stay"] = "stay"
    tag: str | None = field(default=None, metadata=limits(min_length=1, max_length=200))


@dataclass(frozen=True, slots=True)
class Weights:
    """Points: for a work of one to five stars, for a bonus, for a meal kept, and the price of one more showing."""

    stars: tuple[float, float, float, float, float] = field(default=(1.0, 2.0, 4.0, 7.0, 11.0), metadata=WORTH)
    bonus: float = field(default=1.0, metadata=WORTH)
    meal: float = field(default=3.0, metadata=WORTH)
    showing: float = field(default=0.01, metadata=WORTH)


@dataclass(frozen=True, slots=True)
class ItineraryProblem:
    """Which showings one visitor goes to."""

    format: Literal["matinee-itinerary/1"]
    wishes: tuple[Wish, ...] = field(metadata=limits(max_items=2000))
    showings: tuple[Showing, ...] = field(metadata=limits(max_items=5000))
    travel: tuple[Way, ...] = field(default=(), metadata=limits(max_items=20_000))
    travel_min: int = field(default=15, metadata=limits(minimum=0, maximum=DAY_MIN, about="where no way is told"))
    early_min: int = field(default=10, metadata=limits(minimum=0, maximum=240, about="at the door before the start"))
    present: tuple[tuple[int, int], ...] | None = field(default=None, metadata=limits(max_items=1000))
    meals: tuple[Meal, ...] = field(default=(), metadata=limits(max_items=400))
    rules: tuple[PassRule, ...] = field(default=(), metadata=limits(max_items=100))
    budget: int | None = field(default=None, metadata=limits(minimum=0, maximum=1_000_000_000_000))
    day_starts_min: int = field(default=300, metadata=limits(minimum=0, maximum=DAY_MIN - 1, about="5 in the morning"))
    locks: tuple[str, ...] = field(default=(), metadata=limits(max_items=1000, about="showings with a ticket already"))
    weights: Weights = field(default_factory=Weights)

    def day(self, showing: Showing) -> int:
        """Return the number of the day a showing starts on."""
        return (showing.start_min - self.day_starts_min) // DAY_MIN

    def is_there(self, showing: Showing) -> bool:
        """Say whether the visitor is present from the door to the end."""
        door = showing.start_min - self.early_min
        return self.present is None or any(a <= door and showing.end_min <= b for a, b in self.present)


def parse(document: object) -> ItineraryProblem:
    """Read and check a document."""
    problem = read(ItineraryProblem, document)
    numbered([wish.work for wish in problem.wishes], "wishes[{}].work")
    known = numbered([showing.id for showing in problem.showings], "showings[{}].id")
    numbered([meal.id for meal in problem.meals], "meals[{}].id")
    numbered(problem.locks, "locks[{}]")
    require_known(problem.locks, known, "locks[{}]")
    for s, showing in enumerate(problem.showings):
        _check_times(showing.start_min, showing.end_min, f"showings[{s}].end_min")
        _check_decimals(showing.bonus, f"showings[{s}].bonus")
    for i, (start, end) in enumerate(problem.present or ()):
        _check_times(start, end, f"present[{i}][1]")
    _check_ways(problem)
    _check_meals(problem)
    _check_weights(problem.weights)
    return problem


def _check_times(start_min: int, end_min: int, path: str) -> None:
    if end_min <= start_min:
        raise BadInput(path, f"{end_min} is not after the start, {start_min}")


def _check_decimals(points: float, path: str) -> None:
    if abs(points - round(points, DECIMALS)) > 1e-9:  # noqa: PLR2004 (what a float cannot say anyway)
        raise BadInput(path, f"{shown(points)} has more than three decimals; round it")


def _check_weights(weights: Weights) -> None:
    for i, points in enumerate(weights.stars):
        _check_decimals(points, f"weights.stars[{i}]")
    for name in ("bonus", "meal", "showing"):
        _check_decimals(getattr(weights, name), f"weights.{name}")


def _check_ways(problem: ItineraryProblem) -> None:
    venues = {showing.venue for showing in problem.showings}
    seen: set[frozenset[str]] = set()
    for i, way in enumerate(problem.travel):
        require_known([way.a], venues, f"travel[{i}].a")
        require_known([way.b], venues, f"travel[{i}].b")
        if way.a == way.b:
            raise BadInput(f"travel[{i}]", f"leads from {shown(way.a)} to itself; leave it out")
        if frozenset((way.a, way.b)) in seen:
            raise BadInput(f"travel[{i}]", f"{way.a} and {way.b} have a way already; a way counts in both directions")
        seen.add(frozenset((way.a, way.b)))


def _check_meals(problem: ItineraryProblem) -> None:
    for i, meal in enumerate(problem.meals):
        if meal.to_min - meal.from_min < meal.minutes:
            raise BadInput(f"meals[{i}].minutes", f"{meal.minutes} minutes do not fit between its two moments")


def schema() -> dict[str, object]:
    """Return the JSON Schema of the input."""
    return schema_of(ItineraryProblem, "matinee-itinerary/1")
