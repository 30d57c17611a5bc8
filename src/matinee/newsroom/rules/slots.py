"""When an interview can be: around the screenings of its film, other interviews, and what else a room is taken for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from matinee.schedule.rules import next_step, overlap

STEP = timedelta(minutes=15)
Span = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Commitment:
    """Something that is on already, in words that a person knows it by."""

    words: str
    starts_at: datetime
    ends_at: datetime

    @property
    def span(self) -> Span:
        """From when to when."""
        return (self.starts_at, self.ends_at)


def clashes(starts_at: datetime, minutes: int, commitments: Iterable[Commitment]) -> list[Commitment]:
    """Return what an interview would meet; touching ends do not."""
    span = (starts_at, starts_at + timedelta(minutes=minutes))
    return [one for one in commitments if overlap(span, one.span)]


def free_starts(
    minutes: int,
    windows: Sequence[Span],
    commitments: Sequence[Commitment],
    *,
    near: datetime | None = None,
    most: int = 6,
) -> list[datetime]:
    """Return free starts on the quarter hour inside the windows, those nearest to ``near``, in the order of time."""
    found: list[datetime] = []
    for opens, closes in sorted(windows):
        start = next_step(opens)
        while start + timedelta(minutes=minutes) <= closes:
            if not clashes(start, minutes, commitments):
                found.append(start)
            start += STEP
    if near is not None:
        found.sort(key=lambda start: (abs(start - near), start))
    return sorted(set(found[:most]))
