"""Reads: the films of a festival."""

from django.db.models import Prefetch, Q, QuerySet

from matinee.festival.models import Festival
from matinee.films.models import Caption, Credit, Film, Screener, Upload
from matinee.films.rules import Place
from matinee.films.states import CreditRole, UploadAim, UploadState


def films_of(festival: Festival) -> QuerySet[Film]:
    """Return a festival's films with their credits."""
    return Film.objects.filter(festival=festival).prefetch_related(_credits())


def film_of(festival: Festival, slug_or_code: str) -> Film | None:
    """Return one film of this festival by slug or code, with credits and showings."""
    found = Film.objects.filter(Q(slug=slug_or_code) | Q(code=slug_or_code), festival=festival)
    return found.select_related("screener__upload").prefetch_related(_credits(), "showings").first()


def directors_of(film: Film) -> list[str]:
    """Return the names of a film's directors in their order; reads prefetched credits where there are some."""
    return [credit.person.name for credit in film.credits.all() if credit.role == CreditRole.DIRECTOR]


def place_of(festival: Festival) -> Place:
    """Return where a festival is, as the premiere ladder needs it."""
    return Place(festival.country.upper(), festival.region, festival.city)


def screener_of(film: Film) -> Screener | None:
    """Return where a film is watched, with its upload: the file is shown where there are both file and link."""
    return Screener.objects.filter(film=film).select_related("upload__film").first()


def uploads_of(film: Film) -> QuerySet[Upload]:
    """Return every file that was sent as this film's screener and not given up, the newest first."""
    return film.uploads.filter(aim=UploadAim.SCREENER).exclude(state=UploadState.DROPPED)


def upload_of(film: Film, code: str) -> Upload | None:
    """Return one upload of this film's screener."""
    return film.uploads.select_related("film__festival").filter(aim=UploadAim.SCREENER, code=code).first()


def footage_of(film: Film, about: str) -> QuerySet[Upload]:
    """Return the videos that were sent for one of a film's interviews and not given up, the newest first."""
    rows = film.uploads.filter(aim=UploadAim.INTERVIEW, about=about).exclude(state=UploadState.DROPPED)
    return rows.select_related("film__festival")


def caption_of(film: Film, language: str) -> Caption | None:
    """Return a film's captions in one language."""
    return Caption.objects.filter(film=film, language=language).first()


def _credits() -> Prefetch[str, QuerySet[Credit]]:
    """Return the prefetch of credits with their persons."""
    return Prefetch("credits", queryset=Credit.objects.select_related("person").order_by("position", "pk"))
