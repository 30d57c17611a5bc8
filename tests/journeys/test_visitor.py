"""A visitor without an account: stars, overlaps, a plan, a calendar, a link, a search, no connection, paper."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.fixtures import Settings

from matinee.festival.models import Edition
from matinee.marquee.publishing import publish_edition
from matinee.programming.models import Program
from matinee.schedule.actions import make_auditorium, place_screening, set_open_hours
from matinee.schedule.models import Screening
from tests.journeys.conftest import WIDTHS
from tests.street import make_bill, tell_stories

WITHOUT_ORDER = ("light", "dark")


@pytest.fixture
def festival_site(edition: Edition, settings: Settings, tmp_path: Path, live_server: Any) -> str:
    """Publish two programs, the second against the first and once more in the evening; return the site's address."""
    settings.RELEASES_ROOT = tmp_path / "releases"
    settings.MEDIA_ROOT = tmp_path / "media"
    one, two = make_bill(edition, films=3, programs=2)
    placed = one.placements.first()
    assert placed is not None
    tell_stories(edition, placed.film)
    show_again(edition, two)
    publish_edition(edition=edition, by=None)
    return f"{live_server.url}/at/lanterns/"


def show_again(edition: Edition, program: Program) -> None:
    """Show a program in a second room at the time of the first program."""
    first, _second = Screening.objects.order_by("starts_at")
    room = make_auditorium(venue=first.auditorium.venue, slug="small", name="Small room", seats=40, by=None)
    begins, ends = first.starts_at - timedelta(hours=1), first.starts_at + timedelta(hours=9)
    set_open_hours(edition=edition, auditorium=room, opens_at=begins, closes_at=ends, by=None)
    starts = first.starts_at + timedelta(minutes=20)
    place_screening(edition=edition, program=program, auditorium=room, starts_at=starts, by=None)


def star(page: Page, name: str) -> None:
    page.get_by_role("button", name=f"Put on my schedule: {name}", exact=True).first.click()


@pytest.mark.django_db(transaction=True)
def test_visitor_stars_sees_an_overlap_chooses_and_takes_it_along(
    festival_site: str, page: Page, context: BrowserContext, violations: Callable[[Page], list[str]]
) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{festival_site}my-schedule/")
    expect(page.get_by_role("heading", name="Nothing starred yet")).to_be_visible()
    assert violations(page) == []

    page.goto(f"{festival_site}2031-03/")
    star(page, "Shorts 1")
    star(page, "Film 2-1")
    expect(page.locator("star-count")).to_have_text("2")
    page.get_by_role("link", name="My schedule").click()
    entries = page.locator(".mine-entry")
    expect(entries).to_have_count(2)
    expect(entries.nth(1)).to_contain_text("for Film 2-1")
    choice = page.get_by_label("Showing").locator("visible=true")
    earlier = choice.locator("option").first.get_attribute("value")
    choice.select_option(earlier)
    expect(page.get_by_text("Overlaps with “Shorts 1” by")).to_be_visible()
    found = []
    for scheme in WITHOUT_ORDER:
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # a literal
        found += violations(page)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        found += [f"wider than {width}"] if page.evaluate("document.documentElement.scrollWidth") > width else []
    assert found == []

    page.get_by_role("button", name="Plan my festival").click()
    expect(page.get_by_text("Everything you starred fits.")).to_be_visible(timeout=20_000)
    expect(page.get_by_text("Overlaps with")).to_have_count(0)
    with page.expect_download() as taken:
        page.get_by_role("button", name="Calendar").click()
    events = Calendar.from_ical(Path(taken.value.path()).read_bytes()).walk("VEVENT")
    codes = set(Screening.objects.values_list("code", flat=True))
    assert len(events) == 2
    assert {str(event["uid"]).split("@")[0] for event in events} < codes

    page.get_by_role("button", name="Share").click()
    expect(page.get_by_text("The link is copied.")).to_be_visible()
    link = page.evaluate("navigator.clipboard.readText()")
    page.evaluate("localStorage.clear()")
    page.goto("about:blank")
    page.goto(link)
    expect(page.get_by_text("Somebody has shared this schedule with you.")).to_be_visible()
    expect(entries).to_have_count(2)
    assert violations(page) == []
    page.get_by_role("button", name="Add it to mine").click()
    expect(page.get_by_text("Somebody has shared")).to_have_count(0)
    expect(page.locator("star-count")).to_have_text("2")
    page.get_by_role("button", name="Take “Shorts 1” off").click()
    expect(entries).to_have_count(1)


@pytest.mark.django_db(transaction=True)
def test_schedule_goes_on_where_nobody_plans(festival_site: str, page: Page) -> None:
    page.route("**/api/**", lambda route: route.abort())
    page.goto(f"{festival_site}2031-03/")
    star(page, "Shorts 1")
    star(page, "Shorts 2")

    page.goto(f"{festival_site}my-schedule/")
    page.get_by_role("button", name="Plan my festival").click()

    expect(page.get_by_text("Planning is not available right now.")).to_be_visible()
    expect(page.locator(".mine-entry")).to_have_count(2)


@pytest.mark.django_db(transaction=True)
def test_search_finds_forgives_and_helps_where_nothing_is(
    festival_site: str, page: Page, violations: Callable[[Page], list[str]]
) -> None:
    page.goto(f"{festival_site}search/?q=ferró")
    expect(page.locator(".found a").first).to_contain_text("Ada Ferro")
    assert violations(page) == []

    page.get_by_role("searchbox").fill("shortz")
    expect(page.get_by_text("This comes close:")).to_be_visible()
    expect(page.locator(".found a").first).to_contain_text("Shorts")
    page.get_by_role("searchbox").fill("qqqq")
    expect(page.get_by_text("Nothing is called so.")).to_be_visible()

    page.goto(f"{festival_site}2031-03/films/film-1-1-old/")
    expect(page.get_by_role("heading", level=1)).to_have_text("There is nothing here")
    expect(page.locator(".found")).to_contain_text("Film 1-1")
    assert violations(page) == []


@pytest.mark.django_db(transaction=True)
def test_what_was_seen_stays_without_a_connection(festival_site: str, page: Page, context: BrowserContext) -> None:
    page.goto(f"{festival_site}2031-03/")
    star(page, "Shorts 1")
    page.evaluate("base => navigator.serviceWorker.register(`${base}worker.js`, { scope: base })", "/at/lanterns/")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.wait_for_function("navigator.serviceWorker.controller !== null")
    page.goto(f"{festival_site}2031-03/films/film-1-0/")

    context.set_offline(True)

    page.goto(f"{festival_site}my-schedule/")
    expect(page.locator(".mine-entry")).to_have_count(1)
    page.goto(f"{festival_site}search/?q=ada")
    expect(page.locator(".found")).to_contain_text("Ada Ferro")
    page.goto(f"{festival_site}2031-03/films/film-1-0/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Film 1-0")
    page.goto(f"{festival_site}2031-03/films/film-1-2/")
    expect(page.get_by_role("heading", level=1)).to_have_text("No connection")
    context.set_offline(False)


@pytest.mark.django_db(transaction=True)
def test_the_bill_says_what_plays_now_and_prints(festival_site: str, page: Page) -> None:
    first = Screening.objects.order_by("starts_at")[0]
    page.clock.install(time=first.starts_at - timedelta(minutes=5))
    page.goto(f"{festival_site}2031-03/")
    expect(page.get_by_text("Starts in 5 min")).to_be_visible()

    page.clock.fast_forward("06:00")

    expect(page.get_by_text("Now playing").first).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator("star-button").first).to_be_hidden()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.pdf(format="A4").startswith(b"%PDF")


@pytest.mark.django_db(transaction=True)
def test_every_page_is_whole_without_scripts(festival_site: str, browser: Any) -> None:
    context = browser.new_context(java_script_enabled=False)
    visitor = context.new_page()

    visitor.goto(f"{festival_site}my-schedule/")
    expect(visitor.get_by_role("link", name="Saturday, March 8, 2031")).to_have_attribute(
        "href", "/at/lanterns/2031-03/calendar.ics"
    )
    visitor.goto(f"{festival_site}search/")
    expect(visitor.get_by_role("link", name="Saturday, March 8, 2031")).to_be_visible()
    visitor.goto(f"{festival_site}2031-03/")
    expect(visitor.get_by_role("link", name="Film 1-0").first).to_be_visible()
    context.close()
