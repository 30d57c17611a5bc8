"""Reads of strands and of what belongs to them."""

from collections.abc import Iterable

from django.db.models import Count, Q, QuerySet

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


def memberships_of(festival: Festival, films: Iterable[Film]) -> dict[int, frozenset[str]]:
    """Return the slugs of the strands that each film belongs to, by the film's key, in two queries."""
    wanted = list(films)
    strands = list(strands_of(festival))
    rows = FilmStrand.objects.filter(strand__festival=festival).values_list("strand", "film", "belongs")
    said = {(strand, film): word for strand, film, word in rows}
    return {
        film.pk: frozenset(s.slug for s in strands if belongs(film, s.rule, said.get((s.pk, film.pk))))
        for film in wanted
    }
