"""The newsroom in a real Chromium: captions mended by hand, a day composed and corrected, a transcript followed."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from playwright.sync_api import Page, expect
from pytest_django.fixtures import Settings

from matinee.accounts.models import User
from matinee.festival.models import Edition
from matinee.films.models import Film
from matinee.marquee.publishing import publish_edition
from matinee.newsroom.actions import record_interview, set_captions, set_video
from matinee.newsroom.models import Article, Interview, InterviewCaption
from tests.journeys.conftest import WIDTHS
from tests.street import make_bill

WEBM = Path(__file__).parents[1] / "films" / "reels" / "lamp.webm"
VTT = b"""WEBVTT

00:00:01.000 --> 00:00:04.000
<v Ada Ferro>We shot it at night.

00:00:03.000 --> 00:00:06.500
<v Ada Ferro>There was one lamp in the mill.
"""


LONG = "There was one lamp in the mill, and it went out before we had begun to look, and then"


@pytest.fixture
def interview(edition: Edition, settings: Settings, tmp_path: Path) -> Interview:
    """Return a filmed interview with captions that overlap."""
    settings.RELEASES_ROOT, settings.MEDIA_ROOT = tmp_path / "releases", tmp_path / "media"
    make_bill(edition, titles=["The Long Loom", "Tide Table"])
    film = Film.objects.get(slug="the-long-loom")
    row = record_interview(festival=edition.festival, film=film, edition=edition, guests="Ada Ferro", by=None)
    set_video(interview=row, path=WEBM, by=None)
    set_captions(interview=row, language="en", content=VTT, by=None)
    return row


def fits(page: Page) -> list[int]:
    """Return the widths at which something sticks out of the page."""
    out = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        if page.evaluate("document.documentElement.scrollWidth") > width:
            out.append(width)
    return out


@pytest.mark.django_db(transaction=True)
def test_captions_are_judged_while_typed_and_follow_the_video(  # noqa: PLR0913, PLR0917  fixtures
    interview: Interview, page: Page, live_server: Any, director: User, sign_in: Callable[[User], None],
    violations: Callable[[Page], list[str]],
) -> None:  # fmt: skip
    sign_in(director)
    page.goto(f"{live_server.url}/office/lanterns/newsroom/interviews/{interview.code}/captions/en/")
    expect(page.get_by_text("Begins before caption 1 has gone.")).to_be_visible()
    assert violations(page) == []
    assert fits(page) == []

    first = page.locator(".cue").nth(0)
    first.get_by_label("To").fill("2.9")
    expect(page.get_by_text("Begins before")).to_have_count(0)
    second = page.locator(".cue").nth(1)
    second.get_by_label("Text").fill(LONG)
    expect(second.get_by_text("letters a second; at most 20 can be read.")).to_be_visible()
    second.get_by_label("Text").fill("There was one lamp.")
    page.evaluate("document.querySelector('caption-editor video').currentTime = 7")
    second.get_by_role("button", name="One below").click()
    third = page.locator(".cue").nth(2)
    third.get_by_role("button", name="From here").click()
    expect(third.get_by_label("From")).to_have_value("0:07.000")
    third.get_by_label("To").fill("0:09.000")
    third.get_by_label("Text").fill("Then it went out.")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("The captions are kept.")).to_be_visible()

    assert InterviewCaption.objects.get().text == (
        "WEBVTT\n\n00:00:01.000 --> 00:00:02.900\n<v Ada Ferro>We shot it at night.\n\n"
        "00:00:03.000 --> 00:00:06.500\n<v Ada Ferro>There was one lamp.\n\n"
        "00:00:07.000 --> 00:00:09.000\n<v Ada Ferro>Then it went out.\n"
    )
    assert violations(page) == []


@pytest.mark.django_db(transaction=True)
def test_day_is_composed_quoted_and_corrected_and_a_visitor_follows_the_transcript(  # noqa: PLR0913, PLR0917  fixtures
    interview: Interview, edition: Edition, page: Page, live_server: Any, director: User,
    sign_in: Callable[[User], None], violations: Callable[[Page], list[str]],
) -> None:  # fmt: skip
    sign_in(director)
    page.goto(f"{live_server.url}/office/lanterns/newsroom/interviews/{interview.code}/")
    page.get_by_label("Words that were said").fill("There was one lamp in the mill")
    page.get_by_role("button", name="Take the quote").click()
    page.get_by_label("Show it").check()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Saved. The public sees it")).to_be_visible()
    assert violations(page) == []
    assert fits(page) == []

    page.goto(f"{live_server.url}/office/lanterns/newsroom/compose/?edition=2031-03")
    page.get_by_label("Los Angeles premiere: Tide Table").check()
    expect(page.locator("#composed h2").first).to_have_text("Los Angeles premiere: Tide Table")
    page.locator(".passage summary").first.click()
    expect(page.get_by_text("Tide Table: premiere, computed from its showings")).to_be_visible()
    assert violations(page) == []
    assert fits(page) == []
    page.get_by_role("button", name="Make it an article").click()
    expect(page.get_by_role("heading", name="Where each sentence comes from")).to_be_visible()

    page.get_by_label("Film").fill("the-long-loom")
    page.get_by_role("button", name="Save the draft").click()
    page.get_by_role("button", name="Put it in").click()
    expect(page.locator("#preview blockquote").last).to_contain_text("There was one lamp in the mill")
    page.get_by_role("button", name="Save the draft").click()
    expect(page.get_by_text("composed sentences stand in the saved text as they were")).to_be_visible()
    page.get_by_role("button", name="Publish").click()
    page.get_by_label("Correction note").fill("The lamp was a lantern.")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("heading", name="Corrections that readers see")).to_be_visible()
    assert violations(page) == []
    assert fits(page) == []
    page.set_viewport_size({"width": 1280, "height": 400})  # what is read is longer than the screen
    assert violations(page) == []

    publish_edition(edition=edition, by=None)
    page.goto(f"{live_server.url}/at/lanterns/articles/{Article.objects.get().slug}/")
    expect(page.get_by_text("The lamp was a lantern.")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("link", name="Read the whole conversation").click()
    page.get_by_role("link", name="Go to 0:03").or_(page.get_by_role("link", name="Go to 0:01")).first.click()
    page.wait_for_function("document.querySelector('talk-player video').currentTime >= 1")
    assert violations(page) == []
    assert fits(page) == []


@pytest.mark.django_db(transaction=True)
def test_booklet_with_crop_marks_is_made_let_public_and_found_on_the_bill(  # noqa: PLR0913, PLR0917  fixtures
    interview: Interview, edition: Edition, page: Page, live_server: Any, director: User,
    sign_in: Callable[[User], None], violations: Callable[[Page], list[str]],
) -> None:  # fmt: skip
    sign_in(director)
    page.goto(f"{live_server.url}/office/lanterns/newsroom/handouts/")
    assert violations(page) == []
    page.get_by_role("link", name="March 2031").click()
    page.get_by_label("With crop marks").check()
    page.get_by_role("button", name="Make the booklet").click()
    expect(page.get_by_text("Crop marks need bleed")).to_be_visible()
    assert violations(page) == []

    page.get_by_label("For a printer").check()
    page.get_by_label("Sponsors and friends").fill("Presented by: Kiln Brewery")
    page.get_by_role("button", name="Make the booklet").click()
    expect(page.get_by_role("progressbar").or_(page.get_by_text("Waiting for the worker")).first).to_be_visible()
    assert violations(page) == []
    call_command("db_worker", batch=True, queue_name="default", interval=0, verbosity=0)
    expect(page.get_by_text("is made. Look at it, then let it be public.")).to_be_visible(timeout=20_000)
    expect(page.get_by_text("for a printer, with crop marks")).to_be_visible()
    page.get_by_role("button", name="Let it be public").click()
    expect(page.get_by_text("with the release")).to_be_visible()
    assert violations(page) == []
    assert fits(page) == []

    publish_edition(edition=edition, by=None)
    page.goto(f"{live_server.url}/at/lanterns/2031-03/")
    with page.expect_download() as download:
        page.get_by_role("link", name="The booklet, A5 (for a printer)").click()
    assert download.value.suggested_filename.endswith(".pdf")
    assert violations(page) == []
