"""The feeds, read by real parsers."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from defusedxml import ElementTree
from icalendar import Calendar

from matinee.festival.models import Edition
from matinee.marquee.publishing import publish_edition
from matinee.programming.models import Program
from matinee.schedule.actions import cancel_screening, move_screening
from matinee.schedule.models import Screening

Site = Callable[[str], str]
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def published(edition: Edition, programs: list[Program]) -> Edition:
    publish_edition(edition=edition, by=None)
    return edition


def test_calendar_has_one_event_a_screening_in_the_festivals_zone(published: Edition, site: Site) -> None:
    calendar = Calendar.from_ical(site("2031-03/calendar.ics"))

    (event,) = calendar.walk("VEVENT")
    screening = Screening.objects.get()
    assert event["uid"] == f"{screening.code}@lanterns.matinee"
    assert event.decoded("dtstart").astimezone(UTC) == screening.starts_at
    assert event["dtstart"].params["TZID"] == "America/Los_Angeles"
    assert str(event["location"]) == "Large room, Lantern House, 1 Kiln Street, Los Angeles"
    assert event["status"] == "CONFIRMED"
    assert [str(zone["tzid"]) for zone in calendar.walk("VTIMEZONE")] == ["America/Los_Angeles"]


def test_calendar_counts_changes_and_keeps_its_names(published: Edition, site: Site) -> None:
    screening = Screening.objects.get()
    later = screening.starts_at + timedelta(hours=1)
    move_screening(screening=screening, starts_at=later, auditorium=screening.auditorium, by=None)
    publish_edition(edition=published, by=None)
    (moved,) = Calendar.from_ical(site("2031-03/calendar.ics")).walk("VEVENT")
    cancel_screening(screening=screening, by=None)
    Edition.objects.filter(pk=published.pk).update(starts_on=None, ends_on=None)

    publish_edition(edition=Edition.objects.get(pk=published.pk), by=None)

    (dropped,) = Calendar.from_ical(site("2031-03/calendar.ics")).walk("VEVENT")
    assert (moved["sequence"], dropped["sequence"]) == (1, 2)
    assert moved["uid"] == dropped["uid"]
    assert dropped["status"] == "CANCELLED"


def test_schedule_xml_speaks_frab(published: Edition, site: Site) -> None:
    root = ElementTree.fromstring(site("2031-03/schedule.xml"))

    events = root.findall("day/room/event")
    assert root.findtext("conference/time_zone_name") == "America/Los_Angeles"
    assert [event.findtext("type") for event in events] == ["reception", "screening"]
    show = events[1]
    assert (show.findtext("start"), show.findtext("duration")) == ("12:20", "01:21")
    assert show.findtext("persons/person") == "Ada Ferro"
    assert root.find("day").attrib["date"] == "2031-03-08"
    assert datetime.fromisoformat(show.findtext("date")) == Screening.objects.get().starts_at
    assert len({event.attrib["guid"] for event in events}) == 2


def test_schedule_json_agrees_with_the_xml(published: Edition, site: Site) -> None:
    conference = json.loads(site("2031-03/schedule.json"))["schedule"]["conference"]
    root = ElementTree.fromstring(site("2031-03/schedule.xml"))

    events = [event for day in conference["days"] for room in day["rooms"].values() for event in room]
    assert [event["guid"] for event in events] == [event.attrib["guid"] for event in root.findall("day/room/event")]
    assert (conference["start"], conference["daysCount"]) == ("2031-03-08", 1)


def test_atom_feeds_have_stable_entries(published: Edition, site: Site) -> None:
    articles = ElementTree.fromstring(site("articles.atom"))
    changes = ElementTree.fromstring(site("2031-03/changes.atom"))

    entry = articles.find(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == "What the looms said"
    assert entry.find(f"{ATOM}link").attrib["href"] == "http://localhost:8000/at/lanterns/articles/looms/"
    assert changes.findtext(f"{ATOM}entry/{ATOM}summary") == "The program is published: 1 program, 3 films."
    publish_edition(edition=published, by=None)
    again = ElementTree.fromstring(site("2031-03/changes.atom"))
    assert again.findtext(f"{ATOM}entry/{ATOM}id") == changes.findtext(f"{ATOM}entry/{ATOM}id")


def test_sitemap_lists_pages_and_robots_name_it(published: Edition, site: Site) -> None:
    found = [loc.text for loc in ElementTree.fromstring(site("sitemap.xml")).iter() if loc.tag.endswith("loc")]

    root = "http://localhost:8000/at/lanterns/"
    assert {root, f"{root}2031-03/", f"{root}2031-03/films/ember/", f"{root}people/ada-ferro/"} <= set(found)
    assert f"{root}404.html" not in found
    assert f"Sitemap: {root}sitemap.xml" in site("robots.txt")


def test_structured_data_names_the_event_and_its_films(published: Edition, site: Site) -> None:
    data = [_ld(site(f"2031-03/{page}index.html")) for page in ("", "films/the-long-loom/")]

    festival, movie = data
    (event,) = festival["subEvent"]
    assert (festival["@type"], event["@type"], movie["@type"]) == ("Festival", "ScreeningEvent", "Movie")
    assert datetime.fromisoformat(event["startDate"]) == Screening.objects.get().starts_at
    assert [part["workPresented"]["name"] for part in event["subEvent"]] == ["The Long Loom", "Tide Table", "Ember"]
    assert (movie["duration"], movie["director"][0]["name"]) == ("PT20M", "Ada Ferro")


def _ld(html: str) -> dict[str, object]:
    _, after = html.split('<script type="application/ld+json">')
    found: dict[str, object] = json.loads(after.split("</script>", maxsplit=1)[0])
    return found


def test_control_characters_do_not_break_a_feed(edition: Edition, programs: list[Program], releases_root: Path) -> None:
    programs[0].title = "Shorts \x00\x0b one"[:7] + "\x0b one"
    programs[0].about = "A\x07B"
    programs[0].save()

    publish_edition(edition=edition, by=None)

    folder = releases_root / "live" / "lanterns" / "2031-03"
    assert ElementTree.fromstring((folder / "schedule.xml").read_text()).find("day") is not None
    assert Calendar.from_ical((folder / "calendar.ics").read_text()).walk("VEVENT")
