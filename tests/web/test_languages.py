"""Which language a page is in: chosen on the page, by profile, by browser; desks are in English."""

from collections.abc import Callable

import pytest
from django.test import Client

from matinee.accounts.models import User
from matinee.festival.models import Festival

pytestmark = pytest.mark.django_db
CHOOSE = "/accounts/language/"
CALLS = "/lounge/calls/"


def heading_language(client: Client, address: str = CALLS, asks: str = "en") -> str:
    answer = client.get(address, headers={"accept-language": asks})
    assert f'<html lang="{answer["Content-Language"]}"' in answer.content.decode()
    return str(answer["Content-Language"])


def test_browser_is_followed_and_what_we_do_not_speak_is_english(client: Client) -> None:
    said = [heading_language(client, asks=asks) for asks in ("it-IT,it;q=0.9", "fr-CA", "ja", "es-419")]

    assert said == ["it", "fr", "en", "es"]
    assert "Accept-Language" in client.get(CALLS)["Vary"]


def test_choice_comes_before_profile_and_profile_before_browser(
    make_user: Callable[..., User], signed_in: Callable[[User], Client]
) -> None:
    maker = make_user("maker@example.org", language="fr")
    browser = signed_in(maker)
    by_profile = heading_language(browser, asks="it")

    browser.post(CHOOSE, {"language": "es", "next": CALLS})

    maker.refresh_from_db()
    assert (by_profile, heading_language(browser, asks="it"), maker.language) == ("fr", "es", "es")


def test_choosing_leads_back_to_the_page_and_nowhere_else(client: Client) -> None:
    back = client.post(CHOOSE, {"language": "es", "next": CALLS})
    away = client.post(CHOOSE, {"language": "es", "next": "https://elsewhere.example/"})
    unknown = client.post(CHOOSE, {"language": "tlh", "next": CALLS})

    assert (back["Location"], away["Location"], unknown["Location"]) == (CALLS, "/", CALLS)
    assert "django_language" not in unknown.cookies
    assert client.get(CHOOSE).status_code == 405


def test_profile_counts_again_once_it_is_saved(
    make_user: Callable[..., User], signed_in: Callable[[User], Client]
) -> None:
    browser = signed_in(make_user("maker@example.org"))
    browser.post(CHOOSE, {"language": "es", "next": CALLS})

    browser.post("/accounts/profile/", {"name": "Ada", "time_zone": "Europe/Rome", "language": "it"})

    assert heading_language(browser) == "it"


def test_desks_are_in_english_whatever_the_browser_asks(
    director: User, festival: Festival, signed_in: Callable[[User], Client]
) -> None:
    director.language = "fr"
    director.save()

    assert heading_language(signed_in(director), "/office/lanterns/", asks="fr") == "en"
