"""Sheets of days, houses and persons: pages, a PDF and a private calendar; and the days that are drawn."""

from collections.abc import Callable
from datetime import date, time, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from icalendar import Calendar
from tests.street import make_bill

from matinee.accounts.models import User
from matinee.festival.actions import plan_edition
from matinee.festival.models import Edition, Festival
from matinee.festival.states import EditionState, Role
from matinee.kit.clock import at_local
from matinee.office.schedule.days import days_of
from matinee.people.actions import person_named
from matinee.people.models import Person
from matinee.schedule.actions.feeds import give_feed
from matinee.schedule.models import Auditorium, CalendarFeed, OpenHours, Participant, Screening


@pytest.fixture
def ada(edition: Edition) -> Person:
    """Return a maker who is needed in the first of two screenings."""
    first, _second = make_bill(edition, titles=["A"], programs=2)
    person = person_named(festival=edition.festival, name="Ada Ferro", by=None)
    Participant.objects.create(edition=edition, person=person, part="maker", program=first)
    return person


@pytest.fixture
def desk(director: User, signed_in: Callable[[User], Client]) -> Client:
    return signed_in(director)


def address(name: str, *args: str) -> str:
    return reverse(f"office-schedule-{name}", args=["lanterns", "2031-03", *args])


def test_sheets_of_a_day_a_house_and_a_person_show_what_is_theirs(desk: Client, ada: Person) -> None:
    pages = {
        name: desk.get(address(*parts)).content.decode()
        for name, parts in {
            "all": ("sheets",), "day": ("day-sheet", "2031-03-08"), "venue": ("venue-sheet", "lantern"),
            "person": ("person-sheet", ada.code),
        }.items()
    }  # fmt: skip

    assert ("Ada Ferro" in pages["all"], "Lantern House" in pages["all"]) == (True, True)
    assert ("Shorts 1" in pages["day"], "Shorts 2" in pages["day"]) == (True, True)
    assert ("Large room, Sat" in pages["venue"], "Shorts 2" in pages["venue"]) == (True, True)
    assert ("Shorts 1" in pages["person"], "Shorts 2" in pages["person"]) == (True, False)
    assert desk.get(address("day-sheet", "2031-03-09")).status_code == 404
    assert desk.get(address("day-sheet", "never")).status_code == 404


def test_sheets_open_to_the_whole_team_when_the_program_is_public_but_persons_do_not(
    edition: Edition, ada: Person, member: Callable[[Role], User], signed_in: Callable[[User], Client]
) -> None:
    door = signed_in(member(Role.DOOR))
    before = door.get(address("day-sheet", "2031-03-08"))
    Edition.objects.filter(pk=edition.pk).update(state=EditionState.PUBLISHED)

    day = door.get(address("day-sheet", "2031-03-08")).content.decode()
    every = door.get(address("sheets")).content.decode()

    assert before.status_code == 403
    assert ("Shorts 1" in day, "Ada Ferro" in day, ada.code in day) == (True, True, False)
    assert (address("day-sheet", "2031-03-08") in every, "Ada Ferro" in every) == (True, False)
    assert door.get(address("person-sheet", ada.code)).status_code == 403
    assert address("sheets") in door.get(reverse("office-home", args=["lanterns"])).content.decode()


def test_persons_days_are_a_pdf(desk: Client, ada: Person) -> None:
    answer = desk.get(address("person-pdf", ada.code))

    assert (answer["Content-Type"], answer.content[:5]) == ("application/pdf", b"%PDF-")


def test_private_calendar_follows_the_grid_until_it_is_taken_back(desk: Client, ada: Person, client: Client) -> None:
    desk.post(address("person-feed", ada.code), {"do": "give"})
    secret = CalendarFeed.objects.get().secret
    with connection.cursor() as cursor:
        cursor.execute("SELECT secret, secret_hash FROM schedule_calendarfeed")
        assert secret not in cursor.fetchone()
    where = reverse("person-calendar", args=[secret])
    entry = Calendar.from_ical(client.get(where).content).walk("VEVENT")
    screening = Screening.objects.order_by("starts_at")[0]

    assert [(str(one["summary"]), one.decoded("dtstart")) for one in entry] == [
        ("Shorts 1 (Filmmaker)", screening.starts_at)
    ]
    desk.post(address("person-feed", ada.code), {"do": "give"})
    assert client.get(where).status_code == 404
    newer = reverse("person-calendar", args=[CalendarFeed.objects.get().secret])
    assert client.get(newer).status_code == 200
    desk.post(address("person-feed", ada.code), {"do": "revoke"})
    assert client.get(newer).status_code == 404
    assert client.get(reverse("person-calendar", args=["guessed"])).status_code == 404


def test_person_of_another_festival_has_no_sheet(desk: Client, ada: Person, other_festival: Festival) -> None:
    stranger = person_named(festival=other_festival, name="Sam Stranger", by=None)

    assert desk.get(address("person-sheet", stranger.code)).status_code == 404
    assert desk.post(address("person-feed", stranger.code)).status_code == 404


def test_feed_of_another_festivals_person_is_refused(edition: Edition, other_festival: Festival) -> None:
    stranger = person_named(festival=other_festival, name="Sam Stranger", by=None)

    with pytest.raises(Exception, match="Choose a person of Lantern Nights"):
        give_feed(edition=edition, person=stranger, by=None)


@pytest.mark.parametrize(("day", "hours"), [(date(2031, 3, 8), 23), (date(2031, 11, 1), 25), (date(2031, 5, 3), 24)])
def test_night_of_the_clock_change_is_drawn_as_long_as_it_is(festival: Festival, day: date, hours: int) -> None:
    """From ten in the morning to ten on the next: the clock jumps in between, the minutes do not."""
    edition = plan_edition(festival=festival, slug="jump", title="Jump", starts_on=day, by=None)
    zone = festival.time_zone
    opens, closes = at_local(day, time(10), zone), at_local(day + timedelta(days=1), time(9, 30), zone)
    row = OpenHours(edition=edition, auditorium=Auditorium(), opens_at=opens, closes_at=closes)

    drawn = days_of(edition, [row], [])

    assert [one.key for one in drawn] == [day.isoformat()]
    assert (drawn[0].ends_at - drawn[0].starts_at) == timedelta(hours=hours)
    assert len(list(drawn[0].marks(zone))) == hours + 1


def test_card_after_midnight_belongs_to_the_night_before(edition: Edition) -> None:
    zone = edition.festival.time_zone
    night = at_local(date(2031, 3, 9), time(0, 30), zone)
    card = {"at": int(night.timestamp()) // 60, "before": 20, "parts": [("films", 120)]}

    assert [day.key for day in days_of(edition, [], [card])] == ["2031-03-08"]
