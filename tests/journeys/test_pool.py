"""The pool: a film is held from the table, moved on the board by keyboard, taken back; all can read every page."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from matinee.accounts.models import User
from matinee.entries.actions import consider_all
from matinee.entries.models import Entry
from matinee.festival.actions import plan_edition
from matinee.festival.models import Festival
from tests.pools import a_pool

pytestmark = pytest.mark.django_db(transaction=True)


def test_film_is_held_moved_and_taken_back(  # noqa: PLR0913, PLR0917  fixtures, asked for by name
    page: Page,
    live_server: Any,
    festival: Festival,
    director: User,
    sign_in: Callable[[User], None],
    violations: Callable[[Page], list[str]],
) -> None:
    for n in range(3):
        day = timezone.now().date() + timedelta(days=40 + 31 * n)
        plan_edition(festival=festival, slug=f"day-{n}", title=f"Day {n}", by=None, starts_on=day, ends_on=day)
    a_pool(festival, 3)
    consider_all(festival=festival, by=None)
    sign_in(director)
    here = f"{live_server.url}/office/lanterns/entries"

    page.goto(f"{here}/pool/")
    page.get_by_label("Tick “Film 001”").check()
    page.get_by_label("Hold until").select_option(label="Day 2")
    page.get_by_role("button", name="Hold", exact=True).click()
    expect(page.get_by_text("1 film is changed.")).to_be_visible()
    assert violations(page) == []

    page.goto(f"{here}/pool/board/")
    card = page.locator("#day-2 .pool-card")
    card.get_by_text("Move").press("Enter")
    card.get_by_label("To").select_option(label="Day 1")
    card.get_by_role("button", name="Plan it there").press("Enter")
    expect(page.locator("#day-1 .pool-card .title")).to_have_text("Film 001")
    assert violations(page) == []

    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#day-2 .pool-card .title")).to_have_text("Film 001")
    code = Entry.objects.get(film__title="Film 001").code
    page.set_viewport_size({"width": 360, "height": 800})
    for path in ("entries/pool/", "entries/pool/board/", f"entries/{code}/why/", "programming/plans/"):
        page.goto(f"{live_server.url}/office/lanterns/{path}")
        assert violations(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), path
