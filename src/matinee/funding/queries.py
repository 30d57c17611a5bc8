"""Reads: where a film's money and help came from."""

from django.db.models import QuerySet

from matinee.films.models import Film
from matinee.funding.models import Source


def sources_of(film: Film) -> QuerySet[Source]:
    """Return a film's sources in the order they were put in."""
    return Source.objects.filter(film=film)
