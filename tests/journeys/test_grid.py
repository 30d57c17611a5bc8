"""The time grid in a real Chromium: by keys alone, by mouse, by two people, on a phone, and on paper."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from playwright.sync_api import Browser, Locator, Page, expect

from matinee.accounts.models import User
from matinee.festival.models import Edition
from matinee.festival.states import Role
from matinee.people.actions import person_named
from matinee.schedule.actions import cancel_screening, make_auditorium, set_open_hours
from matinee.schedule.models import Availability, Event, OpenHours, Participant, Screening, Venue
from tests.journeys.conftest import WIDTHS
from tests.street import make_bill


@pytest.fixture
def house(edition: Edition) -> Edition:
    """Return an edition with two auditoriums, two screenings, a program that waits, and a maker who leaves at six."""
    programs = make_bill(edition, titles=["A", "B"], programs=3)
    small = make_auditorium(venue=Venue.objects.get(), slug="small", name="Small room", seats=40, by=None)
    hours = OpenHours.objects.get()
    set_open_hours(edition=edition, auditorium=small, opens_at=hours.opens_at, closes_at=hours.closes_at, by=None)
    cancel_screening(screening=Screening.objects.get(program=programs[2]), by=None)
    ada = person_named(festival=edition.festival, name="Ada Ferro", by=None)
    Participant.objects.create(edition=edition, person=ada, part="maker", program=programs[0])
    Availability.objects.create(
        edition=edition, person=ada, starts_at=hours.opens_at + timedelta(hours=6), ends_at=hours.closes_at,
        is_there=False,
    )  # fmt: skip
    return edition


@pytest.fixture
def grid(house: Edition, page: Page, live_server: Any, director: User, sign_in: Callable[[User], None]) -> Page:
    """Return the page with the grid, ready."""
    sign_in(director)
    page.goto(f"{live_server.url}/office/lanterns/schedule/editions/2031-03/")
    expect(page.locator("time-grid.is-ready .tg-card")).to_have_count(2)
    return page


def card(page: Page, title: str) -> Locator:
    return page.locator(".tg-card", has_text=title)


def says(page: Page, text: str) -> None:
    expect(page.locator("[data-part=live]")).to_contain_text(text)


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


@pytest.mark.django_db(transaction=True)
def test_whole_grid_by_keyboard_alone(grid: Page, violations: Callable[[Page], list[str]]) -> None:
    page = grid
    waiting = page.locator("[data-program]", has_text="Shorts 3")
    waiting.focus()
    press(page, "Space")
    says(page, "Taken up")
    press(page, "Enter")
    placed = card(page, "Shorts 3")
    expect(placed).to_be_focused()
    expect(page.locator("[data-part=tray]")).to_contain_text("Every program has its screenings")

    press(page, "Space", "ArrowDown", "Shift+ArrowDown", "ArrowRight", "Enter")
    expect(page.locator("[aria-label='Small room, Lantern House'] .tg-card")).to_have_count(1)
    press(page, "l")
    expect(card(page, "Shorts 3")).to_have_class(re.compile("is-locked"))
    press(page, "Space")
    says(page, "It is locked")
    press(page, "l")
    expect(card(page, "Shorts 3")).not_to_have_class(re.compile("is-locked"))

    press(page, "a")
    page.get_by_label("What", exact=True).select_option("Reception")
    page.get_by_label("Title").fill("Opening drinks")
    press(page, "Enter")
    expect(card(page, "Opening drinks")).to_be_focused()
    assert Event.objects.get().title == "Opening drinks"
    press(page, "Delete")
    expect(card(page, "Opening drinks")).to_have_count(0)
    press(page, "Control+z")
    expect(card(page, "Opening drinks")).to_have_count(1)
    press(page, "Control+z")
    expect(card(page, "Opening drinks")).to_have_count(0)
    press(page, "Control+Shift+z")
    expect(card(page, "Opening drinks")).to_have_count(1)
    assert violations(page) == []


@pytest.mark.django_db(transaction=True)
def test_clashes_and_absences_are_said_while_moving_and_after(grid: Page) -> None:
    page = grid
    card(page, "Shorts 1").focus()
    press(page, "Space")
    for _turn in range(9):
        press(page, "Shift+ArrowDown")
    says(page, "Ada Ferro cannot be there")
    expect(page.locator(".tg-band.tg-away")).to_contain_text("Ada Ferro is away")
    press(page, "Escape")
    says(page, "Put back")
    press(page, "Space", "Shift+ArrowDown")
    says(page, "“Shorts 2” is there until")
    press(page, "Enter")

    expect(card(page, "Shorts 1")).to_contain_text("Not allowed")
    jump = page.locator(".tg-jump", has_text="are both in")
    jump.click()
    expect(page.locator(".tg-card:focus")).to_have_count(1)
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".tg-jump", has_text="are both in")).to_have_count(0)


@pytest.mark.django_db(transaction=True)
def test_mouse_drags_between_auditoriums_and_out_to_the_tray(grid: Page) -> None:
    page = grid
    before = Screening.objects.get(program__title="Shorts 1").starts_at
    start, column = card(page, "Shorts 1").bounding_box(), page.locator(".tg-column").nth(1).bounding_box()
    assert start is not None
    assert column is not None
    page.mouse.move(start["x"] + 40, start["y"] + 30)
    page.mouse.down()
    page.mouse.move(column["x"] + 40, start["y"] + 40, steps=4)
    page.mouse.move(column["x"] + 40, start["y"] + 75, steps=4)
    says(page, "Small room")
    page.mouse.up()
    expect(page.locator("[data-part=said]")).to_contain_text("moved")
    row = Screening.objects.get(program__title="Shorts 1")
    assert (row.auditorium.slug, row.starts_at - before) == ("small", timedelta(minutes=30))

    page.locator("[data-part=tray]").scroll_into_view_if_needed()
    start, tray = card(page, "Shorts 1").bounding_box(), page.locator("[data-part=tray]").bounding_box()
    assert start is not None
    assert tray is not None
    page.mouse.move(start["x"] + 40, start["y"] + 30)
    page.mouse.down()
    page.mouse.move(tray["x"] + 20, tray["y"] + 10, steps=6)
    page.mouse.up()
    expect(page.locator("[data-program]", has_text="Shorts 1")).to_have_count(1)
    assert card(page, "Shorts 1").count() == 0


@pytest.mark.django_db(transaction=True)
def test_two_people_see_each_other_and_a_stale_move_is_told(
    grid: Page, browser: Browser, live_server: Any, member: Callable[[Role], User]
) -> None:
    other = browser.new_page()
    other.context.add_cookies([_session(member(Role.PROGRAMMER), live_server.url)])
    other.goto(f"{live_server.url}/office/lanterns/schedule/editions/2031-03/")
    expect(other.locator("time-grid.is-ready .tg-card")).to_have_count(2)

    card(grid, "Shorts 1").focus()
    press(grid, "Space")
    card(other, "Shorts 2").focus()
    press(other, "Space", "ArrowRight", "Enter")
    expect(card(grid, "Shorts 2").locator(".tg-tag")).to_have_text("Programmer")
    press(grid, "ArrowRight", "Enter")
    expect(card(other, "Shorts 1").locator(".tg-tag")).to_have_text("Dara Director")
    assert {row.auditorium.slug for row in Screening.objects.filter(state="scheduled")} == {"small"}
    other.close()


@pytest.mark.django_db(transaction=True)
def test_phone_paper_and_axe(grid: Page, live_server: Any, violations: Callable[[Page], list[str]]) -> None:
    out = []
    for width in WIDTHS:
        grid.set_viewport_size({"width": width, "height": 800})
        if grid.evaluate("document.documentElement.scrollWidth") > width:
            out.append(width)
    assert out == []
    card(grid, "Shorts 1").click()
    expect(grid.get_by_role("dialog")).to_contain_text("Ada Ferro")
    assert violations(grid) == []
    person = Participant.objects.get().person.code
    for name in ("sheets/", "sheets/days/2031-03-08/", f"sheets/people/{person}/"):
        grid.goto(f"{live_server.url}/office/lanterns/schedule/editions/2031-03/{name}")
        assert violations(grid) == []
    expect(grid.get_by_role("button", name="Print")).to_be_visible()
    grid.emulate_media(media="print")
    expect(grid.get_by_role("heading", name="Ada Ferro")).to_be_visible()
    expect(grid.get_by_text("Private calendar")).to_be_hidden()
    grid.emulate_media(media="screen")
    grid.set_viewport_size({"width": 360, "height": 800})
    grid.goto(f"{live_server.url}/office/lanterns/schedule/editions/2031-03/moved/")
    expect(grid.locator(".tabs [aria-current]")).to_be_in_viewport(ratio=1)


def _session(user: User, url: str) -> Any:
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return {"name": "sessionid", "value": session.session_key or "", "url": url}
