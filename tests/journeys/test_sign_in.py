"""Coming in: by code, by the link in the letter, by password, by passkey, with a second factor."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core import mail
from playwright.sync_api import CDPSession, Page, expect

from matinee.accounts.models import User
from matinee.accounts.queries import user_of_token
from matinee.festival.models import Festival
from tests.conftest import PASSWORD

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def passkeys(page: Page) -> Iterator[CDPSession]:
    """Give the browser a device that makes and keeps passkeys and knows its owner (CDP WebAuthn)."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    yield session
    session.detach()


def code_in_last_letter(to: str) -> str:
    """Return the code of the newest letter to an address."""
    letter = next(letter for letter in reversed(mail.outbox) if letter.to == [to])
    found = re.search(r"^\s*([A-Z0-9]{3,}-?[A-Z0-9]+)\s*$", letter.body, re.MULTILINE)
    assert found, letter.body
    return found.group(1)


def sign_out(page: Page, live_server: Any) -> None:
    page.goto(f"{live_server.url}/accounts/logout/")
    page.locator("main").get_by_role("button", name="Sign out").click()


def test_member_comes_in_by_code_and_by_the_link_in_the_letter(
    page: Page, live_server: Any, festival: Festival, violations: Callable[[Page], list[str]], settings: Any
) -> None:
    settings.SITE_ADDRESS = live_server.url
    page.goto(f"{live_server.url}/office/{festival.slug}/")
    assert violations(page) == []
    page.get_by_label("E-mail", exact=True).fill("director@example.org")
    page.get_by_role("button", name="Send me a code").click()
    expect(page.get_by_role("heading", name="Enter the code")).to_be_visible()
    page.get_by_label("Code").fill("WRONG1")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_text("Incorrect code")).to_be_visible()
    assert violations(page) == []
    page.get_by_label("Code").fill(code_in_last_letter("director@example.org"))
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(f"{live_server.url}/office/{festival.slug}/")
    sign_out(page, live_server)

    page.goto(f"{live_server.url}/accounts/login/?next=/accounts/profile/")
    page.get_by_label("E-mail", exact=True).fill("director@example.org")
    page.get_by_role("button", name="Send me a code").click()
    link = next(word for word in mail.outbox[-1].body.split() if word.startswith("http"))
    page.goto(link)
    page.wait_for_url(f"{live_server.url}/accounts/profile/")
    expect(page.get_by_label("Name")).to_have_value("Dara Director")


def test_newcomer_signs_up_with_a_passkey_and_comes_back_with_it(
    page: Page, live_server: Any, passkeys: CDPSession
) -> None:
    page.goto(f"{live_server.url}/accounts/signup/")
    page.get_by_role("link", name="With a passkey").click()
    page.get_by_label("Email").fill("ada@example.org")
    page.get_by_label("Your name").fill("Ada Lovelace")
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("Code").wait_for()
    page.get_by_label("Code").fill(code_in_last_letter("ada@example.org"))
    page.get_by_role("button", name="Confirm").click()
    page.get_by_label("Name").fill("My telephone")
    page.get_by_role("button", name="Create").click()
    page.wait_for_url(re.compile(r"/lounge/"))
    assert User.objects.get(email="ada@example.org").name == "Ada Lovelace"
    sign_out(page, live_server)

    page.goto(f"{live_server.url}/accounts/login/?next=/accounts/profile/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url(f"{live_server.url}/accounts/profile/")
    expect(page.get_by_label("Name")).to_have_value("Ada Lovelace")


def test_passkey_that_is_refused_is_told_in_the_page(page: Page, live_server: Any, db: None) -> None:
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options | {"isUserVerified": False}})
    page.goto(f"{live_server.url}/accounts/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("alert")).to_contain_text("The passkey was not read")


def test_password_and_second_factor_are_set_up_and_asked_for(
    page: Page, live_server: Any, make_user: Callable[..., User], violations: Callable[[Page], list[str]]
) -> None:
    make_user("ada@example.org")

    def enter_password() -> None:
        page.goto(f"{live_server.url}/accounts/login/?next=/accounts/2fa/")
        page.get_by_text("Sign in with a password").click()
        page.locator("#id_login").fill("ada@example.org")
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in", exact=True).click()

    enter_password()
    page.wait_for_url(f"{live_server.url}/accounts/2fa/")
    assert violations(page) == []
    page.goto(f"{live_server.url}/accounts/2fa/totp/activate/")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Confirm").click()
    page.locator("#authenticator_secret").wait_for()
    assert violations(page) == []
    secret = page.locator("#authenticator_secret").input_value()
    page.get_by_label("Authenticator code").fill(_totp(secret))
    page.get_by_role("button", name="Activate").click()
    page.wait_for_url(re.compile("recovery-codes"))
    recovery = page.locator("#recovery_codes").input_value().split()
    assert len(recovery) == 10
    sign_out(page, live_server)
    enter_password()
    page.get_by_label("Code").fill(recovery[0])
    page.locator("main").get_by_role("button", name="Sign In").click()
    page.wait_for_url(f"{live_server.url}/accounts/2fa/")


def test_key_of_the_api_is_shown_once(
    page: Page,
    live_server: Any,
    director: User,
    sign_in: Callable[[User], None],
    violations: Callable[[Page], list[str]],
) -> None:
    sign_in(director)
    page.goto(f"{live_server.url}/accounts/profile/keys/")
    page.get_by_label("What is it for?").fill("Our website")
    page.get_by_role("button", name="Make the key").click()
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Confirm").click()
    secret = page.locator("#secret").inner_text()
    assert user_of_token(secret) == director
    assert violations(page) == []
    page.goto(f"{live_server.url}/accounts/profile/keys/")
    assert secret not in page.content()
    page.get_by_role("button", name="Revoke Our website").click()
    expect(page.get_by_text("no longer opens anything")).to_be_visible()
    assert user_of_token(secret) is None


def _totp(secret: str) -> str:
    """Return the code that an authenticator app would show now."""
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))
