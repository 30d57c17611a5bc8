"""A whole grid read once: every program, film, auditorium and edition is one object, whoever points to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from matinee.festival.models import Edition
from matinee.programming.models import Placement, Program
from matinee.programming.states import LineupState
from matinee.schedule.models import Auditorium, Event, OpenHours, Participant, Screening
from matinee.schedule.queries.findings import facts_of
from matinee.schedule.queries.grid import auditoriums_of, events_of
from matinee.schedule.rules.facts import GridFacts
from matinee.schedule.states import ScreeningState

FILM_COLUMNS = ("program", "position", "film__title", "film__running_time_s", "film__makers_attending")
FILMS = Prefetch("placements", queryset=Placement.objects.select_related("film").only(*FILM_COLUMNS))


@dataclass(frozen=True, slots=True)
class GridReading:
    """An edition's grid; of films there are title, running time and makers who come."""

    programs: Sequence[Program]
    rooms: Sequence[Auditorium]
    hours: Sequence[OpenHours]
    screenings: Sequence[Screening]
    events: Sequence[Event]
    parts: Sequence[Participant]
    facts: GridFacts


def read_grid(edition: Edition) -> GridReading:
    """Read a grid; at festival size half the time goes into making the same objects again, so each is made once."""
    rows = Program.objects.filter(lineup__edition=edition)
    programs = _programs(edition, rows.filter(lineup__state=LineupState.ADOPTED))
    rooms = list(auditoriums_of(edition.festival).order_by("venue__name", "name"))
    by_key = {room.pk: room for room in rooms}
    hours = list(OpenHours.objects.filter(edition=edition))
    for span in hours:
        span.edition, span.auditorium = edition, by_key[span.auditorium_id]
    screenings = _screenings(edition, programs, by_key)
    events = list(events_of(edition))
    parts = list(Participant.objects.filter(edition=edition).select_related("person"))
    facts = facts_of(edition, programs, [*screenings, *events], hours, parts)
    return GridReading(programs, rooms, hours, screenings, events, parts, facts)


def _programs(edition: Edition, rows: QuerySet[Program]) -> list[Program]:
    """Return programs with their strands and films, as programs of this very edition."""
    found = list(rows.select_related("lineup", "strand").prefetch_related(FILMS))
    for program in found:
        program.lineup.edition = edition
    return found


def _screenings(edition: Edition, programs: Sequence[Program], rooms: Mapping[int, Auditorium]) -> list[Screening]:
    """Return what is scheduled, in order; programs of lineups that are not adopted are read beside the others."""
    found = list(Screening.objects.filter(edition=edition, state=ScreeningState.SCHEDULED))
    known = {one.pk: one for one in programs}
    others = {row.program_id for row in found} - known.keys()
    if others:
        known |= {one.pk: one for one in _programs(edition, Program.objects.filter(pk__in=others))}
    for row in found:
        row.edition, row.program, row.auditorium = edition, known[row.program_id], rooms[row.auditorium_id]
    return found
