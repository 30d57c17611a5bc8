"""What stands around the screenings: a reception in the small auditorium, and who leads the talks."""

from datetime import timedelta

from matinee.accounts.models import User
from matinee.festival.models import Edition
from matinee.people.actions import person_named
from matinee.schedule.actions import add_event, bring_guests, say_availability, set_open_hours, take_part
from matinee.schedule.models import Event
from matinee.schedule.queries import auditoriums_of, events_of, screenings_of
from matinee.schedule.rules import next_step
from matinee.schedule.states import EventKind, Part

TITLE = "Filmmakers' reception"


def set_around(edition: Edition, by: User) -> Event | None:
    """Put a reception after the last screening and a moderator into every one; done once."""
    rows = list(screenings_of(edition))
    others = auditoriums_of(edition.festival).exclude(pk__in={row.auditorium_id for row in rows})
    room = others.first()
    if not rows or room is None or events_of(edition).exists():
        return events_of(edition).first()
    starts_at = next_step(max(row.occupied_until for row in rows))
    ends_at = starts_at + timedelta(minutes=90)
    set_open_hours(edition=edition, auditorium=room, opens_at=starts_at, closes_at=ends_at, by=by)
    event = add_event(
        edition=edition, title=TITLE, kind=EventKind.RECEPTION, auditorium=room, starts_at=starts_at, length_min=75,
        after_min=15, is_public=False, by=by,
    )  # fmt: skip
    bring_guests(edition=edition, by=by)
    moderator = person_named(festival=edition.festival, name=by.name, by=by)
    for program in {row.program for row in rows}:
        take_part(edition=edition, person=moderator, part=Part.MODERATOR, program=program, by=by)
    there = (min(row.occupied_from for row in rows), ends_at)
    say_availability(edition=edition, person=moderator, starts_at=there[0], ends_at=there[1], by=by)
    return event
