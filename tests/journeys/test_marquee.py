"""What the street sees, in a real browser: published from the office, looked at in every width, with axe."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from playwright.sync_api import Page, expect
from pytest_django.fixtures import Settings

from matinee.accounts.models import User
from matinee.festival.models import Edition
from matinee.marquee.publishing import publish_edition
from matinee.schedule.models import Screening
from tests.journeys.conftest import WIDTHS
from tests.street import make_bill, tell_stories

PAGES = (
    "", "2031-03/", "2031-03/programs/shorts-1/", "2031-03/films/the-long-loom/", "2031-03/films/tide-table/",
    "people/", "people/ada-ferro/", "strands/", "strands/work/", "archive/", "search/?q=ada", "my-schedule/",
    "articles/", "articles/looms/", "nothing-here/",
)  # fmt: skip


@pytest.fixture
def bill(edition: Edition, settings: Settings, tmp_path: Path) -> Edition:
    """Return a publishable edition with stories."""
    settings.RELEASES_ROOT = tmp_path / "releases"
    settings.MEDIA_ROOT = tmp_path / "media"
    programs = make_bill(edition, titles=["The Long Loom", "Tide Table", "Ember"], programs=1)
    first = programs[0].placements.first()
    assert first is not None
    tell_stories(edition, first.film)
    return edition


@pytest.mark.django_db(transaction=True)
def test_every_public_page_is_accessible_in_every_width_and_scheme(
    bill: Edition, page: Page, live_server: Any, violations: Callable[[Page], list[str]]
) -> None:
    publish_edition(edition=bill, by=None)
    found = []

    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # a literal
        for address in PAGES:
            page.set_viewport_size({"width": 360 if scheme == "dark" else 1280, "height": 900})
            page.goto(f"{live_server.url}/at/lanterns/{address}")
            found += [f"{scheme} {address}: {violation}" for violation in violations(page)]
    for address in PAGES:
        page.goto(f"{live_server.url}/at/lanterns/{address}")
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            if page.evaluate("document.documentElement.scrollWidth") > width:
                found.append(f"{address} is wider than {width} px")
    assert found == []


@pytest.mark.django_db(transaction=True)
def test_manager_lays_out_a_day_publishes_it_and_a_visitor_walks_through(  # noqa: PLR0913, PLR0917  fixtures
    bill: Edition, page: Page, live_server: Any, director: User, sign_in: Callable[[User], None],
    violations: Callable[[Page], list[str]],
) -> None:  # fmt: skip
    Screening.objects.all().delete()
    sign_in(director)

    page.goto(f"{live_server.url}/office/lanterns/schedule/editions/2031-03/")
    page.get_by_role("button", name="Lay out the day").click()
    expect(page.get_by_text("1 program is laid out.")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("button", name="later: Shorts 1").click()
    expect(page.get_by_text("12:25").first).to_be_visible()

    page.goto(f"{live_server.url}/office/lanterns/releases/editions/2031-03/")
    expect(page.get_by_text("The program is published: 1 program, 3 films.")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("Waiting for the worker")).to_be_visible()
    call_command("db_worker", batch=True, queue_name="default", interval=0, verbosity=0)
    expect(page.get_by_text("March 2031 is public.")).to_be_visible()

    page.get_by_role("link", name="See it as the public does").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Saturday, March 8, 2031")
    page.wait_for_load_state("networkidle")
    page.locator("film-reel a").first.focus()
    expect(page.locator(".reel-told").first).to_contain_text("The Long Loom")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("The Long Loom")
    page.get_by_role("link", name="Ada Ferro").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ada Ferro")


@pytest.mark.django_db(transaction=True)
def test_article_is_previewed_while_it_is_typed(  # noqa: PLR0913, PLR0917  fixtures
    bill: Edition, page: Page, live_server: Any, director: User, sign_in: Callable[[User], None],
    violations: Callable[[Page], list[str]],
) -> None:  # fmt: skip
    sign_in(director)

    page.goto(f"{live_server.url}/office/lanterns/newsroom/articles/new/")
    page.get_by_label("Headline").fill("Tides")
    page.get_by_label("Text").fill("The sea is **late**.")

    expect(page.locator("#preview strong")).to_have_text("late")
    assert violations(page) == []


@pytest.mark.django_db(transaction=True)
def test_visitor_elsewhere_sees_their_own_time_beside_the_festivals(
    bill: Edition, browser: Any, live_server: Any
) -> None:
    publish_edition(edition=bill, by=None)
    context = browser.new_context(timezone_id="Europe/Rome", locale="en-US")
    visitor = context.new_page()

    visitor.goto(f"{live_server.url}/at/lanterns/2031-03/")

    expect(visitor.locator(".act-time .figure").first).to_contain_text("12:20")
    expect(visitor.locator(".act-time .yours").first).to_contain_text("9:20")
    context.close()
