"""Letters from end to end: a wording seen on a real film, an invitation sent, stopped, sent again, answered."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from matinee.accounts.models import User
from matinee.entries.actions import set_outcome
from matinee.entries.models import Consideration
from matinee.entries.states import ConsiderationState
from matinee.festival.models import Edition, Festival
from matinee.mailroom.actions import post_letter
from matinee.mailroom.models import Letter
from matinee.mailroom.states import LetterState
from matinee.programming.models import Guest, Invitation
from matinee.programming.states import OfferState
from tests.pools import a_film, an_entry

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def maker(edition: Edition, make_user: Callable[..., User]) -> User:
    """Return a filmmaker with one film in the lineup and one that is not."""
    ada = make_user("ada@example.org", "Ada")
    for title, state in (("Night Bus", ConsiderationState.PLACED), ("Day Boat", ConsiderationState.NOT_SELECTED)):
        entry = an_entry(edition.festival, a_film(edition.festival, title), ada)
        rows = Consideration.objects.select_related("entry__festival", "entry__film").filter(entry=entry)
        set_outcome(considerations=rows, state=state, reason="", because="room", by=None)
    return ada


def test_invitation_is_written_stopped_sent_again_and_answered(  # noqa: PLR0913, PLR0917  fixtures
    page: Page, live_server: Any, director: User, maker: User, sign_in: Callable[[User], None],
    violations: Callable[[Page], list[str]],
) -> None:  # fmt: skip
    sign_in(director)
    desk = f"{live_server.url}/office/lanterns/mailroom/"
    page.goto(f"{desk}wordings/invitation/en/?film=bus")
    page.get_by_label("Letter", exact=True).fill("Dear {name},\n\nplease show *{film}* with us.\n\n{link}")
    page.get_by_role("button", name="Show me first").click()
    expect(page.get_by_role("article")).to_contain_text("please show Night Bus with us")
    assert violations(page) == []
    page.get_by_role("button", name="Use these words").click()
    expect(page.get_by_text("your version 1")).to_be_visible()

    for _ in range(2):
        page.goto(f"{desk}invitations/new/")
        page.get_by_label("Choose Night Bus").check()
        page.get_by_role("button", name="Look at the letter").click()
        expect(page.get_by_role("article")).to_contain_text("please show Night Bus with us")
        assert violations(page) == []
        page.get_by_role("button", name="Send", exact=True).click()
        expect(page.get_by_text("1 letter goes in 10 minutes.")).to_be_visible()
        if not Letter.objects.filter(state=LetterState.STOPPED).exists():
            page.get_by_role("button", name="Undo").click()
            expect(page.get_by_text("1 letter is stopped.")).to_be_visible()
    assert sorted(Invitation.objects.values_list("state", flat=True)) == [OfferState.OFFERED, OfferState.WITHDRAWN]

    page.context.clear_cookies()
    sign_in(maker)
    page.goto(f"{live_server.url}/lounge/invitations/")
    page.get_by_role("link", name="Answer").first.click()
    page.get_by_label("Yes, show it").check()
    page.get_by_label("Name").first.fill("Ada")
    page.get_by_label("What they need").first.fill("a ramp")
    assert violations(page) == []
    page.get_by_role("button", name="Send the answer").click()
    expect(page.get_by_text("Thank you: “Night Bus” plays")).to_be_visible()
    assert list(Guest.objects.values_list("name", "needs")) == [("Ada", "a ramp")]


@pytest.mark.parametrize("width", [360, 1280])
def test_every_page_of_the_desk_fits_and_can_be_read_by_everybody(  # noqa: PLR0913, PLR0917  fixtures
    page: Page, live_server: Any, festival: Festival, director: User, maker: User, sign_in: Callable[[User], None],
    violations: Callable[[Page], list[str]], width: int,
) -> None:  # fmt: skip
    letter = post_letter(
        festival=festival, key="k", template="decline", to_email=maker.email, context={"film": "Night Bus"}, by=None
    )
    sign_in(director)
    page.set_viewport_size({"width": width, "height": 900})
    for address in (
        "",
        f"{letter.code}/",
        "wordings/",
        "wordings/decline/fr/",
        "answers/",
        "invitations/",
        "mailboxes/",
    ):
        page.goto(f"{live_server.url}/office/lanterns/mailroom/{address}")
        assert violations(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
