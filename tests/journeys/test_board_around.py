"""Around the board: searching the pool by keys, setting a check, comparing drafts, watching one in order."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone
from playwright.sync_api import Page, expect

from matinee.accounts.models import User
from matinee.entries.actions import consider_edition
from matinee.festival.models import Edition, Festival
from matinee.films.actions import change_film
from matinee.films.models import Film, Screener, Upload
from matinee.films.states import UploadState
from matinee.programming.actions import add_program, copy_lineup, make_lineup, move_film, place_film
from matinee.programming.models import BoardNote, Lineup, Placement, Program
from tests.pools import a_pool, make_eligible

pytestmark = pytest.mark.django_db(transaction=True)
SignIn = Callable[[User], None]
Violations = Callable[[Page], list[str]]
SILENCE = io.BytesIO(b"\0" * 64).getvalue()  # no film: what is tried is the way from one to the next


@pytest.fixture
def lineup(festival: Festival, edition: Edition) -> Lineup:
    """Return a draft with two programs, two films in the first, ten in the pool."""
    a_pool(festival, 12)
    consider_edition(edition=edition, by=None)
    make_eligible(edition)
    draft = make_lineup(edition=edition, title="First", by=None)
    first = add_program(lineup=draft, title="Shorts I", by=None)
    add_program(lineup=draft, title="Shorts II", by=None)
    for title in ("Film 000", "Film 001"):
        place_film(program=first, film=Film.objects.get(title=title), by=None)
    change_film(film=Film.objects.get(title="Film 007"), by=None, logline="Workers of a mill go on strike for wages.")
    return draft


@pytest.fixture
def desk(live_server: Any, director: User, sign_in: SignIn) -> str:
    """Return the address of the programming desk, for a director who is signed in."""
    sign_in(director)
    return f"{live_server.url}/office/lanterns/programming"


def test_pool_is_searched_and_a_film_placed_by_keys_alone(
    page: Page, desk: str, lineup: Lineup, violations: Violations
) -> None:
    page.goto(f"{desk}/boards/{lineup.code}/")
    pool = page.locator("pool-panel")
    expect(pool.locator("[data-count]")).to_have_text("10 films")

    page.keyboard.press("/")
    page.keyboard.type("labour union")
    expect(pool.locator(".film").first).to_contain_text("Film 007")
    assert "q=labour+union" in page.url
    page.keyboard.press("ArrowDown")
    expect(pool.locator(".film").first).to_be_focused()
    pool.get_by_label("Enter places in").select_option(label="2 Shorts II")
    pool.locator(".film").first.focus()
    with page.expect_response("**/do/"):
        page.keyboard.press("Enter")

    second = Program.objects.get(title="Shorts II")
    expect(page.locator(f"[data-program='{second.code}'] .film")).to_contain_text("Film 007")
    assert Placement.objects.filter(program=second, film__title="Film 007").exists()

    page.get_by_text("Promises and balance").click()
    expect(page.locator("#around .meter").first).to_be_visible()
    assert violations(page) == []


def test_check_is_set_and_a_promise_written_down(page: Page, desk: str, lineup: Lineup, violations: Violations) -> None:
    page.goto(f"{desk}/checks/")
    page.get_by_label("How serious: Fewer films than planned").select_option(label="Not allowed")
    page.get_by_role("button", name="Save the checks").click()
    expect(page.get_by_text("1 check goes so from now on.")).to_be_visible()
    expect(page.get_by_text("your own")).to_be_visible()
    assert violations(page) == []

    page.goto(f"{desk}/editions/2031-03/")
    page.get_by_text("Write down a promise").click()
    page.get_by_label("What is promised").select_option(label="This film opens the edition")
    page.locator("#promises").get_by_label("Film").fill("Film 001")
    page.get_by_label("To whom, and why").fill("the city's own premiere")
    page.get_by_role("button", name="Write it down").click()
    expect(page.locator("#promises")).to_contain_text("the city's own premiere")
    assert violations(page) == []

    page.goto(f"{desk}/boards/{lineup.code}/")
    page.get_by_text("Promises and balance").click()
    expect(page.get_by_text("“Film 001” must open the edition")).to_be_visible()
    page.set_viewport_size({"width": 360, "height": 800})
    for path in ("checks/", "editions/2031-03/", f"boards/{lineup.code}/balance/"):
        page.goto(f"{desk}/{path}")
        assert violations(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), path


def test_drafts_are_compared_and_one_difference_taken_over(
    page: Page, desk: str, lineup: Lineup, violations: Violations
) -> None:
    twin = copy_lineup(lineup=lineup, by=None, title="Second")
    move_film(lineup=twin, film=Film.objects.get(title="Film 001"), to=twin.programs.get(title="Shorts II"), by=None)
    page.goto(f"{desk}/editions/2031-03/compare/")

    expect(page.get_by_text("“Film 001” is in “Shorts I” here and in “Shorts II” there.").first).to_be_visible()
    assert violations(page) == []
    page.get_by_role("button", name="Move it as there").click()
    expect(page.get_by_text("Both hold the same films")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    assert Placement.objects.filter(program__lineup=lineup, program__title="Shorts I", film__title="Film 001").exists()


def test_draft_is_watched_in_order_with_a_note_on_the_way(
    page: Page, desk: str, lineup: Lineup, violations: Violations
) -> None:
    upload = Upload(
        film=Film.objects.get(title="Film 000"), name="a.mp4", size=len(SILENCE), received=len(SILENCE),
        state=UploadState.READY, expires_at=timezone.now(), running_time_s=540, is_playable=True,
    )  # fmt: skip
    upload.file.save("a.mp4", ContentFile(SILENCE))
    Screener.objects.create(film=upload.film, upload=upload)
    page.goto(f"{desk}/boards/{lineup.code}/walk/")

    expect(page.locator("film-player")).to_be_visible()
    assert violations(page) == []
    page.get_by_label("Note on this film").fill("Opens well.")
    page.get_by_role("button", name="Keep the note").click()
    expect(page.locator("[data-saved]")).to_have_text("✓")
    assert BoardNote.objects.get().text == "Opens well."

    page.locator("video").dispatch_event("ended")
    expect(page.locator("[data-gap-card]")).to_contain_text("Next: Film 001")
    page.keyboard.press("n")
    expect(page.get_by_role("heading", name="Film 001")).to_be_focused()
    expect(page.get_by_text("This film has no screener")).to_be_visible()
    expect(page.locator("[data-clock]")).to_have_text("9:10")
    assert violations(page) == []
    page.keyboard.press("p")
    expect(page.get_by_role("heading", name="Film 000")).to_be_focused()
