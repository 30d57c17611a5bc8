"""A film's way in a real Chromium: sent over a line that drops, looked at, watched, and counted as it really played."""

import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from matinee.accounts.models import User
from matinee.entries.actions import open_call, receive_entry, start_entry
from matinee.entries.models import Entry
from matinee.festival.models import Festival
from matinee.festival.states import Role
from matinee.films.actions import check_upload, receive, record_film, set_caption, start_upload
from matinee.films.models import Upload
from matinee.films.states import UploadState
from matinee.preselection.actions import assign
from matinee.preselection.models import Playback, TimedNote
from matinee.preselection.queries.playing import receipt_of
from tests.journeys.conftest import WIDTHS

WEBM = (Path(__file__).parents[1] / "films" / "reels" / "lamp.webm").read_bytes()
PADDING = 4 * 2**20
PADDED = WEBM + b"\xec\x01" + PADDING.to_bytes(7, "big") + bytes(PADDING)  # an EBML Void: a larger file, the same film


def fits(page: Page) -> list[int]:
    """Return the widths at which something sticks out of the page."""
    out = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        if page.evaluate("document.documentElement.scrollWidth") > width:
            out.append(width)
    return out


@pytest.fixture
def draft(festival: Festival, make_user: Callable[..., User], sign_in: Callable[[User], None]) -> Entry:
    """Return an entry that is being written by whoever is signed in."""
    maker = make_user("maker@example.org", "Mara Maker")
    sign_in(maker)
    call = open_call(festival=festival, slug="rolling", title="Films all year", by=None)
    return start_entry(call=call, sender=maker, title="The Lamplighter", by=maker)


@pytest.mark.django_db(transaction=True)
def test_film_is_sent_over_a_line_that_drops(
    live_server: Any, page: Page, draft: Entry, violations: Callable[[Page], list[str]], tmp_path: Path
) -> None:
    film = tmp_path / "lamp.webm"
    film.write_bytes(PADDED)
    offsets: list[int] = []
    is_down = [False]

    def line(route: Route) -> None:
        offset = route.request.headers.get("upload-offset")
        if route.request.method == "PATCH" and offset is not None:
            offsets.append(int(offset))
            is_down[0] = is_down[0] or len(offsets) > 1
        if is_down[0]:
            route.abort("connectionreset")
        else:
            route.continue_()

    page.route("**/uploads/*/", line)
    page.goto(f"{live_server.url}/lounge/entries/{draft.code}/screener/")
    assert fits(page) == []
    page.get_by_label("The film's file").set_input_files(film)
    expect(page.get_by_text("The line is down.")).to_be_visible()
    assert violations(page) == []

    page.reload()
    expect(page.get_by_text("Choose the same file again to go on where it stopped.")).to_be_visible()
    before, is_down[0] = len(offsets), False
    page.unroute("**/uploads/*/")
    page.on("request", lambda request: offsets.append(int(request.headers.get("upload-offset", -1))))
    page.get_by_label("The film's file").set_input_files(film)
    expect(page.get_by_text("We look at it now", exact=False).first).to_be_visible(timeout=20_000)

    later = [offset for offset in offsets[before:] if offset >= 0]
    upload = Upload.objects.get()
    assert min(later) == 2**20
    assert (upload.state, upload.received) == (UploadState.CHECKING, len(PADDED))
    check_upload(upload=upload)
    expect(page.get_by_text("is what our reviewers watch")).to_be_visible(timeout=10_000)
    assert violations(page) == []
    assert fits(page) == []


@pytest.fixture
def watched(festival: Festival, member: Callable[[Role], User], director: User) -> tuple[Entry, User]:
    """Return an entry with its film, and the reviewer who was dealt it."""
    call = open_call(festival=festival, slug="all-year", title="All year", by=None)
    film = record_film(festival=festival, title="The Lamplighter", by=None, running_time_s=12)
    entry = receive_entry(call=call, film=film, by=None)
    started = start_upload(film=film, name="lamp.webm", size=len(WEBM), by=director)
    check_upload(upload=receive(upload=started, offset=0, length=len(WEBM), read=io.BytesIO(WEBM).read, by=director))
    set_caption(film=film, language="es", content=b"1\n00:00:00,000 --> 00:00:11,000\nNoche.\n", by=None)
    reviewer = member(Role.REVIEWER)
    assign(entries=[entry], reviewers=[reviewer], by=None)
    return entry, reviewer


@pytest.mark.django_db(transaction=True)
def test_film_is_watched_by_keys_and_counted_as_it_played(
    live_server: Any,
    page: Page,
    sign_in: Callable[[User], None],
    violations: Callable[[Page], list[str]],
    watched: tuple[Entry, User],
) -> None:
    entry, reviewer = watched
    sign_in(reviewer)
    page.goto(f"{live_server.url}/office/lanterns/preselection/watch/{entry.code}/")
    expect(page.locator("film-player .player-controls")).to_be_visible()
    assert violations(page) == []
    assert fits(page) == []
    place = "document.querySelector('film-player video').currentTime"

    page.keyboard.press("ArrowRight")
    page.keyboard.press(".")
    assert page.evaluate(place) > 5
    page.keyboard.press("j")
    assert page.evaluate(place) == 0
    page.keyboard.press("c")
    expect(page.get_by_text("Captions: Spanish")).to_be_visible()
    for _ in range(4):
        page.keyboard.press(">")
    expect(page.get_by_text("Speed 2")).to_be_visible()
    page.keyboard.press("k")
    expect(page.locator("[data-at]")).to_have_text(re.compile(r"0:0[3-9]"))
    page.keyboard.press("Space")
    expect(page.get_by_text("% of the film has played for you.")).to_be_visible()

    page.keyboard.press("n")
    page.keyboard.type("The lamp goes out.")
    page.keyboard.press("Enter")
    expect(page.locator(".timed-text")).to_have_text("The lamp goes out.")
    assert TimedNote.objects.get().at_s == 3

    page.reload()
    expect(page.get_by_text("Going on where you stopped: 0:03")).to_be_visible()
    page.locator('[data-do="speed"]').select_option("2")
    page.get_by_role("button", name="Play").click()
    expect(page.get_by_text("100 % of the film has played for you.")).to_be_visible(timeout=20_000)

    receipt = receipt_of(entry)
    assert (receipt.measured_full, receipt.declared_full, receipt.furthest_percent) == (1, 0, 100)
    assert len(Playback.objects.get().spans) == 1
