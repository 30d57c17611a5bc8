"""When auditoriums are the festival's: copied from day to day, given back in part."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction

from matinee.accounts.models import User
from matinee.festival.actions import audit
from matinee.festival.models import Edition
from matinee.kit.clock import at_local
from matinee.kit.errors import Conflict, InvalidInput
from matinee.schedule.actions.changing import Row, grid_change
from matinee.schedule.actions.houses import set_open_hours
from matinee.schedule.actions.settling import settle
from matinee.schedule.models import Auditorium, Event, OpenHours, Screening
from matinee.schedule.states import ScreeningState

NIGHT_ENDS_H = 4


@transaction.atomic
def copy_day_hours(*, edition: Edition, day: date, to: list[date], by: User | None) -> list[OpenHours]:
    """Give other days the open hours of one day, at the same times of the clock, past midnight too.

    Raises
    ------
    Conflict
        The day has no open hours.
    """
    made, found = [], False
    for row in list(OpenHours.objects.filter(edition=edition).select_related("auditorium__venue__festival")):
        zone = row.auditorium.venue.time_zone or edition.festival.time_zone
        opens, closes = (moment.astimezone(ZoneInfo(zone)) for moment in (row.opens_at, row.closes_at))
        if (opens - timedelta(hours=NIGHT_ENDS_H)).date() != day:
            continue
        found = True
        for other in to:
            shift = other - day
            opens_at = at_local(opens.date() + shift, opens.time(), zone)
            closes_at = at_local(closes.date() + shift, closes.time(), zone)
            made.append(
                set_open_hours(
                    edition=edition, auditorium=row.auditorium, opens_at=opens_at, closes_at=closes_at, by=by
                )
            )
    if not found:
        raise Conflict(f"No auditorium is open on {day}. Set its hours first, then copy them.")
    return made


@transaction.atomic
def close_auditorium(
    *, edition: Edition, auditorium: Auditorium, starts_at: datetime, ends_at: datetime, by: User | None
) -> list[Row]:
    """Lose an auditorium for a while: its hours are cut, and what stood there is parked until somebody moves it.

    Returns what is parked now.

    Raises
    ------
    InvalidInput
        The span ends before it begins, or the auditorium is not open in it.
    """
    if ends_at <= starts_at:
        raise InvalidInput("ends_at", ends_at, "Give a time after the beginning.")
    rows = OpenHours.objects.select_for_update().filter(edition=edition, auditorium=auditorium)
    cut = list(rows.filter(opens_at__lt=ends_at, closes_at__gt=starts_at))
    if not cut:
        raise InvalidInput("starts_at", starts_at, f"{auditorium} is not open then, so nothing is lost.")
    with grid_change(edition=edition, verb="close_auditorium", by=by) as touched:
        for row in cut:
            _cut(row, starts_at, ends_at)
        standing = {"edition": edition, "auditorium": auditorium, "state": ScreeningState.SCHEDULED}
        standing |= {"occupied_from__lt": ends_at, "occupied_until__gt": starts_at}
        ways = ("edition__festival", "auditorium__venue", "program")
        hit: list[Row] = [
            *Screening.objects.filter(**standing).select_related(*ways),
            *Event.objects.filter(**standing).select_related(*ways),
        ]
        touched.touch(*hit, is_fresh=True)
        settle(touched, hit, may_clash=True)
        touched.words = f"{auditorium} is lost; {sum(row.is_parked for row in hit)} bookings have to move"
    audit(festival=edition.festival, by=by, verb="cut_open_hours", about=auditorium, start=starts_at, end=ends_at)
    return [row for row in hit if row.is_parked]


def _cut(row: OpenHours, start: datetime, end: datetime) -> None:
    """Take a span out of open hours: what is left before and after stays open."""
    before, after = (row.opens_at, start), (end, row.closes_at)
    left = [span for span in (before, after) if span[0] < span[1]]
    row.delete()
    OpenHours.objects.bulk_create(
        OpenHours(edition=row.edition, auditorium=row.auditorium, opens_at=a, closes_at=b) for a, b in left
    )
