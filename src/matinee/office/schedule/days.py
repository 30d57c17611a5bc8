"""The festival days that the grid shows: each from its first open hour to its last, drawn as long as it really is.

A night belongs to the day it began until four in the morning. Minutes are counted in UTC, so the day on which the clock
jumps is an hour shorter or longer on the page as well, and its hours carry the name that the clock gives them.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from matinee.festival.models import Edition
from matinee.kit.clock import at_local
from matinee.schedule.models import OpenHours
from matinee.web.words import day_in

NIGHT_ENDS: Final = time(4)
HOUR: Final = timedelta(hours=1)
USUAL: Final = (time(10), timedelta(hours=14))


@dataclass(frozen=True, slots=True)
class GridDay:
    """One festival day: the span that is drawn."""

    key: str
    label: str
    starts_at: datetime
    ends_at: datetime

    def marks(self, zone: str) -> Iterator[datetime]:
        """Yield every full hour of the local clock in the span."""
        local = self.starts_at.astimezone(ZoneInfo(zone))
        moment = (local.replace(minute=0, second=0, microsecond=0)).astimezone(UTC)
        while moment <= self.ends_at:
            if moment >= self.starts_at:
                yield moment
            moment += HOUR


def festival_day(moment: datetime, zone: str) -> date:
    """Return the festival day of a moment."""
    local = moment.astimezone(ZoneInfo(zone))
    return local.date() if local.time() >= NIGHT_ENDS else local.date() - timedelta(days=1)


def days_of(edition: Edition, hours: Sequence[OpenHours], cards: Iterable[dict[str, Any]]) -> list[GridDay]:
    """Return the edition's days, and those on which something is open or stands."""
    zone = edition.festival.time_zone
    spans = [(row.opens_at, row.closes_at) for row in hours] + [_span(card) for card in cards]
    by_day: dict[date, list[tuple[datetime, datetime]]] = {day: [] for day in _own_days(edition)}
    for span in spans:
        by_day.setdefault(festival_day(span[0], zone), []).append(span)
    return [_day(day, by_day[day], zone) for day in sorted(by_day)]


def _own_days(edition: Edition) -> list[date]:
    if edition.starts_on is None:
        return []
    last = edition.ends_on or edition.starts_on
    return [edition.starts_on + timedelta(days=n) for n in range((last - edition.starts_on).days + 1)]


def _span(card: dict[str, Any]) -> tuple[datetime, datetime]:
    begins = card["at"] - card["before"]
    ends = begins + sum(minutes for _name, minutes in card["parts"])
    return datetime.fromtimestamp(begins * 60, UTC), datetime.fromtimestamp(ends * 60, UTC)


def _day(day: date, spans: Sequence[tuple[datetime, datetime]], zone: str) -> GridDay:
    """Return a day from the full hour before its first span to the full hour after its last."""
    usual = at_local(day, USUAL[0], zone)
    starts = min((begins for begins, _ends in spans), default=usual)
    ends = max((until for _begins, until in spans), default=usual + USUAL[1])
    top = starts.replace(minute=0, second=0, microsecond=0)
    bottom = ends.replace(minute=0, second=0, microsecond=0) + HOUR
    return GridDay(day.isoformat(), day_in(day), top, bottom)
