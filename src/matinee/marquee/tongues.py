"""A site in several languages: what is said in each, and the site of one of them.

The festival's own language lies at the root of its site, every other one as a whole site of its own in a folder with
its code: ``/at/lanterns/es/2031-03/films/leaving/``. Pictures and assets are shared.
"""

from collections.abc import Iterable
from typing import Any

from django.utils import translation

from matinee.festival.models import Edition, Festival, Translated
from matinee.festival.queries import translations_of
from matinee.films.models import Film
from matinee.films.queries import place_of
from matinee.films.rules import premiere_of, premiere_words
from matinee.films.states import Premiere
from matinee.programming.models import Program, Strand

Facts = dict[str, Any]


def languages_of(festival: Festival) -> list[str]:
    """Return the languages that the festival's pages are published in, its own first."""
    return [festival.language, *festival.other_languages]


def said_of(edition: Edition, programs: list[Program], strands: Iterable[Strand], films: list[Film]) -> Facts:
    """Return what is said in each other language: of the edition, its strands, programs and films, by slug."""
    festival = edition.festival
    if not festival.other_languages:
        return {}
    known = translations_of(festival)
    lines = {strand.pk: strand for strand in [*strands, *(program.strand for program in programs)] if strand}

    def words(kind: Translated, key: int, language: str) -> Facts:
        return dict(known.get((kind, key), {}).get(language, {}))

    found: Facts = {}
    for language in festival.other_languages:
        with translation.override(language):
            found[language] = {
                "edition": words(Translated.EDITION, edition.pk, language),
                "strands": {row.slug: words(Translated.STRAND, row.pk, language) for row in lines.values()},
                "programs": {row.slug: words(Translated.PROGRAM, row.pk, language) for row in programs},
                "films": {
                    row.slug: words(Translated.FILM, row.pk, language) | {"premiere": premiere_in(row, edition)}
                    for row in films
                },
            }
    return found


def festival_said(festival: Festival, language: str) -> Facts:
    """Return what the festival says of itself in one of its other languages."""
    if language == festival.language:
        return {}
    return dict(translations_of(festival).get((Translated.FESTIVAL, festival.pk), {}).get(language, {}))


def premiere_in(film: Film, edition: Edition) -> str:
    """Return the computed premiere in words, or nothing: without any record of showings nothing is claimed."""
    showings = list(film.showings.all())
    if not showings:
        return ""
    place = place_of(edition.festival)
    day = edition.starts_on or edition.month
    rung = premiere_of(showings, place=place, on=day, origins=film.countries)
    return "" if rung in {Premiere.NONE, Premiere.UNKNOWN} else premiere_words(rung, place)


def card_in(card: Facts, language: str) -> Facts:
    """Return a card as one of its other languages says it; what is not said stays in the festival's own."""
    said = card.get("said", {}).get(language)
    if not said:
        return card
    strands = [_strand(row, said) for row in card["strands"]]
    programs = [
        row | said["programs"].get(row["slug"], {}) | {"strand": _strand(row["strand"], said)}
        for row in card["programs"]
    ]
    films = {slug: _film(film, said["films"].get(slug, {})) for slug, film in card["films"].items()}
    return card | {
        "edition": card["edition"] | said["edition"],
        "strands": strands,
        "programs": programs,
        "films": films,
    }


def is_in(card: Facts, language: str) -> bool:
    """Tell whether an edition was published in a language; the festival's own is always there."""
    return language in card.get("said", {})


def _strand(strand: Facts | None, said: Facts) -> Facts | None:
    return strand | said["strands"].get(strand["slug"], {}) if strand else strand


def _film(film: Facts, words: Facts) -> Facts:
    """Return a film in other words; under a translated title its own stands as the original one."""
    original = film["original_title"] or film["title"]
    return film | words | ({"original_title": original} if words.get("title", film["title"]) != film["title"] else {})
