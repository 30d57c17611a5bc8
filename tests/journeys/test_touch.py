"""The board and the grid under a finger: a long press takes a card up and moves it, a short swipe only scrolls."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import CDPSession, Locator, Page, expect

from matinee.accounts.models import User
from matinee.entries.actions import consider_edition
from matinee.festival.models import Edition, Festival
from matinee.programming.actions import add_program, make_lineup, place_film
from matinee.programming.models import Lineup, Placement, Program
from matinee.schedule.actions import make_auditorium, set_open_hours
from matinee.schedule.models import OpenHours, Screening, Venue
from tests.pools import a_pool, make_eligible
from tests.street import make_bill

pytestmark = pytest.mark.django_db(transaction=True)
LONG_PRESS_MS = 600
STEPS = 8
Point = tuple[float, float]


@pytest.fixture
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """Give every page a screen that is touched, as a tablet's."""
    return browser_context_args | {"has_touch": True, "viewport": {"width": 1024, "height": 700}}


@pytest.fixture
def finger(page: Page) -> CDPSession:
    """Return what sends real touches to the page."""
    return page.context.new_cdp_session(page)


def touch(finger: CDPSession, kind: str, at: Point | None = None) -> None:
    points = [{"x": round(at[0]), "y": round(at[1])}] if at else []
    finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})


def slide(finger: CDPSession, page: Page, start: Point, end: Point, *, press_ms: int = 0) -> None:
    """Put a finger down, wait, draw it to another place, and let go."""
    touch(finger, "touchStart", start)
    page.wait_for_timeout(press_ms)
    for n in range(1, STEPS + 1):
        share = n / STEPS
        touch(finger, "touchMove", (start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share))
        page.wait_for_timeout(30)
    page.wait_for_timeout(100)
    touch(finger, "touchEnd")


def spot(node: Locator, right: float, down: float) -> Point:
    """Return a point within what stands on the screen."""
    box = node.bounding_box()
    assert box is not None
    return box["x"] + right, box["y"] + down


@pytest.fixture
def lineup(festival: Festival, edition: Edition) -> Lineup:
    """Return a draft with two programs, six films in the first."""
    entries = a_pool(festival, 8)
    consider_edition(edition=edition, by=None)
    make_eligible(edition)
    draft = make_lineup(edition=edition, title="Draft", by=None)
    first = add_program(lineup=draft, title="Shorts I", by=None)
    add_program(lineup=draft, title="Shorts II", by=None)
    for entry in entries[:6]:
        place_film(program=first, film=entry.film, by=None)
    return draft


def test_finger_moves_a_film_and_a_swipe_scrolls_the_board(  # noqa: PLR0913, PLR0917  fixtures, asked for by name
    page: Page, finger: CDPSession, live_server: Any, director: User, sign_in: Callable[[User], None], lineup: Lineup
) -> None:
    sign_in(director)
    page.goto(f"{live_server.url}/office/lanterns/programming/boards/{lineup.code}/")
    columns = page.locator(".column")
    card = columns.first.locator(".cards > .film").first
    expect(card).to_be_visible()
    version = Lineup.objects.get(pk=lineup.pk).version
    card.evaluate("node => node.scrollIntoView({ block: 'center' })")
    scrolled = "() => window.scrollY + [...document.querySelectorAll('*')].reduce((n, one) => n + one.scrollTop, 0)"
    before = page.evaluate(scrolled)

    start = spot(card, 120, 12)
    slide(finger, page, start, (start[0], start[1] - 200))
    page.wait_for_function(f"before => ({scrolled})() !== before", arg=before)
    expect(columns.first.locator(".cards > .film")).to_have_count(6)
    assert Lineup.objects.get(pk=lineup.pk).version == version

    page.wait_for_timeout(500)  # the swipe's own momentum ends
    card.evaluate("node => node.scrollIntoView({ block: 'center' })")
    columns.nth(1).evaluate("node => node.scrollIntoView({ block: 'nearest', inline: 'nearest' })")
    slide(finger, page, spot(card, 120, 12), spot(columns.nth(1), 60, 160), press_ms=LONG_PRESS_MS)
    expect(columns.nth(1).locator(".cards > .film")).to_have_count(1)
    expect(page.locator("[data-undo]")).to_have_attribute("title", "“Film 000” moved to Shorts II")
    assert Placement.objects.get(program=Program.objects.get(title="Shorts II")).film.title == "Film 000"


@pytest.fixture
def house(edition: Edition) -> Edition:
    """Return an edition with two screenings in the first of two auditoriums."""
    make_bill(edition, titles=["A", "B"], programs=2)
    small = make_auditorium(venue=Venue.objects.get(), slug="small", name="Small room", seats=40, by=None)
    hours = OpenHours.objects.get()
    set_open_hours(edition=edition, auditorium=small, opens_at=hours.opens_at, closes_at=hours.closes_at, by=None)
    return edition


def test_finger_moves_a_screening_and_a_swipe_scrolls_the_grid(  # noqa: PLR0913, PLR0917  fixtures, asked for by name
    page: Page, finger: CDPSession, live_server: Any, director: User, sign_in: Callable[[User], None], house: Edition
) -> None:
    sign_in(director)
    page.goto(f"{live_server.url}/office/lanterns/schedule/editions/{house.slug}/")
    expect(page.locator("time-grid.is-ready .tg-card")).to_have_count(2)
    card = page.locator(".tg-card", has_text="Shorts 1")
    before = Screening.objects.get(program__title="Shorts 1")
    card.evaluate("node => node.scrollIntoView({ block: 'center' })")
    scrolled = "() => window.scrollY + [...document.querySelectorAll('*')].reduce((n, one) => n + one.scrollTop, 0)"
    was = page.evaluate(scrolled)

    start = spot(card, 40, 30)
    slide(finger, page, start, (start[0], start[1] - 200))
    page.wait_for_function(f"was => ({scrolled})() !== was", arg=was)
    after = Screening.objects.get(pk=before.pk)
    assert (after.auditorium_id, after.starts_at) == (before.auditorium_id, before.starts_at)

    page.wait_for_timeout(500)  # the swipe's own momentum ends
    card.evaluate("node => node.scrollIntoView({ block: 'center' })")
    start = spot(card, 40, 30)
    small = spot(page.locator("[aria-label='Small room, Lantern House']"), 40, 0)
    slide(finger, page, start, (small[0], start[1] + 10), press_ms=LONG_PRESS_MS)
    expect(page.locator("[aria-label='Small room, Lantern House'] .tg-card")).to_have_count(1)
    expect(page.locator("[data-part=said]")).to_contain_text("moved")
    assert Screening.objects.get(pk=before.pk).auditorium.slug == "small"
