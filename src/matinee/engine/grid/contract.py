"""The contract `matinee-grid/1`: what is to be shown, where it could be, who has to be there, and what is wished.

All times are whole minutes that really pass from one moment on (best the edition's first midnight), so zones and
daylight saving stay outside. A start stands on a step of ``step_min`` from minute 0, or where a lock or the published
grid has it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from matinee.engine.json_reader import limits

DAY_MIN = 1440
NAME = limits(min_length=1, max_length=200, about="your own id")
NAMES = limits(min_length=1, max_length=200, max_items=500)
WORDS = limits(max_length=1000, about="for the reasons in words; the id stands in for it")
MINUTE = limits(minimum=-1_000_000, maximum=1_000_000, about="minutes that really pass from the edition's start")
LENGTH = limits(minimum=0, maximum=DAY_MIN)
WINDOWS = limits(minimum=-1_000_000, maximum=1_000_000, max_items=1000, about="spans of [from_min, to_min]")
NUMBER = limits(minimum=1, maximum=20, about="which showing of the event, counted from 1")
POINTS = limits(minimum=0, maximum=100_000, about="at most three decimals")
SHARE = limits(minimum=0, maximum=1)

Window = tuple[int, int]
KindOfEvent = Literal["program", "panel", "reception", "meeting", "interview", "other"]
Role = Literal["maker", "moderator", "juror", "interviewer", "projectionist", "guest"]


@dataclass(frozen=True, slots=True)
class Event:
    """What is to be shown or held, once or more often.

    It takes an auditorium from ``before_min`` before the announced start (reception) through ``during_min`` (what
    the audience sits through) to ``after_min`` after that (clearing). ``windows`` hold its announced starts.
    """

    id: str = field(metadata=NAME)
    during_min: int = field(metadata=limits(minimum=1, maximum=DAY_MIN))
    title: str = field(default="", metadata=WORDS)
    kind: KindOfEvent = "program"
    before_min: int = field(default=0, metadata=LENGTH)
    after_min: int = field(default=0, metadata=LENGTH)
    windows: tuple[Window, ...] | None = field(default=None, metadata=WINDOWS)
    wished_windows: tuple[Window, ...] | None = field(default=None, metadata=WINDOWS)
    features: tuple[str, ...] = field(default=(), metadata=NAMES)
    auditoriums: tuple[str, ...] | None = field(default=None, metadata=NAMES)
    showings: int = field(default=1, metadata=NUMBER)
    apart_min: int = field(default=0, metadata=limits(minimum=0, maximum=100_000, about="from start to start"))
    demand: int = field(default=0, metadata=limits(minimum=0, maximum=1_000_000, about="people expected in all"))
    strand: str | None = field(default=None, metadata=limits(min_length=1, max_length=200))
    tags: tuple[str, ...] = field(default=(), metadata=NAMES)
    must: bool = field(default=False, metadata=limits(about="true: a grid without all its showings is no grid"))

    @property
    def name(self) -> str:
        """Return what people call it."""
        return self.title or self.id


@dataclass(frozen=True, slots=True)
class Auditorium:
    """A room: what it takes, and when it is open. ``turnaround_min`` of cleaning lie between any two events in it."""

    id: str = field(metadata=NAME)
    venue: str = field(metadata=NAME)
    windows: tuple[Window, ...] = field(metadata=WINDOWS)
    title: str = field(default="", metadata=WORDS)
    seats: int = field(default=0, metadata=limits(minimum=0, maximum=1_000_000))
    features: tuple[str, ...] = field(default=(), metadata=NAMES)
    turnaround_min: int = field(default=0, metadata=LENGTH)

    @property
    def name(self) -> str:
        """Return what people call it."""
        return self.title or self.id


@dataclass(frozen=True, slots=True)
class Way:
    """Minutes between two venues, the same both ways."""

    a: str = field(metadata=NAME)
    b: str = field(metadata=NAME)
    minutes: int = field(metadata=LENGTH)


@dataclass(frozen=True, slots=True)
class Duty:
    """A person's part in an event: at every showing, at the first in time, or at any one of them.

    They are needed from ``before_min`` before the announced start to ``after_min`` after its end, and count as
    ``guests`` people where they are missed.
    """

    event: str = field(metadata=NAME)
    role: Role = "maker"
    showings: Literal["every", "first", "any"] = "every"
    before_min: int = field(default=0, metadata=LENGTH)
    after_min: int = field(default=0, metadata=LENGTH)
    guests: int = field(default=1, metadata=limits(minimum=0, maximum=1000))


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with duties. ``windows`` say when they are there (null: always), as a rule (hard) or a wish."""

    id: str = field(metadata=NAME)
    roles: tuple[Duty, ...] = field(metadata=limits(max_items=500))
    title: str = field(default="", metadata=WORDS)
    windows: tuple[Window, ...] | None = field(default=None, metadata=WINDOWS)
    is_hard: bool = False

    @property
    def name(self) -> str:
        """Return what people call them."""
        return self.title or self.id


@dataclass(frozen=True, slots=True)
class Audience:
    """So many people want both events."""

    a: str = field(metadata=NAME)
    b: str = field(metadata=NAME)
    people: int = field(metadata=limits(minimum=0, maximum=1_000_000))


@dataclass(frozen=True, slots=True)
class Overlap:
    """Which share of the smaller demand wants both of two events alike, where no audience says it."""

    strand: float = field(default=0.0, metadata=SHARE)
    tag: float = field(default=0.0, metadata=SHARE)


@dataclass(frozen=True, slots=True)
class Precedence:
    """Some showing of ``a`` has ended ``gap_min`` before any showing of ``b`` starts."""

    a: str = field(metadata=NAME)
    b: str = field(metadata=NAME)
    gap_min: int = field(default=0, metadata=limits(minimum=0, maximum=100_000))


@dataclass(frozen=True, slots=True)
class Premiere:
    """Showing 1 of the event is its premiere: no other starts before it; it may have its own rooms and windows."""

    event: str = field(metadata=NAME)
    auditoriums: tuple[str, ...] | None = field(default=None, metadata=NAMES)
    windows: tuple[Window, ...] | None = field(default=None, metadata=WINDOWS)


@dataclass(frozen=True, slots=True)
class Lock:
    """A showing that takes place, in this auditorium, at this start, or both."""

    event: str = field(metadata=NAME)
    showing: int = field(default=1, metadata=NUMBER)
    auditorium: str | None = field(default=None, metadata=NAME)
    start_min: int | None = field(default=None, metadata=MINUTE)


@dataclass(frozen=True, slots=True)
class Forbid:
    """No start of the event in this auditorium (null: in any) inside these windows (null: ever)."""

    event: str = field(metadata=NAME)
    showing: int | None = field(default=None, metadata=NUMBER)
    auditorium: str | None = field(default=None, metadata=NAME)
    windows: tuple[Window, ...] | None = field(default=None, metadata=WINDOWS)


@dataclass(frozen=True, slots=True)
class Published:
    """Where a showing stands in the grid people already know."""

    event: str = field(metadata=NAME)
    auditorium: str = field(metadata=NAME)
    start_min: int = field(metadata=MINUTE)
    showing: int = field(default=1, metadata=NUMBER)


@dataclass(frozen=True, slots=True)
class Weights:
    """What one unit of each term costs, in points; each unit stands in the name's description."""

    unplaced: float = field(default=100.0, metadata=POINTS)  # a showing
    guests_lost: float = field(default=10.0, metadata=POINTS)  # a guest missed at a showing
    cannot_see_both: float = field(default=0.1, metadata=POINTS)  # a person
    unseated: float = field(default=0.05, metadata=POINTS)  # a person
    off_daypart: float = field(default=0.02, metadata=POINTS)  # a minute
    turnaround: float = field(default=0.05, metadata=POINTS)  # a minute
    walking: float = field(default=0.02, metadata=POINTS)  # a minute
    changes: float = field(default=2.0, metadata=POINTS)  # a showing
    moved: float = field(default=0.005, metadata=POINTS)  # a minute


@dataclass(frozen=True, slots=True)
class GridProblem:
    """What is to be placed, where, and what binds it."""

    format: Literal["matinee-grid/1"]
    events: tuple[Event, ...] = field(metadata=limits(max_items=2000))
    auditoriums: tuple[Auditorium, ...] = field(metadata=limits(max_items=200))
    people: tuple[Person, ...] = field(default=(), metadata=limits(max_items=20_000))
    travel: tuple[Way, ...] = field(default=(), metadata=limits(max_items=20_000))
    travel_min: int = field(default=15, metadata=limits(minimum=0, maximum=DAY_MIN, about="where no way is told"))
    same_venue_min: int = field(default=0, metadata=limits(minimum=0, maximum=DAY_MIN, about="between two rooms"))
    audiences: tuple[Audience, ...] = field(default=(), metadata=limits(max_items=500_000))
    overlap: Overlap = field(default_factory=Overlap)
    precedence: tuple[Precedence, ...] = field(default=(), metadata=limits(max_items=10_000))
    premieres: tuple[Premiere, ...] = field(default=(), metadata=limits(max_items=2000))
    locks: tuple[Lock, ...] = field(default=(), metadata=limits(max_items=20_000))
    forbid: tuple[Forbid, ...] = field(default=(), metadata=limits(max_items=20_000))
    published: tuple[Published, ...] = field(default=(), metadata=limits(max_items=20_000))
    select: Literal["all", "best"] = "best"
    repair: bool = field(default=False, metadata=limits(about="fewest changes to the published grid first"))
    comfort_min: int = field(default=10, metadata=limits(minimum=0, maximum=240, about="a comfortable gap in a room"))
    walk_within_min: int = field(default=120, metadata=limits(minimum=0, maximum=DAY_MIN))
    step_min: int = field(default=5, metadata=limits(minimum=1, maximum=60))
    day_starts_min: int = field(default=0, metadata=limits(minimum=0, maximum=DAY_MIN - 1, about="for words only"))
    weights: Weights = field(default_factory=Weights)

    def must(self, event: Event) -> bool:
        """Say whether an event has to have all its showings."""
        return event.must or self.select == "all"
