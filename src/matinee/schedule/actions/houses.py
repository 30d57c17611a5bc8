"""Venues, auditoriums and when they are the festival's."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from matinee.accounts.models import User
from matinee.festival.actions import audit
from matinee.festival.models import Edition, Festival
from matinee.kit.errors import Conflict, InvalidInput
from matinee.kit.rows import apply_changes, checked
from matinee.schedule.models import Auditorium, OpenHours, Venue
from matinee.schedule.queries import screenings_of
from matinee.schedule.rules import overlap

LONGEST_OPEN_H = 30


@transaction.atomic
def make_venue(*, festival: Festival, slug: str, name: str, by: User | None, **fields: Any) -> Venue:  # noqa: ANN401  columns
    """Record a house."""
    venue = Venue(festival=festival, slug=slug, name=name, **fields)
    if Venue.objects.filter(festival=festival, slug=slug).exists():
        raise Conflict(f"There is a venue “{slug}” already. Choose another short name.")
    checked(venue)
    venue.save()
    audit(festival=festival, by=by, verb="make_venue", about=venue)
    return venue


@transaction.atomic
def change_venue(*, venue: Venue, by: User | None, **fields: Any) -> Venue:  # noqa: ANN401  columns
    """Change what a house is called and where it is."""
    changed = apply_changes(venue, fields)
    if changed:
        audit(festival=venue.festival, by=by, verb="change_venue", about=venue, changed=changed)
    return venue


@transaction.atomic
def make_auditorium(  # noqa: PLR0913  an action's arguments are all keywords
    *,
    venue: Venue,
    slug: str,
    name: str,
    by: User | None,
    seats: int = 0,
    features: Sequence[str] = (),
    **fields: Any,  # noqa: ANN401  columns
) -> Auditorium:
    """Record a room with a screen."""
    auditorium = Auditorium(venue=venue, slug=slug, name=name, seats=seats, features=list(features), **fields)
    if Auditorium.objects.filter(venue=venue, slug=slug).exists():
        raise Conflict(f"{venue} has an auditorium “{slug}” already. Choose another short name.")
    checked(auditorium)
    auditorium.save()
    audit(festival=venue.festival, by=by, verb="make_auditorium", about=auditorium)
    return auditorium


@transaction.atomic
def change_auditorium(*, auditorium: Auditorium, by: User | None, **fields: Any) -> Auditorium:  # noqa: ANN401  columns
    """Change an auditorium's name, seats or features."""
    changed = apply_changes(auditorium, fields)
    if changed:
        audit(
            festival=auditorium.venue.festival,
            by=by,
            verb="change_auditorium",
            about=auditorium,
            changed=changed,
        )
    return auditorium


@transaction.atomic
def set_open_hours(
    *, edition: Edition, auditorium: Auditorium, opens_at: datetime, closes_at: datetime, by: User | None
) -> OpenHours:
    """Say when an auditorium is the festival's; hours that touch ones it has widen those.

    Raises
    ------
    InvalidInput
        The auditorium is another festival's, or the hours end before they begin or last too long.
    """
    if auditorium.venue.festival_id != edition.festival_id:
        raise InvalidInput("auditorium", auditorium, f"Choose an auditorium of {edition.festival}.")
    if closes_at <= opens_at or (closes_at - opens_at).total_seconds() > LONGEST_OPEN_H * 3600:
        raise InvalidInput(
            "closes_at", closes_at, f"Give a time after {opens_at}, at most {LONGEST_OPEN_H} hours later."
        )
    rows = list(OpenHours.objects.select_for_update().filter(edition=edition, auditorium=auditorium))
    touching = [row for row in rows if row.opens_at <= closes_at and opens_at <= row.closes_at]
    hours = touching[0] if touching else OpenHours(edition=edition, auditorium=auditorium)
    hours.opens_at = min([opens_at, *(row.opens_at for row in touching)])
    hours.closes_at = max([closes_at, *(row.closes_at for row in touching)])
    checked(hours)
    OpenHours.objects.filter(pk__in=[row.pk for row in touching[1:]]).delete()
    hours.save()
    audit(
        festival=edition.festival,
        by=by,
        verb="set_open_hours",
        about=auditorium,
        opens=opens_at,
        closes=closes_at,
    )
    return hours


@transaction.atomic
def take_open_hours(*, hours: OpenHours, by: User | None) -> None:
    """Give an auditorium back; refused while a screening stands in these hours."""
    span = (hours.opens_at, hours.closes_at)
    inside = [
        row
        for row in screenings_of(hours.edition).filter(auditorium=hours.auditorium)
        if overlap((row.occupied_from, row.occupied_until), span)
    ]
    if inside:
        raise Conflict(f"“{inside[0].program}” is shown in these hours. Move or cancel it first.")
    audit(festival=hours.edition.festival, by=by, verb="take_open_hours", about=hours.auditorium)
    hours.delete()
