"""The living style sheet in a real browser: axe finds nothing, nothing overflows, elements do what they say."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from matinee.accounts.models import User
from tests.journeys.conftest import WIDTHS

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def look(page: Page, live_server: Any, director: User, sign_in: Callable[[User], None]) -> Page:
    sign_in(director)
    page.goto(f"{live_server.url}/office/look/")
    return page


@pytest.mark.parametrize(("scheme", "widths"), [("light", WIDTHS), ("dark", WIDTHS[:1])])
def test_every_component_passes_axe_and_fits(
    look: Page, violations: Callable[[Page], list[str]], scheme: Any, widths: tuple[int, ...]
) -> None:
    look.emulate_media(color_scheme=scheme)
    for width in widths:
        look.set_viewport_size({"width": width, "height": 800})
        assert look.evaluate("document.documentElement.scrollWidth") == width
        assert violations(look) == []


def test_reel_names_a_film_on_focus_and_goes_there(look: Page) -> None:
    reel = look.locator("film-reel").first
    expect(reel.locator(".reel-told")).to_have_text("7 films · 81 min of film · 130 min in all")
    reel.get_by_role("link").first.focus()
    expect(reel.locator(".reel-told")).to_have_text("The Long Loom · 12:25")
    look.keyboard.press("ArrowRight")
    expect(reel.locator(".reel-told")).to_have_text("Tide Table · 6:12")
    look.keyboard.press("Enter")
    expect(look).to_have_url(re.compile(r"#film-1$"))


def test_keys_open_their_list_search_and_press_links(look: Page) -> None:
    look.keyboard.press("?")
    expect(look.get_by_role("dialog", name="Keys")).to_contain_text("Search on this page")
    look.keyboard.press("Escape")
    look.keyboard.press("/")
    expect(look.get_by_role("searchbox")).to_be_focused()
    look.keyboard.type("gh")  # typing in a field presses nothing
    expect(look.get_by_role("searchbox")).to_have_value("gh")
    look.get_by_role("searchbox").blur()
    look.keyboard.press("n")
    expect(look).to_have_url(re.compile(r"#reel$"))


def test_score_pad_is_set_by_number_keys(look: Page) -> None:
    look.get_by_role("radio", name="7").focus()
    look.keyboard.press("9")
    expect(look.get_by_role("radio", name="9")).to_be_checked()
    look.keyboard.press("0")
    expect(look.get_by_role("radio", name="10")).to_be_checked()


def test_bulk_table_chooses_all_and_counts(look: Page) -> None:
    button = look.get_by_role("button", name="Move to June")
    expect(button).to_be_disabled()
    look.get_by_role("checkbox", name="Choose all").check()
    expect(look.locator("[data-chosen]")).to_have_text("7")
    look.get_by_role("checkbox", name="Choose Tide Table").uncheck()
    expect(look.locator("[data-chosen]")).to_have_text("6")
    expect(button).to_be_enabled()


def test_times_say_the_viewers_own_where_zones_differ(page: Page, browser: Any, live_server: Any, look: Page) -> None:
    here = look.locator("#type local-time")
    expect(here).to_have_text("Sun, Mar 1, 2026, 11:00 AM PST")
    cookies = look.context.cookies()
    abroad = browser.new_context(timezone_id="Europe/Berlin", locale="en-US")
    abroad.add_cookies(cookies)
    visitor = abroad.new_page()
    visitor.goto(f"{live_server.url}/office/look/")
    expect(visitor.locator("#type local-time")).to_contain_text("8:00 PM your time")
    abroad.close()
