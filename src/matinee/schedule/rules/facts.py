"""An edition's grid as its checks read it: plain values, nothing of the database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from matinee.programming.rules.book import Custom
from matinee.programming.states import CheckLevel
from matinee.schedule.rules.customs import GRID_CUSTOMS
from matinee.schedule.rules.spans import Said, Span
from matinee.schedule.states import GridCheck


@dataclass(frozen=True, slots=True)
class Presence:
    """Somebody's part in one booking."""

    person: int
    name: str
    part: str


@dataclass(frozen=True, slots=True)
class Slot:
    """A booking: what it takes, what it needs and who is in it."""

    code: str
    kind: str  # screening, event
    title: str
    room: int
    room_name: str
    venue: int
    starts_at: datetime
    ends_at: datetime  # of the audience
    taken: Span
    empty_at: datetime
    seats: int = 0
    demand: int = 0
    program: int | None = None
    strand: str = ""
    features: frozenset[str] = frozenset()
    room_features: frozenset[str] = frozenset()
    turnaround_min: int | None = None  # None: an event
    is_parked: bool = False
    outgrown_min: int | None = None  # minutes of film as they are now, where the slot was cut for others
    wished: tuple[Span, ...] = ()
    presences: tuple[Presence, ...] = ()


@dataclass(frozen=True, slots=True)
class Wanted:
    """How often a program is to be shown, and how far apart."""

    program: int
    title: str
    showings: int = 1
    apart_h: int = 0


@dataclass(frozen=True, slots=True)
class GridFacts:
    """Everything that the checks of one grid look at."""

    slots: Sequence[Slot]
    hours: Mapping[int, Sequence[Span]]
    said: Mapping[int, Sequence[Said]]
    wanted: Sequence[Wanted] = ()
    travel: Mapping[frozenset[int], int] = field(default_factory=dict)
    least_turnaround_min: int = 0
    zone: str = "UTC"
    customs: Mapping[GridCheck, Custom] = field(default_factory=lambda: GRID_CUSTOMS)

    def number(self, check: GridCheck) -> int:
        """Return from which number on a check speaks."""
        return self.customs[check].number or 0

    def finding(self, check: GridCheck, text: str, codes: tuple[str, ...], person: int | None = None) -> "GridFinding":
        """Return what a check has found, as serious as this festival takes it."""
        return GridFinding(self.customs[check].level, check.value, text, codes, person)


@dataclass(frozen=True, slots=True)
class GridFinding:
    """What a check has found, and the bookings that it is about."""

    level: CheckLevel
    check: str
    text: str
    codes: tuple[str, ...] = ()
    person: int | None = None
