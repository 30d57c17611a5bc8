"""Editions of a festival."""

from datetime import date

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Router, Schema
from ninja.pagination import paginate

from matinee.api.access import edition_for, festival_for
from matinee.api.pages import Pages
from matinee.festival.models import Edition
from matinee.festival.queries import editions_of
from matinee.festival.states import EditionState, Permission

TAG = "Editions"
router = Router()


class EditionOut(Schema):
    """A festival day, or several; without a day only the month is known."""

    slug: str
    title: str
    state: EditionState
    starts_on: date | None
    ends_on: date | None
    month: date
    place: str
    about: str
    accent: str


@router.get("/{festival}/editions", response=list[EditionOut], summary="Editions, the newest first")
@paginate(Pages)
def list_editions(request: HttpRequest, festival: str) -> QuerySet[Edition]:
    """Return all editions."""
    return editions_of(festival_for(request, festival))


@router.get("/{festival}/editions/{edition}", response=EditionOut, summary="One edition")
def get_edition(request: HttpRequest, festival: str, edition: str) -> Edition:
    """Return one edition."""
    return edition_for(request, festival, edition, Permission.SEE_OFFICE)
