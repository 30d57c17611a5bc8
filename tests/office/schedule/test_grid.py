"""The schedule desk in the browser's terms: what a POST does, what is refused, what the page says."""

from collections.abc import Callable
from datetime import date, time

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.street import make_bill, make_film, open_house

from matinee.accounts.models import User
from matinee.festival.models import Edition, Festival
from matinee.festival.states import Role
from matinee.kit.clock import at_local
from matinee.programming.actions import add_program, adopt_lineup, make_lineup, place_film
from matinee.programming.models import Program
from matinee.schedule.models import Auditorium, OpenHours, Screening, Venue

DAY = "2031-03-08"


@pytest.fixture
def desk(director: User, signed_in: Callable[[User], Client]) -> Client:
    return signed_in(director)


@pytest.fixture
def waiting(edition: Edition) -> Program:
    """Return an adopted program that has no screening, with the house open."""
    lineup = make_lineup(edition=edition, title="The lineup", by=None)
    program = add_program(lineup=lineup, title="Shorts 1", by=None, min_s=60, min_films=1)
    place_film(program=program, film=make_film(edition, "The Long Loom", minutes=30), by=None)
    adopt_lineup(lineup=lineup, by=None)
    open_house(edition)
    return program


def address(name: str, *args: str) -> str:
    return reverse(f"office-schedule{name}", args=["lanterns", *args])


def test_desk_opens_on_the_nearest_edition(desk: Client, edition: Edition) -> None:
    assert desk.get(address(""))["Location"] == address("-edition", "2031-03")


def test_first_venue_auditorium_and_hours_by_form(desk: Client, edition: Edition) -> None:
    made = desk.post(address("-venues"), {"name": "Lantern House", "slug": "house", "city": "Los Angeles"})
    assert made["Location"] == address("-venue", "house")
    desk.post(
        address("-venue", "house"),
        {"what": "auditorium", "name": "Large", "slug": "large", "seats": "90", "features": "dcp, wheelchair"},
    )
    desk.post(
        address("-hours", "2031-03"), {"auditorium": "house/large", "day": DAY, "clock": "12:00", "closes": "00:30"}
    )

    room, hours = Auditorium.objects.get(), OpenHours.objects.get()
    assert (room.seats, room.features) == (90, ["dcp", "wheelchair"])
    zone = edition.festival.time_zone
    assert (hours.opens_at, hours.closes_at) == (
        at_local(date(2031, 3, 8), time(12), zone), at_local(date(2031, 3, 9), time(0, 30), zone),
    )  # fmt: skip


def test_program_is_placed_by_form_and_drawn(desk: Client, edition: Edition, waiting: Program) -> None:
    asked = {"program": waiting.code, "auditorium": "lantern/large", "day": DAY, "clock": "14:00"}

    desk.post(address("-edition", "2031-03"), asked)

    screening = Screening.objects.get()
    assert screening.starts_at == at_local(date(2031, 3, 8), time(14), edition.festival.time_zone)
    page = desk.get(address("-edition", "2031-03")).content.decode()
    for name in ("reception", "films", "qa", "clearing", "turnaround"):
        assert f'class="slot-{name}"' in page
    assert "Undo" in page


def test_clash_keeps_what_was_typed_and_says_why(desk: Client, edition: Edition, waiting: Program) -> None:
    desk.post(address("-lay-out", "2031-03"))
    second = add_program(lineup=waiting.lineup, title="Shorts 2", by=None, min_s=60)
    asked = {"program": second.code, "auditorium": "lantern/large", "day": DAY, "clock": "12:20"}

    answer = desk.post(address("-edition", "2031-03"), asked)

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "is taken by “Shorts 1”" in page
    assert 'value="12:20"' in page
    assert Screening.objects.count() == 1


def test_screening_moves_in_steps_cancels_and_comes_back(desk: Client, edition: Edition, waiting: Program) -> None:
    desk.post(address("-lay-out", "2031-03"))
    screening = Screening.objects.get()
    before = screening.starts_at

    desk.post(address("-shift", screening.code), {"minutes": "5"})
    desk.post(address("-cancel", screening.code))
    desk.post(address("-restore", screening.code))

    screening.refresh_from_db()
    assert (screening.starts_at - before).total_seconds() == 300
    assert (screening.state, screening.sequence) == ("scheduled", 3)
    assert desk.post(address("-shift", screening.code), {"minutes": "7"}).status_code == 404


def test_shift_out_of_the_hours_is_refused_in_words(desk: Client, edition: Edition, waiting: Program) -> None:
    desk.post(address("-lay-out", "2031-03"))
    code = Screening.objects.get().code

    page = desk.post(address("-shift", code), {"minutes": "-5"}, follow=True).content.decode()

    assert "Choose another time or widen the open hours." in page


def test_screening_page_moves_by_form(desk: Client, edition: Edition, waiting: Program) -> None:
    desk.post(address("-lay-out", "2031-03"))
    code = Screening.objects.get().code
    asked = {"auditorium": "lantern/large", "day": DAY, "clock": "17:05"}

    desk.post(address("-screening", code), asked)
    late = desk.post(address("-screening", code), asked | {"clock": "23:30"})

    assert late.status_code == 409
    assert Screening.objects.get().starts_at == at_local(date(2031, 3, 8), time(17, 5), edition.festival.time_zone)


def test_hours_in_use_cannot_be_given_back(desk: Client, edition: Edition, waiting: Program) -> None:
    desk.post(address("-lay-out", "2031-03"))
    hours = OpenHours.objects.get()
    named = {"hours": f"lantern/large/{hours.opens_at.isoformat()}"}

    page = desk.post(address("-take-hours", "2031-03"), named, follow=True).content.decode()
    Screening.objects.all().delete()
    desk.post(address("-take-hours", "2031-03"), named)

    assert "Move or cancel it first" in page
    assert OpenHours.objects.count() == 0


def test_empty_desk_says_what_to_do_first(desk: Client, edition: Edition) -> None:
    page = desk.get(address("-edition", "2031-03")).content.decode()

    assert "No auditorium yet" in page


def test_another_festivals_screening_is_not_there(
    edition: Edition, waiting: Program, other_festival: Festival, signed_in: Callable[[User], Client]
) -> None:
    Venue.objects.update(slug="lantern")
    stranger = signed_in(User.objects.get(email="stranger@example.org"))
    theirs = reverse("office-schedule-venue", args=["harbour", "lantern"])

    assert stranger.get(theirs).status_code == 404


def test_reviewers_do_not_schedule(
    edition: Edition, member: Callable[[Role], User], signed_in: Callable[[User], Client]
) -> None:
    assert signed_in(member(Role.REVIEWER)).get(address("-edition", "2031-03")).status_code == 403


@pytest.mark.parametrize("programs", [1, 4])
def test_grid_page_asks_the_same_at_any_size(desk: Client, edition: Edition, programs: int) -> None:
    make_bill(edition, titles=["A", "B"], programs=programs)
    desk.get(address("-edition", "2031-03"))

    with CaptureQueriesContext(connection) as asked:
        desk.get(address("-edition", "2031-03"))

    assert len(asked) == 26


def test_program_that_has_outgrown_its_slot_is_said_and_fitted(
    desk: Client, edition: Edition, waiting: Program
) -> None:
    desk.post(address("-lay-out", "2031-03"))
    code = Screening.objects.get().code
    place_film(program=waiting, film=make_film(edition, "Late Arrival", minutes=20), by=None)

    before = desk.get(address("-edition", "2031-03")).content.decode()
    desk.post(address("-resize", code))
    after = desk.get(address("-edition", "2031-03")).content.decode()

    assert "51 min of films, slot for 31" in before
    assert "slot for" not in after
    assert Screening.objects.get().films_min == 51
