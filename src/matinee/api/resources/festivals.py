"""Festivals that the person works for."""

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Router, Schema
from ninja.pagination import paginate

from matinee.api.access import festival_for, person
from matinee.api.pages import Pages
from matinee.festival.models import Festival
from matinee.festival.queries import festivals_of

TAG = "Festivals"
router = Router()


class FestivalOut(Schema):
    """An organisation."""

    slug: str
    name: str
    tagline: str
    city: str
    region: str
    country: str
    time_zone: str
    language: str
    currency: str
    website: str
    accent: str


@router.get("", response=list[FestivalOut], summary="The festivals you work for")
@paginate(Pages)
def list_festivals(request: HttpRequest) -> QuerySet[Festival]:
    """Return the festivals of the person."""
    return festivals_of(person(request)).order_by("name", "pk")


@router.get("/{festival}", response=FestivalOut, summary="One festival")
def get_festival(request: HttpRequest, festival: str) -> Festival:
    """Return one of them."""
    return festival_for(request, festival)
