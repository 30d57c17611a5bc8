"""The worked case in more languages than its own."""

from collections.abc import Iterator, Mapping
from typing import Any

from matinee.accounts.models import User
from matinee.config.demo.reading import read
from matinee.festival.actions import choose_languages, translate
from matinee.festival.models import Edition, Translated
from matinee.films.models import Film
from matinee.programming.queries import focus_of, programs_of

Words = Mapping[str, Any]


def say_worked_case(edition: Edition, by: User) -> None:
    """Publish the worked case in Spanish and Italian too, and say its words in them."""
    told = read("worked_case_words")
    choose_languages(festival=edition.festival, languages=list(told), by=by)
    for language, words in told.items():
        for kind, thing, said in _things(edition, words):
            translate(festival=edition.festival, kind=kind, thing=thing, language=language, words=said, by=by)


def _things(edition: Edition, words: Words) -> Iterator[tuple[Translated, int, Words]]:
    """Yield what is said of each thing: of programs by their title, of all others by their short name."""
    yield Translated.FESTIVAL, edition.festival.pk, words["festival"]
    yield Translated.EDITION, edition.pk, words["edition"]
    for strand in focus_of(edition):
        yield Translated.STRAND, strand.pk, words["strands"][strand.slug]
    for program in programs_of(edition):
        yield Translated.PROGRAM, program.pk, words["programs"][program.title]
    for film in Film.objects.filter(festival=edition.festival, slug__in=words["films"]):
        yield Translated.FILM, film.pk, words["films"][film.slug]
