"""The repetitions of an iCalendar event (RFC 5545, 3.8.5): RRULE and RDATE without EXDATE, on the event's own clock."""

from collections.abc import Collection, Iterator
from datetime import date, datetime, time, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from dateutil.rrule import rruleset, rrulestr

Component = Any  # of icalendar: a value may be any of thirty types, so each use says what it takes
EARLIEST = 1970
TOO_OFTEN = {"SECONDLY", "MINUTELY", "HOURLY"}
MOST = 20_000


class Unreadable(Exception):  # noqa: N818  told in a list, not raised to people
    """An event that cannot be understood."""


def repeats(
    component: Component, start: datetime | date, *, but: Collection[datetime | date], until: datetime, zone: ZoneInfo
) -> Iterator[datetime | date]:
    """Yield each start of an event up to ``until``: its first, and where it repeats the others, without ``but``.

    Repetitions keep the time of the clock when the clock jumps, as the event's own zone has it.
    """
    if component.get("RRULE") is None and component.get("RDATE") is None:
        yield start
        return
    if start.year < EARLIEST:
        raise Unreadable(f"it repeats since before {EARLIEST}")
    clock = start.tzinfo if isinstance(start, datetime) else None
    last = until.astimezone(clock or zone).replace(tzinfo=None)
    found = rruleset()
    for rule in _listed(component.get("RRULE")):
        found.rrule(rrulestr(_rule(rule, clock, last), dtstart=_naive(start, clock)))
    found.rdate(_naive(start, clock))
    for moment in _moments(component, "RDATE"):
        found.rdate(_naive(moment, clock))
    for moment in (*_moments(component, "EXDATE"), *but):
        found.exdate(_naive(moment, clock))
    for one in _counted_out(found, last):
        yield one.replace(tzinfo=clock) if isinstance(start, datetime) else one.date()


def _counted_out(found: rruleset, last: datetime) -> Iterator[datetime]:
    """Yield repetitions up to the last moment that matters."""
    for n, moment in enumerate(found):
        if moment > last:
            return
        if n >= MOST:
            raise Unreadable(f"it repeats more than {MOST} times")
        yield moment


def _rule(rule: Component, clock: tzinfo | None, last: datetime) -> str:
    """Return a rule with an end on the event's own clock, so that counting it out always ends."""
    parts = dict(rule)
    if str((parts.get("FREQ") or [""])[0]).upper() in TOO_OFTEN:
        raise Unreadable("it repeats by the hour or more often")
    if "COUNT" not in parts:
        said = [_naive(moment, clock) for moment in parts.get("UNTIL") or []]
        parts["UNTIL"] = [min([last, *said])]
    return ";".join(f"{name}={','.join(_word(one) for one in _listed(values))}" for name, values in parts.items())


def _word(value: object) -> str:
    return value.strftime("%Y%m%dT%H%M%S") if isinstance(value, datetime) else str(value)


def _naive(moment: datetime | date, clock: tzinfo | None) -> datetime:
    """Return a moment as the event's clock shows it; the end of a day for a day."""
    if not isinstance(moment, datetime):
        return datetime.combine(moment, time())
    if moment.tzinfo is not None and clock is not None:
        return moment.astimezone(clock).replace(tzinfo=None)
    return moment.replace(tzinfo=None)


def _moments(component: Component, name: str) -> Iterator[datetime | date]:
    for listed in _listed(component.get(name)):
        for one in getattr(listed, "dts", []):
            moment = one.dt
            yield moment[0] if isinstance(moment, tuple) else moment


def _listed(value: object) -> list[Any]:
    """Return what iCalendar has once or several times as a list."""
    if value is None:
        return []
    return list(value) if isinstance(value, (list, tuple)) else [value]
