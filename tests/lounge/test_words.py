"""A film's words in another language, said by its maker."""

from django.test import Client

from matinee.entries.actions import withdraw_entry
from matinee.entries.models import Entry
from matinee.festival.actions import choose_languages
from matinee.festival.models import Translated
from matinee.festival.queries import translations_of


def test_maker_says_the_films_words_in_another_language(lounge: Client, sent: Entry) -> None:
    choose_languages(festival=sent.festival, languages=["es"], by=None)
    address = f"/lounge/entries/{sent.code}/words/es/"

    assert address in lounge.get(f"/lounge/entries/{sent.code}/").content.decode()
    page = lounge.get(address).content.decode()
    assert "A loom, a town." in page
    assert 'lang="es"' in page
    assert "synopsis" not in page  # the film says nothing there
    lounge.post(address, {"title": "El telar largo", "logline": "Un telar, un pueblo.", "making": "x"})

    said = translations_of(sent.festival)[Translated.FILM, sent.film.pk]["es"]
    assert said == {"title": "El telar largo", "logline": "Un telar, un pueblo."}
    refused = lounge.post(address, {"title": "x" * 401})
    assert (refused.status_code, "x" * 401 in refused.content.decode()) == (400, True)


def test_words_are_asked_for_in_known_languages_and_while_the_entry_is_open(lounge: Client, sent: Entry) -> None:
    choose_languages(festival=sent.festival, languages=["es"], by=None)

    assert lounge.get(f"/lounge/entries/{sent.code}/words/fr/").status_code == 404
    withdraw_entry(entry=sent, by=sent.sender)
    assert lounge.get(f"/lounge/entries/{sent.code}/words/es/").status_code == 404
