"""The room behind the grid in a real browser: a person and their calendar, a reception, a lost auditorium repaired."""

import re
from collections.abc import Callable
from datetime import time
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from matinee.accounts.models import User
from matinee.festival.models import Edition
from matinee.kit.clock import at_local
from matinee.programming.actions import add_program, adopt_lineup, make_lineup, place_film
from matinee.schedule.actions import make_auditorium, place_screening, run_grid_proposal, set_open_hours
from matinee.schedule.models import Auditorium, GridProposal, Screening
from matinee.schedule.queries import what_blocks
from tests.street import make_film, open_house

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
CALENDAR = (
    "BEGIN:VCALENDAR\r\nX-WR-CALNAME:Work\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART;TZID=America/Los_Angeles:20310301T090000\r\n"
    "DURATION:PT3H\r\nRRULE:FREQ=DAILY\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)


@pytest.fixture
def screening(edition: Edition) -> Screening:
    """Return a screening at two in the large room, with a small room beside it."""
    open_house(edition)
    large = Auditorium.objects.get()
    zone, day = edition.festival.time_zone, edition.starts_on
    assert day is not None
    small = make_auditorium(venue=large.venue, slug="small", name="Small room", seats=60, by=None)
    hours = (at_local(day, time(12), zone), at_local(day, time(23), zone))
    set_open_hours(edition=edition, auditorium=small, opens_at=hours[0], closes_at=hours[1], by=None)
    lineup = make_lineup(edition=edition, title="The lineup", by=None)
    program = add_program(lineup=lineup, title="Shorts 1", by=None, min_s=60, min_films=1)
    place_film(program=program, film=make_film(edition, "The Long Loom", minutes=30), by=None)
    adopt_lineup(lineup=lineup, by=None)
    return place_screening(
        edition=edition, program=program, auditorium=large, starts_at=at_local(day, time(14), zone), by=None
    )


def test_person_event_and_repair_by_a_scheduler(  # noqa: PLR0913, PLR0917  fixtures; a walk has many steps
    page: Page,
    live_server: Any,
    director: User,
    sign_in: Callable[[User], None],
    screening: Screening,
    violations: Callable[[Page], list[str]],
) -> None:
    sign_in(director)
    page.goto(f"{live_server.url}/office/lanterns/schedule/editions/2031-03/")
    tabs = page.get_by_role("navigation", name="The schedule of this edition")

    tabs.get_by_role("link", name="People").click()
    page.get_by_label("Name").fill("Ana Guest")
    page.get_by_label("Part").select_option("moderator")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_role("heading", name="Ana Guest")).to_be_visible()
    page.get_by_label("Calendar file").set_input_files(
        {"name": "work.ics", "mimeType": "text/calendar", "buffer": CALENDAR.encode()}
    )
    page.get_by_role("button", name="Read").click()
    expect(page.get_by_text(re.compile("“Work” is read: away in"))).to_be_visible()
    assert violations(page) == []

    page.get_by_role("link", name="Schedule: March 2031").click()
    tabs.get_by_role("link", name="Events").click()
    page.get_by_label("Title").fill("Opening reception")
    page.get_by_label("Auditorium").select_option(label="Small room, Lantern House")
    page.get_by_role("button", name="Add to the grid").click()
    expect(page.get_by_role("link", name="Opening reception")).to_be_visible()
    assert violations(page) == []

    tabs.get_by_role("link", name="Programs").click()
    assert violations(page) == []
    tabs.get_by_role("link", name="Open hours").click()
    assert violations(page) == []

    tabs.get_by_role("link", name="Ask the engine").click()
    assert violations(page) == []
    lost = page.locator("form", has=page.get_by_role("heading", name="An auditorium is gone"))
    lost.get_by_label("Auditorium").select_option(label="Large room, Lantern House")
    lost.get_by_label("Gone from").fill("13:00")
    lost.get_by_role("button", name="Repair").click()
    expect(page.get_by_text("Waiting for a worker")).to_be_visible()
    run_grid_proposal(proposal=GridProposal.objects.get())
    expect(page.get_by_text("bookings that move")).to_be_visible(timeout=15_000)
    expect(page.get_by_text("fewest changes, proven")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("button", name="Adopt all of it").click()
    expect(page.get_by_text("1 booking stands as proposed")).to_be_visible()

    screening.refresh_from_db()
    assert screening.auditorium.slug == "small"
    assert what_blocks(screening.edition) == []
    page.get_by_role("button", name="Undo").first.click()
    expect(page.get_by_text(re.compile("Undone: 1 bookings moved"))).to_be_visible()
    screening.refresh_from_db()
    assert screening.is_parked
