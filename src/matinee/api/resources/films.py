"""Films as the festival knows them."""

from datetime import date

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Router, Schema
from ninja.pagination import paginate

from matinee.api.access import festival_for
from matinee.api.pages import Pages
from matinee.festival.states import Permission
from matinee.films.models import Film
from matinee.films.queries import film_of, films_of
from matinee.films.states import CreditRole, Form
from matinee.kit.errors import NotFound

TAG = "Films"
router = Router()


class CreditOut(Schema):
    """One person's work."""

    name: str
    role: CreditRole
    detail: str


class FilmOut(Schema):
    """A film; the screener and its password are in no answer."""

    code: str
    slug: str
    title: str
    original_title: str
    running_time_s: int | None
    completed_on: date | None
    form: Form
    genres: list[str]
    countries: list[str]
    languages: list[str]
    subtitles: list[str]
    logline: str
    synopsis: str
    content_notes: str
    is_student: bool
    is_first_film: bool
    website: str
    credits: list[CreditOut]

    @staticmethod
    def resolve_credits(film: Film) -> list[CreditOut]:
        """Name the people."""
        return [
            CreditOut(name=credit.person.name, role=CreditRole(credit.role), detail=credit.detail)
            for credit in film.credits.all()
        ]


@router.get("/{festival}/films", response=list[FilmOut], summary="Films, by title")
@paginate(Pages)
def list_films(request: HttpRequest, festival: str) -> QuerySet[Film]:
    """Return every film that was ever entered or recorded."""
    return films_of(festival_for(request, festival, Permission.SEE_ENTRIES)).order_by("title", "pk")


@router.get("/{festival}/films/{film}", response=FilmOut, summary="One film, by slug or code")
def get_film(request: HttpRequest, festival: str, film: str) -> Film:
    """Return one film."""
    found = film_of(festival_for(request, festival, Permission.SEE_ENTRIES), film)
    if found is None:
        raise NotFound(f"There is no film “{film}” in {festival}.")
    return found
