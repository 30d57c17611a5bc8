"""The preselection desk in a real Chromium: a reviewer by keyboard alone, a director through a decision meeting."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from matinee.accounts.models import User
from matinee.entries.actions import consider_edition
from matinee.entries.models import Consideration
from matinee.festival.models import Edition, Festival
from matinee.films.actions import set_screener
from matinee.preselection.actions import assign, refresh_standings, set_sheet
from matinee.preselection.models import Scorecard
from tests.pools import a_call, a_film, a_pool, an_entry, make_eligible, reviewers

pytestmark = pytest.mark.django_db(transaction=True)


@dataclass
class Desk:
    """A page, who sits there, and what axe says."""

    page: Page
    live_server: Any
    sign_in: Callable[[User], None]
    violations: Callable[[Page], list[str]]

    def press(self, *keys: str) -> None:
        """Press keys once the page listens."""
        self.page.wait_for_function("customElements.get('key-help') && document.readyState === 'complete'")
        for key in keys:
            self.page.keyboard.press(key)


@pytest.fixture
def desk(
    live_server: Any, page: Page, sign_in: Callable[[User], None], violations: Callable[[Page], list[str]]
) -> Desk:
    """Return a desk that nobody sits at yet."""
    return Desk(page, live_server, sign_in, violations)


def test_reviewer_goes_from_queue_to_score_by_keyboard_alone(desk: Desk, festival: Festival) -> None:
    page, violations, live_server = desk.page, desk.violations, desk.live_server
    (me,) = reviewers(festival, 1)
    set_sheet(call=a_call(festival), by=None, is_blind=True, criteria=[{"name": "Story", "weight": 2, "most": 5}])
    entries = [an_entry(festival, a_film(festival, title)) for title in ("Ferry", "Kiosk")]
    set_screener(film=entries[0].film, url="https://video.example/1", password="", by=None)
    assign(entries=entries, reviewers=[me], by=None)
    desk.sign_in(me)
    page.goto(f"{live_server.url}/office/{festival.slug}/preselection/")
    expect(page.get_by_role("heading", name="Preselection")).to_be_visible(timeout=20_000)
    assert violations(page) == []

    desk.press("w")
    expect(page.get_by_role("heading", level=1, name="Ferry")).to_be_visible(timeout=20_000)
    assert violations(page) == []
    desk.press("r")
    desk.press("8")
    desk.press("s")

    expect(page.get_by_text("has your 8")).to_be_visible(timeout=20_000)
    expect(page.get_by_role("heading", level=1, name="Kiosk")).to_be_visible(timeout=20_000)
    desk.press("z")
    expect(page.get_by_text("comes back tomorrow")).to_be_visible(timeout=20_000)
    assert Scorecard.objects.get().mark == 8

    page.goto(f"{live_server.url}/office/{festival.slug}/preselection/talk/{entries[0].code}/")
    page.get_by_label("What do you say?").fill("Let us show it.")
    page.get_by_role("button", name="Say it").click()
    expect(page.get_by_text("Let us show it.", exact=True)).to_be_visible(timeout=20_000)
    assert violations(page) == []
    for path in ("more/", "curves/", "reviewers/me/"):
        page.goto(f"{live_server.url}/office/{festival.slug}/preselection/{path}")
        assert violations(page) == []


@pytest.fixture
def candidates(festival: Festival, edition: Edition) -> Edition:
    """Return an edition with three candidates that reviewers do not agree on."""
    a_pool(festival, 3, marks=(3, 9))
    refresh_standings(festival=festival)
    consider_edition(edition=edition, by=None)
    make_eligible(edition)
    return edition


def test_director_runs_a_meeting_and_takes_a_decision_back(
    desk: Desk, candidates: Edition, director: User, festival: Festival
) -> None:
    page, violations, live_server = desk.page, desk.violations, desk.live_server
    desk.sign_in(director)
    page.goto(f"{live_server.url}/office/{festival.slug}/preselection/meetings/")
    page.get_by_role("button", name="Start a meeting").click()
    expect(page.get_by_role("button", name="End the meeting")).to_be_visible(timeout=20_000)
    assert violations(page) == []

    desk.press("j")
    desk.press("Space")
    desk.press("j")
    desk.press("Space")
    expect(page.locator("[data-chosen]")).to_have_text("2", timeout=20_000)
    desk.press("s")
    expect(page.get_by_text("2 films: Shortlisted", exact=False).first).to_be_visible(timeout=20_000)
    assert Consideration.objects.filter(state="shortlisted").count() == 2

    page.get_by_role("button", name="Take back").click()
    expect(page.get_by_text("2 films stand as they stood before.")).to_be_visible(timeout=20_000)
    assert Consideration.objects.filter(state="eligible").count() == 3

    desk.press("p")
    expect(page.locator("body.on-the-wall")).to_have_count(1, timeout=20_000)
    assert violations(page) == []
    for path in ("reviewers/", "sheets/", f"sheets/{a_call(festival).slug}/", "ranking/"):
        page.goto(f"{live_server.url}/office/{festival.slug}/preselection/{path}")
        assert violations(page) == []
