"""A team comes together: invited by letter, signed up, seated; and every page of the desk can be read by everybody."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command
from playwright.sync_api import Page, expect

from matinee.accounts.models import User
from matinee.festival.models import Edition, Festival, Membership
from tests.journeys.test_sign_in import code_in_last_letter

pytestmark = pytest.mark.django_db(transaction=True)
PAGES = ("", "festival/", "festival/team/", "festival/settings/", "festival/policy/", "festival/audit/", "mailroom/")


def carry_letters() -> None:
    """Let a worker carry what waits in the outbox."""
    call_command(
        "db_worker", queue_name="letters", batch=True, interval=0, startup_delay=False, verbosity=0, reload=False
    )


def test_newcomer_follows_the_letter_signs_up_and_takes_the_seat(
    page: Page, live_server: Any, director: User, sign_in: Callable[[User], None], settings: Any
) -> None:
    settings.SITE_ADDRESS = live_server.url
    sign_in(director)
    page.goto(f"{live_server.url}/office/lanterns/festival/team/")
    page.get_by_label("E-mail").fill("ada@example.org")
    page.get_by_label("Role").select_option(label="Programmer")
    page.get_by_role("button", name="Send the invitation").click()
    expect(page.get_by_text("A letter is on its way to ada@example.org.")).to_be_visible()
    carry_letters()
    link = next(word for word in mail.outbox[0].body.split() if "/team/" in word)
    page.context.clear_cookies()

    page.goto(link)
    page.get_by_role("link", name="Make an account").click()
    page.get_by_label("Email").fill("ada@example.org")
    page.get_by_label("Your name").fill("Ada Lovelace")
    page.get_by_role("button", name="Make an account").click()
    page.get_by_label("Code").fill(code_in_last_letter("ada@example.org"))
    page.get_by_role("button", name="Confirm").click()
    page.get_by_role("button", name="Take the seat").click()
    expect(page.get_by_text("Welcome to Lantern Nights.")).to_be_visible()
    assert list(Membership.objects.filter(user__email="ada@example.org").values_list("role", flat=True)) == [
        "programmer"
    ]


def test_edition_is_planned_cancelled_and_brought_back_by_undo(
    page: Page, live_server: Any, director: User, sign_in: Callable[[User], None]
) -> None:
    sign_in(director)
    page.goto(f"{live_server.url}/office/lanterns/")
    page.get_by_role("link", name="Plan an edition").click()
    page.get_by_label("Title").fill("March 2031")
    page.get_by_label("Short name").fill("2031-03")
    page.get_by_label("Day", exact=False).first.fill("2031-03-08")
    page.get_by_role("button", name="Plan it").click()
    page.get_by_role("button", name="Cancel it").click()
    expect(page.get_by_text("is now: Cancelled.")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("is now: Planned.")).to_be_visible()
    assert Edition.objects.get().state == "planned"


@pytest.mark.parametrize("width", [360, 1280])
def test_every_page_of_the_desk_fits_and_can_be_read_by_everybody(  # noqa: PLR0913, PLR0917  fixtures
    page: Page,
    live_server: Any,
    festival: Festival,
    edition: Edition,
    director: User,
    sign_in: Callable[[User], None],
    violations: Callable[[Page], list[str]],
    width: int,
) -> None:
    sign_in(director)
    page.set_viewport_size({"width": width, "height": 900})
    for address in (*PAGES, f"festival/editions/{edition.slug}/"):
        page.goto(f"{live_server.url}/office/{festival.slug}/{address}")
        assert violations(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
