"""An edition's showings in the order of its days: what the bill shows down the page."""

from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_skeleton

from matinee.web.words import current_locale

Facts = dict[str, Any]
DAY_STARTS = timedelta(hours=4)  # a late show belongs to its evening
FULL_ACTS = 12  # a bill longer than this names films without their stills


def days_of(programs: list[Facts], zone: str) -> list[Facts]:
    """Return the days of a bill, each with its acts in order.

    An act is one showing of a program. A program stands in full at its first showing, and as one line afterwards;
    a bill of more than twelve acts is set tightly throughout.
    """
    pairs = [(row, program) for program in programs for row in program["showings"]]
    pairs.sort(key=lambda pair: (pair[0]["starts_at"], pair[0]["auditorium"]))
    found: dict[date, list[Facts]] = {}
    told: set[str] = set()
    for row, program in pairs:
        day = (row["starts_at"].astimezone(ZoneInfo(zone)) - DAY_STARTS).date()
        is_again = program["slug"] in told
        told.add(program["slug"])
        act = {"program": program, "row": row, "is_again": is_again, "is_tight": is_again or len(pairs) > FULL_ACTS}
        found.setdefault(day, []).append(act)
    return [{"day": day, "short": short_day(day), "acts": acts} for day, acts in found.items()]


def short_day(day: date) -> str:
    """Return a day without its year, which stands above: ten of them fit in a line."""
    return str(format_skeleton("MMMEd", day, locale=current_locale()))
