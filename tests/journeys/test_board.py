"""The board by keyboard alone, two people at once, and a drag with the mouse; axe reads it at every turn."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from matinee.accounts.models import User
from matinee.entries.actions import consider_edition
from matinee.festival.models import Edition, Festival
from matinee.programming.actions import add_program, make_lineup, place_film
from matinee.programming.models import Benched, BoardNote, Lineup, Placement, Program
from tests.journeys.conftest import WIDTHS
from tests.pools import a_pool, make_eligible

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def lineup(festival: Festival, edition: Edition) -> Lineup:
    """Return a draft with two programs, two films in the first, beside a pool."""
    entries = a_pool(festival, 8)
    consider_edition(edition=edition, by=None)
    make_eligible(edition)
    draft = make_lineup(edition=edition, title="Draft", by=None)
    for title in ("Shorts I", "Shorts II"):
        add_program(lineup=draft, title=title, by=None)
    for entry in entries[:2]:
        place_film(program=Program.objects.get(title="Shorts I"), film=entry.film, by=None)
    return draft


def order(page: Page, title: str) -> list[str]:
    """Return the last letters of the films of a program as the page shows them."""
    column = page.locator(f'.column[aria-label="{title}"]')
    return [words.strip()[-1] for words in column.locator(".cards > .film .film-title").all_inner_texts()]


def card(page: Page, number: int) -> Any:
    """Return a film's card on the board or in the pool."""
    return page.locator(f'.film[data-film]:has(.film-title:text-is("Film {number:03d}"))')


def test_whole_board_by_keyboard_alone(  # noqa: PLR0913, PLR0917  fixtures, asked for by name
    page: Page,
    live_server: Any,
    festival: Festival,
    director: User,
    sign_in: Callable[[User], None],
    lineup: Lineup,
    violations: Callable[[Page], list[str]],
) -> None:
    sign_in(director)
    page.goto(f"{live_server.url}/office/lanterns/programming/boards/{lineup.code}/")
    expect(card(page, 1)).to_be_visible()
    press = page.keyboard.press

    press("/")
    page.keyboard.type("Film 003")
    expect(page.locator("[data-pool] .film .film-title").first).to_have_text("Film 003")
    press("ArrowDown")
    press("Enter")
    expect(page.locator(".column").first.locator(".cards > .film")).to_have_count(3)
    assert order(page, "Shorts I") == ["0", "1", "3"]

    card(page, 3).focus()
    press(" ")
    press("ArrowUp")
    press("ArrowRight")
    expect(page.locator(".board-desk > [data-said]")).to_contain_text("in Shorts II")
    press("Escape")
    assert order(page, "Shorts I") == ["0", "1", "3"]
    press(" ")
    press("ArrowUp")
    press("ArrowUp")
    press("Enter")
    expect(page.locator("[data-undo]")).to_have_attribute("title", "“Film 003” moved within Shorts I")
    assert order(page, "Shorts I") == ["3", "0", "1"]

    press("l")
    expect(card(page, 3)).to_have_class("film is-locked")
    press("Delete")
    expect(page.locator(".board-told")).to_contain_text("Unlock it first")
    card(page, 1).focus()
    press("b")
    expect(page.locator(".bench .film")).to_have_count(1)
    card(page, 0).focus()
    press("n")
    page.keyboard.type("Ask about the captions")
    press("Tab")
    press("Enter")
    expect(card(page, 0).locator("[data-note]")).to_have_text("Ask about the captions")
    expect(page.locator("[data-undo]")).to_have_attribute("title", "note on “Film 000”")
    assert violations(page) == []

    press("Control+z")
    expect(card(page, 0).locator("[data-note]")).to_be_hidden()
    press("Control+Shift+z")
    expect(card(page, 0).locator("[data-note]")).to_be_visible()
    press("g")
    press("a")
    expect(page.get_by_text("“Draft” is the lineup of")).to_be_visible()
    assert Lineup.objects.get().state == "adopted"
    assert (Benched.objects.get().film.title, BoardNote.objects.get().text) == ("Film 001", "Ask about the captions")
    assert Placement.objects.get(film__title="Film 003").is_locked


def test_two_people_see_each_other_and_a_drag_lands(  # noqa: PLR0913, PLR0917  fixtures, asked for by name
    page: Page,
    browser: Browser,
    live_server: Any,
    festival: Festival,
    director: User,
    sign_in: Callable[[User], None],
    lineup: Lineup,
    violations: Callable[[Page], list[str]],
) -> None:
    sign_in(director)
    address = f"{live_server.url}/office/lanterns/programming/boards/{lineup.code}/"
    page.goto(address)
    second = browser.new_context(storage_state=page.context.storage_state(), viewport={"width": 1280, "height": 900})
    other = second.new_page()
    other.goto(address)
    expect(card(other, 1)).to_be_visible()

    card(page, 0).scroll_into_view_if_needed()
    from_box, to_box = card(page, 0).bounding_box(), page.locator(".column").nth(1).bounding_box()
    page.mouse.move(from_box["x"] + 120, from_box["y"] + 12)
    page.mouse.down()
    page.mouse.move(to_box["x"] + 60, to_box["y"] + 160, steps=6)
    page.wait_for_timeout(100)
    page.mouse.up()

    expect(page.locator(".column").nth(1).locator(".cards > .film")).to_have_count(1)
    expect(other.locator(".column").nth(1).locator(".cards > .film")).to_have_count(1)
    assert (order(other, "Shorts I"), order(other, "Shorts II")) == (["1"], ["0"])
    other.keyboard.press("Control+z")
    expect(page.locator(".column").nth(1).locator(".cards > .film")).to_have_count(0)
    assert order(page, "Shorts I") == ["0", "1"]
    second.close()

    page.goto(f"{address}history/")
    expect(page.get_by_text("undone: “Film 000” moved to Shorts II")).to_be_visible()
    assert violations(page) == []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        for path in (address, f"{address}history/"):
            page.goto(path)
            assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), (width, path)
