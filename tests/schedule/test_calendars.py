"""Calendars of people, as they come: repetitions, days, zones, and files that are none."""

from collections.abc import Callable
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from matinee.festival.models import Edition, Festival
from matinee.kit.errors import InvalidInput
from matinee.people.actions import record_person
from matinee.people.models import Person
from matinee.schedule.actions import say_availability
from matinee.schedule.interchange import import_calendar, read_calendar
from matinee.schedule.models import Availability

LA = ZoneInfo("America/Los_Angeles")
MARCH = (datetime(2031, 3, 1, tzinfo=UTC), datetime(2031, 3, 20, tzinfo=UTC))


def ics(*events: str, name: str = "") -> bytes:
    """Return a calendar of events, each given by its lines."""
    blocks = "".join(f"BEGIN:VEVENT\nUID:{n}\n{event}\nEND:VEVENT\n" for n, event in enumerate(events))
    head = f"X-WR-CALNAME:{name}\n" if name else ""
    return f"BEGIN:VCALENDAR\nVERSION:2.0\n{head}{blocks}END:VCALENDAR\n".replace("\n", "\r\n").encode()


def busy(*events: str) -> list[tuple[str, str]]:
    """Return the busy spans of events in March 2031, as Los Angeles has them."""
    found = read_calendar(ics(*events), file_name="a.ics", zone=LA, around=MARCH)
    assert found.skipped == ()
    return [(f"{a.astimezone(LA):%d %H:%M}", f"{b.astimezone(LA):%d %H:%M}") for a, b in found.busy]


@pytest.mark.parametrize(
    ("event", "spans"),
    [
        ("DTSTART:20310308T200000Z\nDTEND:20310308T220000Z", [("08 12:00", "08 14:00")]),
        ("DTSTART;TZID=Europe/Rome:20310308T200000\nDURATION:PT90M", [("08 11:00", "08 12:30")]),
        ("DTSTART:20310308T200000\nDTEND:20310308T210000", [("08 20:00", "08 21:00")]),
        ("DTSTART;VALUE=DATE:20310308", [("08 00:00", "09 00:00")]),
        ("DTSTART;VALUE=DATE:20310308\nDTEND;VALUE=DATE:20310310", [("08 00:00", "10 00:00")]),
        ("DTSTART:20310308T200000Z\nDTEND:20310308T220000Z\nTRANSP:TRANSPARENT", []),
        ("DTSTART:20310308T200000Z\nDTEND:20310308T220000Z\nSTATUS:CANCELLED", []),
        ("DTSTART:20300308T200000Z\nDTEND:20300308T220000Z", []),
    ],
)
def test_event_is_busy_as_its_calendar_means_it(event: str, spans: list[tuple[str, str]]) -> None:
    assert busy(event) == spans


def test_repetition_keeps_the_clocks_time_over_the_night_it_jumps() -> None:
    """In Los Angeles the clock jumps on 9 March 2031."""
    assert busy(
        "DTSTART;TZID=America/Los_Angeles:20310307T100000\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=4\n"
        "EXDATE;TZID=America/Los_Angeles:20310308T100000"
    ) == [("07 10:00", "07 11:00"), ("09 10:00", "09 11:00"), ("10 10:00", "10 11:00")]


def test_day_of_the_jump_has_twenty_three_hours() -> None:
    found = read_calendar(ics("DTSTART;VALUE=DATE:20310309"), file_name="a.ics", zone=LA, around=MARCH)

    ((start, end),) = found.busy
    assert (end - start).total_seconds() == 23 * 3600


def test_repetition_without_end_stops_at_the_edition_and_until_is_kept() -> None:
    endless = busy("DTSTART;TZID=America/Los_Angeles:20250101T100000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY")
    ended = busy(
        "DTSTART;TZID=America/Los_Angeles:20250101T100000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;UNTIL=20310306T000000Z"
    )

    assert endless == [("05 10:00", "05 11:00"), ("12 10:00", "12 11:00"), ("19 10:00", "19 11:00")]
    assert ended == [("05 10:00", "05 11:00")]


def test_moved_repetition_is_where_it_was_moved_to() -> None:
    content = ics("DTSTART:20310303T180000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=2").replace(
        b"END:VCALENDAR",
        b"BEGIN:VEVENT\r\nUID:0\r\nRECURRENCE-ID:20310304T180000Z\r\nDTSTART:20310304T230000Z\r\nDURATION:PT1H\r\n"
        b"END:VEVENT\r\nEND:VCALENDAR",
    )

    found = read_calendar(content, file_name="a.ics", zone=LA, around=MARCH)

    assert [start.astimezone(LA).strftime("%d %H:%M") for start, _end in found.busy] == ["03 10:00", "04 15:00"]


def test_free_busy_block_is_taken() -> None:
    content = (
        b"BEGIN:VCALENDAR\r\nBEGIN:VFREEBUSY\r\nUID:1\r\n"
        b"FREEBUSY;FBTYPE=BUSY:20310308T200000Z/PT2H,20310309T200000Z/20310309T210000Z\r\n"
        b"FREEBUSY;FBTYPE=FREE:20310310T200000Z/PT2H\r\nEND:VFREEBUSY\r\nEND:VCALENDAR\r\n"
    )

    found = read_calendar(content, file_name="a.ics", zone=LA, around=MARCH)

    assert [start.day for start, _end in found.busy] == [8, 9]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00\xff\x00",
        b"Name,Start\nA,B\n",
        b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n",
        b"BEGIN:VEVENT\r\nEND:VEVENT\r\n",
    ],
)
def test_file_that_is_no_calendar_is_refused_in_words(content: bytes) -> None:
    with pytest.raises(InvalidInput, match="calendar file"):
        read_calendar(content, file_name="list.ics", zone=LA, around=MARCH)


@pytest.mark.parametrize(
    "event",
    [
        "SUMMARY:Odd\nDTSTART:20310308T200000Z\nDURATION:PT1M\nRRULE:FREQ=SECONDLY",
        "SUMMARY:Odd\nDTEND:20310308T200000Z",
        "SUMMARY:Odd\nDTSTART:20310308T200000Z\nDTEND;VALUE=DATE:20310309",
        "SUMMARY:Odd\nDTSTART:09310308T200000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY",
    ],
)
def test_event_that_cannot_be_read_is_named_and_the_rest_is_taken(event: str) -> None:
    good = "DTSTART:20310308T200000Z\nDTEND:20310308T220000Z"

    found = read_calendar(ics(event, good), file_name="a.ics", zone=LA, around=MARCH)

    assert len(found.busy) == 1
    assert "“Odd” could not be read" in found.skipped[0]


@pytest.fixture
def person(festival: Festival) -> Person:
    """Return somebody."""
    return record_person(festival=festival, name="Josephine Okafor", by=None)


def test_calendar_read_again_replaces_itself_and_leaves_the_rest(
    edition: Edition, person: Person, local: Callable[..., datetime]
) -> None:
    say_availability(edition=edition, person=person, starts_at=local(9), ends_at=local(22), by=None)
    first = ics("DTSTART:20310308T200000Z\nDURATION:PT1H", name="Work")
    second = ics("DTSTART:20310308T230000Z\nDURATION:PT1H", name="Work")
    import_calendar(edition=edition, person=person, file_name="a.ics", content=first, by=None)

    import_calendar(edition=edition, person=person, file_name="b.ics", content=second, by=None)

    rows = Availability.objects.order_by("starts_at")
    assert [(row.source, row.starts_at, row.is_there) for row in rows] == [
        ("typed", local(9), True), ("calendar", local(15), False),
    ]  # fmt: skip
    assert rows[1].calendar == "Work"
