"""The schedule in the frab (pentabarf) dialect, as XML and as JSON.

Elements as in frab's ``schedule.xml`` that the congress apps read: schedule > version, conference, day > room > event.
A day ends at four in the morning; receptions are events too; ``guid`` stays the same for a screening in every release.
"""

import json
from datetime import date, datetime, time, timedelta
from typing import Any
from xml.etree.ElementTree import Element, SubElement, indent, tostring
from zoneinfo import ZoneInfo

from django.utils.translation import gettext

from matinee.kit.clock import at_local
from matinee.marquee.feeds.clean import clean, guid_of
from matinee.marquee.site import Site
from matinee.schedule.states import ScreeningState

Facts = dict[str, Any]
SLOT = "00:05"
DAY_STARTS = time(4)
NUMBERS = 2**31


def schedule_of(card: Facts, programs: list[Facts], site: Site) -> Facts:
    """Return the schedule as plain data, in the shape of ``schedule.json``."""
    events = [event for program in programs for event in _events(program, card, site)]
    days = sorted({event["day"] for event in events})
    edition = card["edition"]
    first, last = edition["starts_on"] or edition["month"], edition["ends_on"] or edition["month"]
    conference = {
        "acronym": f"{site.festival['slug']}-{edition['slug']}",
        "title": clean(f"{site.festival['name']}: {edition['title']}"),
        "start": first.isoformat(),
        "end": last.isoformat(),
        "daysCount": len(days),
        "timeslot_duration": SLOT,
        "time_zone_name": edition["time_zone"],
        "rooms": [{"name": name} for name in sorted({event["room"] for event in events})],
        "days": [_day(number, day, events, edition["time_zone"]) for number, day in enumerate(days, 1)],
    }
    return {"version": _version(programs), "base_url": site.url(site.href(edition["slug"])), "conference": conference}


def as_json(schedule: Facts) -> bytes:
    """Return ``schedule.json``."""
    return json.dumps({"schedule": schedule}, ensure_ascii=False).encode()


def as_xml(schedule: Facts) -> bytes:
    """Return ``schedule.xml``."""
    root = Element("schedule")
    SubElement(root, "version").text = schedule["version"]
    conference = SubElement(root, "conference")
    told = schedule["conference"]
    for name in ("title", "acronym", "start", "end", "timeslot_duration", "time_zone_name"):
        SubElement(conference, name).text = told[name]
    SubElement(conference, "days").text = str(told["daysCount"])
    for day in told["days"]:
        limits = {"start": day["day_start"], "end": day["day_end"]}
        element = SubElement(root, "day", {"index": str(day["index"]), "date": day["date"], **limits})
        for room, events in day["rooms"].items():
            holder = SubElement(element, "room", {"name": room})
            for event in events:
                _event_element(holder, event)
    indent(root, " ")
    return bytes(tostring(root, encoding="utf-8", xml_declaration=True))


def _event_element(holder: Element, event: Facts) -> None:
    element = SubElement(holder, "event", {"id": str(event["id"]), "guid": event["guid"]})
    names = (
        "room", "title", "subtitle", "slug", "type", "track", "abstract", "date", "start", "duration", "language",
        "url",
    )  # fmt: skip
    for name in names:
        SubElement(element, name).text = event[name]
    persons = SubElement(element, "persons")
    for person in event["persons"]:
        SubElement(persons, "person", {"id": str(person["id"])}).text = person["public_name"]
    links = SubElement(element, "links")
    for link in event["links"]:
        SubElement(links, "link", {"href": link["url"]}).text = link["title"]


def _version(programs: list[Facts]) -> str:
    """Return a version that goes up when any screening changes."""
    rows = [row for program in programs for row in program["showings"]]
    return f"{sum(row['sequence'] + 1 for row in rows)}"


def _day(number: int, day: date, events: list[Facts], zone: str) -> Facts:
    todays = [event for event in events if event["day"] == day]
    rooms = sorted({event["room"] for event in todays})
    begins = at_local(day, DAY_STARTS, zone).astimezone(ZoneInfo(zone))
    ends = at_local(day + timedelta(days=1), DAY_STARTS, zone).astimezone(ZoneInfo(zone))
    return {
        "index": number,
        "date": day.isoformat(),
        "day_start": begins.isoformat(),
        "day_end": ends.isoformat(),
        "rooms": {
            room: [
                {key: value for key, value in event.items() if key != "day"}
                for event in sorted(todays, key=lambda event: str(event["date"]))
                if event["room"] == room
            ]
            for room in rooms
        },
    }


def _events(program: Facts, card: Facts, site: Site) -> list[Facts]:
    """Return a program's screenings that take place, each after its reception."""
    found = []
    for row in program["showings"]:
        if row["state"] != ScreeningState.SCHEDULED:
            continue
        if row["reception_min"]:
            title = gettext("Reception: %(program)s") % {"program": program["title"]}
            found.append(_event(program, row, card, site, (title, "reception", row["doors_at"], row["starts_at"])))
        found.append(
            _event(program, row, card, site, (program["title"], "screening", row["starts_at"], row["ends_at"]))
        )
    return found


def _event(program: Facts, row: Facts, card: Facts, site: Site, what: tuple[str, str, datetime, datetime]) -> Facts:
    title, kind, begins, ends = what
    local = begins.astimezone(ZoneInfo(card["edition"]["time_zone"]))
    guid = guid_of(kind, row["code"])
    minutes = round((ends - begins).total_seconds() / 60)
    slugs = {c["person"] for film in program["films"] for c in film["credits"] if c["role"] == "director"}
    return {
        "day": (local - timedelta(hours=DAY_STARTS.hour)).date(),
        "id": guid.int % NUMBERS,
        "guid": str(guid),
        "code": row["code"],
        "room": clean(f"{row['venue']['name']}: {row['auditorium']}"),
        "title": clean(title),
        "subtitle": "",
        "slug": f"{program['slug']}-{kind}-{row['code']}",
        "type": kind,
        "track": clean(program["strand"]["title"]) if program["strand"] else "",
        "abstract": clean(program["about"]),
        "date": local.isoformat(),
        "start": local.strftime("%H:%M"),
        "duration": f"{minutes // 60:02d}:{minutes % 60:02d}",
        "language": site.festival["language"],
        "url": site.url(program["href"]),
        "persons": [
            {"id": guid_of("person", slug).int % NUMBERS, "public_name": clean(card["people"][slug]["name"])}
            for slug in sorted(slugs)
            if kind == "screening"
        ],
        "links": [{"title": clean(film["title"]), "url": site.url(film["href"])} for film in program["films"]],
    }
