"""A filmmaker's way through the lounge in a real browser."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from matinee.accounts.models import User
from matinee.entries.actions import open_call
from matinee.entries.models import Entry
from matinee.entries.rules.terms import Category, Consent, Identity, Question, Terms, Tier
from matinee.entries.states import EntryState, QuestionKind
from matinee.festival.models import Edition, Festival

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def call(festival: Festival, edition: Edition) -> object:
    wanted = "Shorts up to 40 minutes and features, from *everywhere*."
    terms = Terms(
        wanted=wanted,
        categories=(Category("shorts", "Shorts", running_time_max_s=2400), Category("features", "Features")),
        tiers=(Tier("early", "Early", timezone.now() + timedelta(days=9), 1500), Tier("late", "Late", None, 2500)),
        questions=(Question("how", QuestionKind.CHOICE, "Who told you?", choices=("A friend", "The web")),),
        consents=(Consent("rights", "Rights", "I *hold* them."),),
        identities=(Identity("vet", "I am a veteran.", ("veterans",)),),
    )
    return open_call(festival=festival, slug="rolling", title="Films all year", by=None, terms=terms)


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
    expect(page.get_by_role("status").filter(has_text="Saved")).to_be_visible()
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
    tell_the_making(page)
    assert violations(page) == []
    page.get_by_role("link", name="Go on").click()
    page.get_by_role("button", name="Go on").click()  # no still yet
    page.get_by_label("Link").fill("https://video.example.org/loom")
    page.get_by_label("Password").fill("quiet-door")
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("link", name="Go on").click()  # shown nowhere before

    answer_the_call(page, violations)

    assert violations(page) == []
    page.get_by_role("button", name="Send it").click()
    expect(page.get_by_text("“The Long Loom” is with us.")).to_be_visible()
    expect(page.get_by_role("heading", name="March 2031")).to_be_visible()
    assert violations(page) == []

    page.get_by_role("button", name="Withdraw").click()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("“The Long Loom” is back.")).to_be_visible()
    assert Entry.objects.get().state == EntryState.CONSIDERED


def answer_the_call(page: Page, violations: Callable[[Page], list[str]]) -> None:
    """Choose a category and answer what this call asks of everybody."""
    page.get_by_label("Shorts").check()
    expect(page.get_by_text("$15.00").first).to_be_visible()
    assert violations(page) == []
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("A friend").check()
    expect(page.get_by_role("status").filter(has_text="Saved")).to_be_visible()
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="Go on").click()  # every day suits
    page.get_by_label("I am a veteran.").check()
    assert violations(page) == []
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("Rights").check()
    page.get_by_role("button", name="Go on").click()


def tell_the_making(page: Page) -> None:
    """Tell how the film was made and what it was paid for with."""
    page.get_by_label("A credit of all together").fill("The students of Film 33")
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("Who gave it").fill("Camera house")
    page.get_by_label("How", exact=True).select_option(label="In kind")
    page.get_by_label("Amount, or what it was worth").fill("900")
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_text("$900.00")).to_be_visible()
