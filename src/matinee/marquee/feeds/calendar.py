"""iCalendar (RFC 5545): one VEVENT a screening, with a stable UID and a SEQUENCE that counts changes."""

from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vGeo

from matinee.marquee.feeds.clean import clean
from matinee.marquee.site import Site
from matinee.schedule.states import ScreeningState

Facts = dict[str, Any]


def calendar_of(name: str, programs: list[Facts], edition: Facts, site: Site) -> bytes:
    """Return a calendar of the programs' screenings, cancelled ones marked as such."""
    calendar = Calendar()
    calendar.add("prodid", "-//Matinee//Festival calendar//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", clean(name))
    calendar.add("x-wr-timezone", edition["time_zone"])
    for program in programs:
        for screening in program["showings"]:
            calendar.add_component(_event(program, screening, edition, site))
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _event(program: Facts, screening: Facts, edition: Facts, site: Site) -> Event:
    zone = ZoneInfo(edition["time_zone"])
    event = Event()
    event.add("uid", f"{screening['code']}@{site.festival['slug']}.matinee")
    event.add("sequence", screening["sequence"])
    event.add("dtstamp", screening["changed_at"])
    event.add("last-modified", screening["changed_at"])
    event.add("dtstart", screening["starts_at"].astimezone(zone))
    event.add("dtend", screening["ends_at"].astimezone(zone))
    event.add("summary", clean(program["title"]))
    event.add("description", _description(program))
    event.add("url", site.url(program["href"]))
    is_going = screening["state"] == ScreeningState.SCHEDULED
    event.add("status", "CONFIRMED" if is_going else "CANCELLED")
    if program["strand"]:
        event.add("categories", [clean(program["strand"]["title"])])
    venue = screening["venue"]
    place = (screening["auditorium"], venue["name"], venue["address"], venue["city"])
    event.add("location", clean(", ".join(part for part in place if part)))
    if venue["latitude"] is not None and venue["longitude"] is not None:
        event.add("geo", vGeo((venue["latitude"], venue["longitude"])))
    return event


def _description(program: Facts) -> str:
    films = [
        f"{film['title']} ({film['directors']})" if film["directors"] else film["title"] for film in program["films"]
    ]
    return clean("\n".join(part for part in (program["about"], *films) if part))
