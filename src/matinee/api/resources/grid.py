"""The grid beside its screenings: auditoriums, open hours, events, who takes part, and what the checks find."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Router, Schema
from ninja.pagination import paginate

from matinee.api.access import edition_for, festival_for
from matinee.api.pages import Pages
from matinee.festival.states import Permission
from matinee.programming.states import CheckLevel
from matinee.schedule.models import Auditorium, Event, OpenHours, Participant
from matinee.schedule.queries import auditoriums_of, events_of, grid_findings, open_hours_of, participants_of
from matinee.schedule.states import EventKind, Part, ScreeningState, Showings

TAG = "Grid"
router = Router()


class AuditoriumOut(Schema):
    """A room with a screen; ``cleaning_min`` is null where the festival's usual turnaround holds."""

    venue: str
    auditorium: str
    name: str
    time_zone: str
    seats: int
    features: list[str]
    cleaning_min: int | None

    @staticmethod
    def resolve_venue(row: Auditorium) -> str:
        """Name the venue by its slug."""
        return row.venue.slug

    @staticmethod
    def resolve_auditorium(row: Auditorium) -> str:
        """Name the auditorium by its slug."""
        return row.slug

    @staticmethod
    def resolve_time_zone(row: Auditorium) -> str:
        """Name the zone that its clocks show."""
        return row.venue.time_zone or row.venue.festival.time_zone


class OpenHoursOut(Schema):
    """When an auditorium is the festival's; UTC."""

    venue: str
    auditorium: str
    opens_at: datetime
    closes_at: datetime

    @staticmethod
    def resolve_venue(row: OpenHours) -> str:
        """Name the venue by its slug."""
        return row.auditorium.venue.slug

    @staticmethod
    def resolve_auditorium(row: OpenHours) -> str:
        """Name the auditorium by its slug."""
        return row.auditorium.slug


class EventOut(Schema):
    """Something on the grid beside screenings; times are UTC."""

    code: str
    kind: EventKind
    state: ScreeningState
    title: str
    venue: str
    auditorium: str
    starts_at: datetime
    before_min: int
    length_min: int
    after_min: int
    occupied_from: datetime
    occupied_until: datetime
    is_public: bool
    is_locked: bool
    is_parked: bool

    @staticmethod
    def resolve_venue(row: Event) -> str:
        """Name the venue by its slug."""
        return row.auditorium.venue.slug

    @staticmethod
    def resolve_auditorium(row: Event) -> str:
        """Name the auditorium by its slug."""
        return row.auditorium.slug


class ParticipantOut(Schema):
    """Somebody's part in a program, one screening or an event; one of the three is named."""

    person: str
    name: str
    part: Part
    program: str | None
    showings: Showings
    screening: str | None
    event: str | None

    @staticmethod
    def resolve_person(row: Participant) -> str:
        """Name the person by their code."""
        return row.person.code

    @staticmethod
    def resolve_name(row: Participant) -> str:
        """Say the person's name."""
        return row.person.name

    @staticmethod
    def resolve_program(row: Participant) -> str | None:
        """Name the program by its slug."""
        return row.program.slug if row.program else None

    @staticmethod
    def resolve_screening(row: Participant) -> str | None:
        """Name the screening by its code."""
        return row.screening.code if row.screening else None

    @staticmethod
    def resolve_event(row: Participant) -> str | None:
        """Name the event by its code."""
        return row.event.code if row.event else None


class FindingOut(Schema):
    """What a check found: how serious, which check, in words, and the codes of the bookings it is about."""

    level: CheckLevel
    check: str
    text: str
    codes: list[str]


@router.get("/{festival}/auditoriums", response=list[AuditoriumOut], summary="The rooms of the festival's venues")
@paginate(Pages)
def list_auditoriums(request: HttpRequest, festival: str) -> QuerySet[Auditorium]:
    """Return every auditorium, by venue and name."""
    rows = auditoriums_of(festival_for(request, festival))
    return rows.select_related("venue__festival").order_by("venue__name", "name")


@router.get("/{festival}/editions/{edition}/open-hours", response=list[OpenHoursOut], summary="When rooms are open")
@paginate(Pages)
def list_open_hours(request: HttpRequest, festival: str, edition: str) -> QuerySet[OpenHours]:
    """Return when which auditorium is the festival's, by time."""
    return open_hours_of(edition_for(request, festival, edition, Permission.SEE_OFFICE))


@router.get("/{festival}/editions/{edition}/events", response=list[EventOut], summary="Events beside screenings")
@paginate(Pages)
def list_events(request: HttpRequest, festival: str, edition: str) -> QuerySet[Event]:
    """Return every event, cancelled ones too, by time."""
    return events_of(edition_for(request, festival, edition, Permission.SEE_OFFICE), with_cancelled=True)


@router.get("/{festival}/editions/{edition}/participants", response=list[ParticipantOut], summary="Who takes part")
@paginate(Pages)
def list_participants(request: HttpRequest, festival: str, edition: str) -> QuerySet[Participant]:
    """Return everybody's parts, by name; for those who make the schedule."""
    return participants_of(edition_for(request, festival, edition, Permission.SCHEDULE))


@router.get("/{festival}/editions/{edition}/findings", response=list[FindingOut], summary="What the checks find")
def list_findings(request: HttpRequest, festival: str, edition: str) -> list[dict[str, Any]]:
    """Return what is wrong with the grid, the gravest first."""
    found = grid_findings(edition_for(request, festival, edition, Permission.SCHEDULE))
    return [{"level": f.level, "check": f.check, "text": f.text, "codes": list(f.codes)} for f in found]
