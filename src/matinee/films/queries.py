"""Reads: the films of a festival."""

from django.db.models import Prefetch, Q, QuerySet

from matinee.festival.models import Festival
from matinee.films.models import Credit, Film
from matinee.films.rules import Place
from matinee.films.states import CreditRole


def films_of(festival: Festival) -> QuerySet[Film]:
    """Return a festival's films with their credits."""
    return Film.objects.filter(festival=festival).prefetch_related(_credits())


def film_of(festival: Festival, slug_or_code: str) -> Film | None:
    """Return one film of this festival by slug or code, with credits and showings."""
    found = Film.objects.filter(Q(slug=slug_or_code) | Q(code=slug_or_code), festival=festival)
    return found.select_related("screener").prefetch_related(_credits(), "showings").first()


def directors_of(film: Film) -> list[str]:
    """Return the names of a film's directors in their order; reads prefetched credits where there are some."""
    return [credit.person.name for credit in film.credits.all() if credit.role == CreditRole.DIRECTOR]


def place_of(festival: Festival) -> Place:
    """Return where a festival is, as the premiere ladder needs it."""
    return Place(festival.country.upper(), festival.region, festival.city)


def _credits() -> Prefetch[str, QuerySet[Credit]]:
    """Return the prefetch of credits with their persons."""
    return Prefetch("credits", queryset=Credit.objects.select_related("person").order_by("position", "pk"))
