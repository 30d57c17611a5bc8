"""Reads: the persons of a festival."""

from django.db.models import Q, QuerySet

from matinee.festival.models import Festival
from matinee.people.models import Person


def persons_of(festival: Festival, text: str = "") -> QuerySet[Person]:
    """Return a festival's persons as an index sorts them, those with ``text`` in their name."""
    persons = Person.objects.filter(festival=festival)
    return persons.filter(name__icontains=text) if text else persons


def person_of(festival: Festival, slug_or_code: str) -> Person | None:
    """Return one person of this festival by slug or code."""
    found = Person.objects.filter(Q(slug=slug_or_code) | Q(code=slug_or_code), festival=festival)
    return found.prefetch_related("links").first()
