"""A person's private calendar (iCalendar, RFC 5545), open to whoever has its address."""

from datetime import timedelta

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from icalendar import Calendar
from icalendar import Event as Entry

from matinee.festival.models import Edition
from matinee.office.schedule.sheets import Item, items_of, of_person, parts_said
from matinee.people.models import Person
from matinee.schedule.queries.feeds import feed_of_secret


@login_not_required
@never_cache
@require_safe
def person_calendar(_request: HttpRequest, secret: str) -> HttpResponse:
    """Send the calendar of a secret address; a wrong one or one taken back is not there."""
    feed = feed_of_secret(secret)
    if feed is None:
        raise Http404
    content = calendar_of(feed.edition, feed.person, of_person(items_of(feed.edition), feed.person))
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"
    return response


def calendar_of(edition: Edition, person: Person, items: list[Item]) -> bytes:
    """Return a person's days as a calendar: one entry a booking, its UID kept when it moves."""
    calendar = Calendar()
    calendar.add("prodid", "-//Matinee//Person calendar//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", f"{edition.festival}, {edition}: {person}")
    calendar.add("x-wr-timezone", edition.festival.time_zone)
    calendar.add("refresh-interval", timedelta(minutes=15), parameters={"value": "DURATION"})
    for item in items:
        calendar.add_component(_entry(item, person))
    return bytes(calendar.to_ical())


def _entry(item: Item, person: Person) -> Entry:
    booking, venue = item.booking, item.auditorium.venue
    entry = Entry()
    entry.add("uid", f"{booking.code}.{person.code}@{booking.edition.festival.slug}.matinee")
    entry.add("sequence", booking.sequence)
    entry.add("dtstamp", booking.changed_at)
    entry.add("last-modified", booking.changed_at)
    entry.add("dtstart", booking.starts_at)
    entry.add("dtend", item.ends_at)
    entry.add("summary", f"{item.title} ({parts_said(item.people)})")
    place = (item.auditorium.name, venue.name, venue.address, venue.city)
    entry.add("location", ", ".join(part for part in place if part))
    entry.add("status", "CONFIRMED")
    return entry
