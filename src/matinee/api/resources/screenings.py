"""Screenings of an edition: what plays when and where."""

from datetime import datetime

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Router, Schema
from ninja.pagination import paginate

from matinee.api.access import edition_for
from matinee.api.pages import Pages
from matinee.festival.states import Permission
from matinee.schedule.models import Screening
from matinee.schedule.queries import screenings_of
from matinee.schedule.states import ScreeningState

TAG = "Screenings"
router = Router()


class ScreeningOut(Schema):
    """One public showing; times are UTC, minutes are in the order in which they pass."""

    code: str
    state: ScreeningState
    program: str
    auditorium: str
    venue: str
    starts_at: datetime
    reception_min: int
    tolerance_min: int
    intro_min: int
    films_min: int
    qa_min: int
    clearing_min: int
    turnaround_min: int
    occupied_from: datetime
    occupied_until: datetime
    is_locked: bool
    is_parked: bool

    @staticmethod
    def resolve_program(screening: Screening) -> str:
        """Name the program by its slug."""
        return screening.program.slug

    @staticmethod
    def resolve_auditorium(screening: Screening) -> str:
        """Name the auditorium."""
        return screening.auditorium.name

    @staticmethod
    def resolve_venue(screening: Screening) -> str:
        """Name the venue."""
        return screening.auditorium.venue.name


@router.get("/{festival}/editions/{edition}/screenings", response=list[ScreeningOut], summary="The grid, by time")
@paginate(Pages)
def list_screenings(request: HttpRequest, festival: str, edition: str) -> QuerySet[Screening]:
    """Return every screening, cancelled ones too."""
    return screenings_of(edition_for(request, festival, edition, Permission.SEE_OFFICE), with_cancelled=True)
