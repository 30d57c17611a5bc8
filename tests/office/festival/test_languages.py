"""Choosing the languages of the public pages, and saying an edition's words in them."""

from collections.abc import Callable

import pytest
from django.test import Client
from tests.street import make_bill

from matinee.accounts.models import User
from matinee.festival.actions import choose_languages
from matinee.festival.models import AuditEvent, Edition, Festival, Translation
from matinee.festival.states import Role

pytestmark = pytest.mark.django_db
DESK = "/office/lanterns/festival/languages/"


@pytest.fixture
def press(member: Callable[[Role], User], signed_in: Callable[[User], Client]) -> Client:
    return signed_in(member(Role.PRESS))


def test_director_chooses_languages_and_press_may_not(
    director: User, signed_in: Callable[[User], Client], press: Client, festival: Festival
) -> None:
    chosen = signed_in(director).post(DESK, {"languages": ["es", "fr", "en"]})
    refused = press.post(DESK, {"languages": []})

    festival.refresh_from_db()
    assert (chosen.status_code, refused.status_code) == (302, 403)
    assert festival.other_languages == ["es", "fr"]
    assert AuditEvent.objects.filter(verb="choose_languages").count() == 1


def test_language_that_is_an_editions_address_is_refused_with_the_reason(
    director: User, signed_in: Callable[[User], Client], edition: Edition
) -> None:
    Edition.objects.filter(pk=edition.pk).update(slug="es")

    page = signed_in(director).post(DESK, {"languages": ["es"]})

    assert "An edition has this word as its short name" in page.content.decode()
    edition.festival.refresh_from_db()
    assert edition.festival.other_languages == []


def test_press_says_a_films_words_and_takes_them_back(press: Client, edition: Edition) -> None:
    make_bill(edition, titles=["The Long Loom"], programs=1)
    choose_languages(festival=edition.festival, languages=["es"], by=None)
    address = f"{DESK}es/{edition.slug}/"
    before = press.get(address).content.decode()

    saved = press.post(f"{address}film-the-long-loom/", {"title": "El telar largo", "nonsense": "x"})

    assert "0/" in before
    assert (saved.status_code, saved["Location"]) == (302, f"{address}#film-the-long-loom")
    assert Translation.objects.get(kind="film").words == {"title": "El telar largo"}
    assert 'value="El telar largo"' in press.get(address).content.decode()

    press.post(f"{address}film-the-long-loom/", {"title": ""})
    assert not Translation.objects.filter(kind="film").exists()


def test_words_of_a_language_that_is_not_chosen_or_of_nothing_are_not_there(press: Client, edition: Edition) -> None:
    choose_languages(festival=edition.festival, languages=["es"], by=None)

    found = [press.get(f"{DESK}fr/{edition.slug}/"), press.post(f"{DESK}es/{edition.slug}/film-none/", {"title": "x"})]

    assert [answer.status_code for answer in found] == [404, 404]


def test_too_long_words_are_refused_and_nothing_is_kept(press: Client, edition: Edition) -> None:
    choose_languages(festival=edition.festival, languages=["es"], by=None)

    answer = press.post(f"{DESK}es/{edition.slug}/edition-{edition.slug}/", {"title": "x" * 121})

    assert answer.status_code == 400
    assert not Translation.objects.exists()
