"""A filmmaker's way through the lounge in a real browser."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from matinee.accounts.models import User
from matinee.entries.actions import open_call
from matinee.entries.models import Entry
from matinee.entries.states import EntryState
from matinee.festival.models import Edition, Festival

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def call(festival: Festival, edition: Edition) -> object:
    wanted = "Shorts up to 40 minutes and features, from *everywhere*."
    return open_call(festival=festival, slug="rolling", title="Films all year", by=None, wanted=wanted)


@pytest.mark.usefixtures("call")
def test_filmmaker_enters_a_film_and_follows_it(
    page: Page,
    live_server: Any,
    make_user: Callable[..., User],
    sign_in: Callable[[User], None],
    violations: Callable[[Page], list[str]],
) -> None:
    sign_in(make_user("maker@example.org", "Mara Maker"))
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{live_server.url}/lounge/calls/lanterns/rolling/")
    assert violations(page) == []
    page.get_by_role("link", name="Enter your film").click()
    page.get_by_label("What is your film called?").fill("The Long Loom")
    page.get_by_role("button", name="Go on").click()

    page.get_by_label("Running time").fill("12:25")
    page.get_by_label("Finished").fill("March 2030")
    expect(page.get_by_text("Kept", exact=True)).to_be_visible()
    assert Entry.objects.get().film.running_time_s == 745
    page.get_by_role("button", name="Go on").click()

    page.get_by_label("Countries").fill("Italy, Atlantis")
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_text("We do not know “Atlantis”.")).to_be_visible()
    assert violations(page) == []
    page.get_by_label("Countries").fill("Italy")
    page.get_by_role("button", name="Go on").click()

    page.get_by_label("Directed by").fill("Mara Maker")
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("In one sentence").fill("A loom, a town, a strike.")
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="Go on").click()  # no still yet
    page.get_by_label("Link").fill("https://video.example.org/loom")
    page.get_by_label("Password").fill("quiet-door")
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("link", name="Go on").click()  # nothing told of money
    page.get_by_role("link", name="Go on").click()  # shown nowhere before

    assert violations(page) == []
    page.get_by_role("button", name="Send it").click()
    expect(page.get_by_text("“The Long Loom” is with us.")).to_be_visible()
    expect(page.get_by_role("heading", name="March 2031")).to_be_visible()
    assert violations(page) == []

    page.get_by_role("button", name="Withdraw").click()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("“The Long Loom” is back.")).to_be_visible()
    assert Entry.objects.get().state == EntryState.CONSIDERED
