"""The sign-in without JavaScript: limits, calm words when mail is down, nothing told about who has an account."""

from collections.abc import Callable

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from matinee.accounts.models import User

pytestmark = pytest.mark.django_db
CODE = "/accounts/login/code/"


@pytest.fixture(autouse=True)
def _fresh_limits(db: None) -> None:
    cache.clear()


def test_sign_in_page_runs_no_inline_script(client: Client) -> None:
    page = client.get("/accounts/login/").content.decode()
    inline = [tag for tag in page.split("<script")[1:] if "src=" not in tag.split(">")[0]]
    assert [tag for tag in inline if 'type="application/json"' not in tag.split(">")[0]] == []
    assert (" style=" in page, " onclick=" in page) == (False, False)


def test_code_request_tells_nobody_who_has_an_account(make_user: Callable[..., User]) -> None:
    make_user("ada@example.org")
    answers = [Client().post(CODE, {"email": address}) for address in ("ada@example.org", "nobody@example.org")]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert answers[0].headers["Location"] == answers[1].headers["Location"]
    assert [letter.to for letter in mail.outbox] == [["ada@example.org"], ["nobody@example.org"]]


def test_code_requests_are_limited(make_user: Callable[..., User]) -> None:
    make_user("ada@example.org")
    for _ in range(5):
        Client().post(CODE, {"email": "ada@example.org"})
    assert len(mail.outbox) == 3


def test_wrong_passwords_are_limited_even_for_the_right_one_after_them(
    client: Client, make_user: Callable[..., User]
) -> None:
    make_user("ada@example.org")
    for _ in range(6):
        client.post("/accounts/login/", {"login": "ada@example.org", "password": "wrong"})
    page = client.post("/accounts/login/", {"login": "ada@example.org", "password": "a-long-and-quiet-word"})
    assert (page.status_code, "Too many failed login attempts" in page.content.decode()) == (200, True)


def test_mail_server_that_is_down_is_told_calmly(
    client: Client, make_user: Callable[..., User], settings: Settings
) -> None:
    make_user("ada@example.org")
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    page = client.post(CODE, {"email": "ada@example.org"})
    assert (page.status_code, "could not send you an e-mail" in page.content.decode()) == (503, True)


def test_code_of_one_browser_is_of_no_use_in_another(make_user: Callable[..., User]) -> None:
    make_user("ada@example.org")
    mine, theirs = Client(), Client()
    mine.post(CODE, {"email": "ada@example.org"})
    link = next(word for word in mail.outbox[0].body.split() if word.startswith("http"))
    answer = theirs.get(link.partition("8000")[2])
    assert (answer.status_code, answer.headers["Location"]) == (302, CODE)
    assert "_auth_user_id" not in theirs.session


def test_profile_is_saved_and_keeps_what_was_typed_when_it_does_not_fit(
    make_user: Callable[..., User], signed_in: Callable[[User], Client]
) -> None:
    user = make_user("ada@example.org")
    browser = signed_in(user)
    saved = browser.post("/accounts/profile/", {"name": "Ada L.", "time_zone": "Europe/London", "language": "en"})
    user.refresh_from_db()
    assert (saved.status_code, user.name, user.time_zone) == (302, "Ada L.", "Europe/London")
    page = browser.post("/accounts/profile/", {"name": "Eve", "time_zone": "Mars/Olympus", "language": "en"})
    user.refresh_from_db()
    assert (page.status_code, 'value="Eve"' in page.content.decode(), user.name) == (200, True, "Ada L.")


def test_key_of_somebody_else_cannot_be_revoked(
    make_user: Callable[..., User], signed_in: Callable[[User], Client]
) -> None:
    ada, eve = make_user("ada@example.org"), make_user("eve@example.org")
    token = ada.api_tokens.create(name="A", digest="d" * 64)
    assert signed_in(eve).post(f"/accounts/profile/keys/{token.code}/revoke/").status_code == 404
