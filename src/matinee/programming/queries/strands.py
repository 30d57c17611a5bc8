"""Reads of strands and of what belongs to them."""

from collections.abc import Iterable, Sequence

from django.db.models import Count, Q, QuerySet

from matinee.entries.models import Entry
from matinee.entries.queries import strands_open_to
from matinee.entries.states import ALIVE
from matinee.festival.models import Edition, Festival
from matinee.films.models import Film
from matinee.programming.models import FilmStrand, Strand
from matinee.programming.rules.strands import belongs


def strands_of(festival: Festival) -> QuerySet[Strand]:
    """Return a festival's strands by title."""
    return Strand.objects.filter(festival=festival).order_by("title", "pk")


def strands_with_counts(festival: Festival) -> QuerySet[Strand]:
    """Return the strands with ``said`` (films that people put in) and ``editions`` (that put them in focus)."""
    return strands_of(festival).annotate(
        said=Count("film_words", filter=Q(film_words__belongs=True), distinct=True),
        editions=Count("edition_links", distinct=True),
    )


def focus_of(edition: Edition) -> QuerySet[Strand]:
    """Return the strands that an edition puts in focus."""
    return Strand.objects.filter(edition_links__edition=edition).order_by("title", "pk")


def films_with_word(strand: Strand) -> QuerySet[FilmStrand]:
    """Return what people said about films and a strand."""
    return FilmStrand.objects.filter(strand=strand).select_related("film").order_by("film__title", "pk")


def memberships_of(
    festival: Festival, films: Iterable[Film], strands: Sequence[Strand] | None = None
) -> dict[int, frozenset[str]]:
    """Return the slugs of the strands (those read already, if any) that each film belongs to, by the film's key."""
    wanted = list(films)
    strands = list(strands_of(festival)) if strands is None else strands
    if not strands:
        return {film.pk: frozenset() for film in wanted}
    rows = FilmStrand.objects.filter(strand__festival=festival).values_list("strand", "film", "belongs")
    said = {(strand, film): word for strand, film, word in rows}
    return {
        film.pk: frozenset(s.slug for s in strands if belongs(film, s.rule, said.get((s.pk, film.pk))))
        for film in wanted
    }


def eligible_strands_of(festival: Festival, films: Iterable[Film]) -> dict[int, frozenset[str]]:
    """Return the slugs of the strands that each film may stand for at a program, by the film's key.

    Beside what it belongs to, that is what its makers opened by what they said of themselves: it makes a film
    eligible and nothing more, is kept nowhere, and a person's no goes before it. Six queries at most.
    """
    wanted, strands = list(films), list(strands_of(festival))
    belonging = memberships_of(festival, wanted, strands)
    opened = opened_strands_of(festival, wanted) if strands else {}
    said_no = FilmStrand.objects.filter(strand__festival=festival, film__in=opened, belongs=False)
    refused = set(said_no.values_list("film", "strand__slug")) if opened else set()
    more = {film: {slug for slug in slugs if (film, slug) not in refused} for film, slugs in opened.items()}
    return belonging | {film: belonging[film] | slugs for film, slugs in more.items()}


def opened_strands_of(festival: Festival, films: Iterable[Film]) -> dict[int, frozenset[str]]:
    """Return by film's key which strands of the festival its makers opened, if any; never what they said."""
    entries = list(Entry.objects.filter(festival=festival, film__in=list(films), state__in=ALIVE).only("pk", "film"))
    opened = strands_open_to(entries)
    known = set(strands_of(festival).values_list("slug", flat=True)) if opened else set()
    found: dict[int, frozenset[str]] = {}
    for entry in entries:
        slugs = frozenset(opened.get(entry.pk, set()) & known)
        if slugs:
            found[entry.film_id] = found.get(entry.film_id, frozenset()) | slugs
    return found
