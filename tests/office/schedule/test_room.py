"""The room behind the grid in the browser's terms: people, showings, events, ways, hours, and asking the engine."""

from collections.abc import Callable
from datetime import date, time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests.street import make_film, open_house

from matinee.accounts.models import User
from matinee.festival.models import Edition
from matinee.kit.clock import at_local
from matinee.people.models import Person
from matinee.programming.actions import add_program, adopt_lineup, make_lineup, place_film
from matinee.programming.models import Program
from matinee.schedule.actions import lay_out_day, run_grid_proposal
from matinee.schedule.models import (
    Auditorium,
    Availability,
    Event,
    GridProposal,
    OpenHours,
    Participant,
    Screening,
    Travel,
    Venue,
)
from matinee.schedule.queries import needs_of

DAY = "2031-03-08"


@pytest.fixture
def desk(director: User, signed_in: Callable[[User], Client]) -> Client:
    return signed_in(director)


@pytest.fixture
def program(edition: Edition) -> Program:
    """Return an adopted program that has no screening, with the house open."""
    lineup = make_lineup(edition=edition, title="The lineup", by=None)
    row = add_program(lineup=lineup, title="Shorts 1", by=None, min_s=60, min_films=1)
    place_film(program=row, film=make_film(edition, "The Long Loom", minutes=30), by=None)
    adopt_lineup(lineup=lineup, by=None)
    open_house(edition)
    return row


@pytest.fixture
def room(program: Program) -> str:
    """Return how forms name the auditorium."""
    found = Auditorium.objects.select_related("venue").get()
    return f"{found.venue.slug}/{found.slug}"


def address(name: str, *args: str) -> str:
    return reverse(f"office-schedule-{name}", args=["lanterns", *args])


def moment(hour: int, minute: int = 0) -> object:
    return at_local(date(2031, 3, 8), time(hour, minute), "America/Los_Angeles")


@pytest.mark.parametrize("name", ["people", "showings", "events", "hours", "proposals"])
def test_pages_of_an_empty_edition_say_what_to_do(desk: Client, edition: Edition, name: str) -> None:
    assert desk.get(address(name, "2031-03")).status_code == 200


def test_person_gets_a_part_a_span_and_a_calendar(desk: Client, program: Program) -> None:
    made = desk.post(
        address("people", "2031-03"),
        {"person": "Josephine Okafor", "part": "maker", "thing": f"program:{program.code}", "showings": "every"},
    )
    person = Person.objects.get(name="Josephine Okafor")
    page = address("person", "2031-03", person.code)
    assert made["Location"] == page
    span = {"what": "span", "is_there": "yes", "is_hard": "yes", "day": DAY, "clock": "12:00", "until": "01:00"}
    desk.post(page, span)
    file = SimpleUploadedFile(
        "work.ics", b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:20310308T200000Z\r\nDURATION:PT1H\r\n"
        b"END:VEVENT\r\nEND:VCALENDAR\r\n"
    )  # fmt: skip
    told = desk.post(page, {"what": "calendar", "calendar": file}, follow=True).content.decode()

    rows = list(Availability.objects.order_by("starts_at", "pk"))
    assert [(row.starts_at, row.is_there) for row in rows] == [(moment(12), True), (moment(12), False)]
    assert (rows[0].ends_at - rows[0].starts_at).total_seconds() == 13 * 3600
    assert "away in 1 span" in told
    assert "Josephine Okafor" in desk.get(address("people", "2031-03")).content.decode()


def test_file_that_is_no_calendar_is_told_beside_the_form(desk: Client, program: Program) -> None:
    desk.post(
        address("people", "2031-03"),
        {"person": "Ana", "part": "juror", "thing": f"program:{program.code}", "showings": "first"},
    )
    page = address("person", "2031-03", Person.objects.get(name="Ana").code)

    told = desk.post(page, {"what": "calendar", "calendar": SimpleUploadedFile("a.ics", b"Name,Start\n")})

    assert "Choose a calendar file" in told.content.decode()
    assert not Availability.objects.exists()


def test_part_and_span_are_taken_out_by_what_they_say(desk: Client, program: Program) -> None:
    desk.post(
        address("people", "2031-03"),
        {"person": "Ana", "part": "juror", "thing": f"program:{program.code}", "showings": "first"},
    )
    drop = address("drop", "2031-03", Person.objects.get(name="Ana").code)

    assert desk.post(drop, {"named": "nothing"}).status_code == 404
    desk.post(drop, {"named": f"juror:{program.code}"})

    assert not Participant.objects.exists()


def test_programs_needs_are_saved(desk: Client, program: Program, edition: Edition) -> None:
    desk.post(
        address("showings", "2031-03"),
        {
            "program": program.code, "showings": "3", "apart_h": "20", "demand": "0", "features": "35mm, 35mm",
            "not_before": "18:00", "not_after": "",
        },
    )  # fmt: skip

    need = needs_of(edition)[program.pk]
    assert (need.showings, need.apart_h, need.features, need.not_before) == (3, 20, ["35mm"], time(18))


def test_event_is_added_changed_taken_off_and_put_back(desk: Client, room: str) -> None:
    typed = {
        "title": "Opening reception", "kind": "reception", "auditorium": room, "day": DAY, "clock": "13:00",
        "length_min": "60", "before_min": "0", "after_min": "0", "demand": "0", "features": "",
    }  # fmt: skip
    desk.post(address("events", "2031-03"), typed)
    event = Event.objects.get()
    clash = desk.post(address("events", "2031-03"), typed | {"title": "Panel", "clock": "13:30"})
    desk.post(address("event", event.code), typed | {"clock": "14:00", "title": "Reception"})
    desk.post(address("event-cancel", event.code))
    desk.post(address("event-restore", event.code))

    event.refresh_from_db()
    assert "taken by “Opening reception”" in clash.content.decode()
    assert (event.title, event.starts_at, event.state) == ("Reception", moment(14), "scheduled")


def test_way_between_two_venues_is_said(desk: Client, room: str) -> None:
    other = Venue.objects.create(festival=Venue.objects.get().festival, slug="quay", name="Quay")
    own = Venue.objects.exclude(pk=other.pk).get()

    desk.post(address("travel"), {"venue": other.slug, "other": own.slug, "minutes": "25"})

    assert Travel.objects.get().minutes == 25
    assert "25" in desk.get(address("travel")).content.decode()


def test_hours_of_a_day_are_copied(desk: Client, room: str) -> None:
    desk.post(address("copy-hours", "2031-03"), {"day": DAY, "first": "2031-03-09", "last": "2031-03-10"})

    assert OpenHours.objects.count() == 3


def test_engine_is_asked_watched_and_adopted_move_by_move(desk: Client, program: Program) -> None:
    asked = desk.post(address("proposals", "2031-03"), {"what": "grid", "ask": "fill", "budget_s": "3"})
    proposal = GridProposal.objects.get()
    assert asked["Location"] == address("proposal", proposal.code)
    assert "Waiting for a worker" in desk.get(asked["Location"]).content.decode()
    again = desk.post(address("proposals", "2031-03"), {"what": "grid", "ask": "fill", "budget_s": "3"})
    assert again.status_code == 409
    assert "HX-Redirect" not in desk.get(address("progress", proposal.code))
    run_grid_proposal(proposal=proposal)

    page = desk.get(address("proposal", proposal.code)).content.decode()
    desk.post(address("adopt", proposal.code), {"move": f"{program.code}.1"})

    assert "new on the grid" in page
    assert Screening.objects.get().program == program
    assert desk.get(address("progress", proposal.code))["HX-Redirect"] == address("proposal", proposal.code)
    assert desk.get(address("download", proposal.code, "problem")).json()["format"] == "matinee-grid/1"
    desk.post(address("undo", "2031-03"))
    assert not Screening.objects.exists()


def test_lost_auditorium_is_asked_about_with_what_has_to_move(
    desk: Client, program: Program, edition: Edition, room: str
) -> None:
    screening = lay_out_day(edition=edition, by=None)[0]
    asked = desk.post(
        address("proposals", "2031-03"),
        {"what": "lost", "auditorium": room, "day": DAY, "clock": "00:00", "until": "23:00"},
    )

    screening.refresh_from_db()
    assert asked["Location"] == address("proposal", GridProposal.objects.get().code)
    assert screening.is_parked
    page = desk.get(address("proposals", "2031-03")).content.decode()
    assert "There is 1 conflict on the grid" in page
