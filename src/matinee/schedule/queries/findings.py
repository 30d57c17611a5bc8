"""What is wrong with a grid, read at once: eleven queries at any size."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import combinations
from zoneinfo import ZoneInfo

from matinee.festival.models import Edition, Festival
from matinee.kit.clock import at_local
from matinee.programming.models import Program
from matinee.programming.states import LineupState
from matinee.schedule.models import Availability, Event, OpenHours, Participant, ProgramNeeds, Screening, Travel, Venue
from matinee.schedule.queries.customs import grid_customs_of
from matinee.schedule.queries.grid import WITH_FILMS, audience_end, events_of, open_hours_of, parts_of, screenings_of
from matinee.schedule.queries.people import availabilities_of, needs_of, participants_of, parts_by_booking
from matinee.schedule.rules.checks import blocks_release, check_grid
from matinee.schedule.rules.facts import GridFacts, GridFinding, Presence, Slot, Wanted
from matinee.schedule.rules.slots import slot_parts
from matinee.schedule.rules.spans import Span, walk_minutes

Needs = Mapping[int, ProgramNeeds]


def grid_findings(edition: Edition, only: Collection[str] | None = None) -> list[GridFinding]:
    """Return what the checks of an edition's grid find, the gravest first; of the bookings ``only`` where given."""
    return check_grid(facts_of(edition), only)


def what_blocks(edition: Edition) -> list[str]:
    """Return in words what of the grid must be mended before the edition goes public."""
    return [one.text for one in blocks_release(grid_findings(edition))]


def facts_of(
    edition: Edition,
    programs: Sequence[Program] | None = None,
    bookings: Sequence[Screening | Event] | None = None,
    hours: Sequence[OpenHours] | None = None,
    parts: Sequence[Participant] | None = None,
) -> GridFacts:
    """Read a grid for its checks; what is read already (``programs`` wanted, ``bookings``, …) is not read again."""
    programs = programs_wanted(edition) if programs is None else programs
    minutes = {one.pk: slot_parts(one, edition.festival.policy).films_min for one in programs}
    needs, hours = needs_of(edition), list(open_hours_of(edition)) if hours is None else hours
    bookings = [*screenings_of(edition), *events_of(edition)] if bookings is None else bookings
    needed = parts_by_booking(participants_of(edition) if parts is None else parts, bookings)
    shown = Counter(row.program_id for row in bookings if isinstance(row, Screening))
    return GridFacts(
        slots=[_slot(row, needed.get(row.code, []), needs, shown, minutes) for row in bookings],
        hours=hours_by_room(hours),
        said=_by_person(availabilities_of(edition)),
        wanted=[_wanted(one, needs) for one in programs],
        travel=travel_of(edition.festival),
        least_turnaround_min=edition.festival.policy.turnaround_min,
        zone=edition.festival.time_zone,
        customs=grid_customs_of(edition.festival),
    )


def programs_wanted(edition: Edition) -> list[Program]:
    """Return the programs of the adopted lineup, with their films."""
    rows = Program.objects.filter(lineup__edition=edition, lineup__state=LineupState.ADOPTED)
    return list(rows.select_related("lineup__edition", "strand").prefetch_related(WITH_FILMS))


def hours_by_room(hours: Iterable[OpenHours]) -> dict[int, list[Span]]:
    """Return open spans by auditorium."""
    found: defaultdict[int, list[Span]] = defaultdict(list)
    for row in hours:
        found[row.auditorium_id].append((row.opens_at, row.closes_at))
    return dict(found)


def travel_of(festival: Festival) -> dict[frozenset[int], int]:
    """Return the minutes between venues: as somebody said, else as maps reckon where both places are known."""
    venues = [row for row in Venue.objects.filter(festival=festival) if row.latitude and row.longitude]
    found = {frozenset((a.pk, b.pk)): walk_minutes(_place(a), _place(b)) for a, b in combinations(venues, 2)}
    said = Travel.objects.filter(venue__festival=festival)
    return found | {frozenset((row.venue_id, row.other_id)): row.minutes for row in said}


def wished_spans(needs: ProgramNeeds | None, days: Sequence[datetime], zone: str) -> tuple[Span, ...]:
    """Return when a program's start is wished, around the days of some moments; nothing where nobody wishes."""
    if needs is None or (needs.not_before is None and needs.not_after is None):
        return ()
    found = []
    for day in sorted({moment.astimezone(ZoneInfo(zone)).date() for moment in days}):
        whole = at_local(day, datetime.min.time(), zone), at_local(day + timedelta(days=1), datetime.min.time(), zone)
        start = at_local(day, needs.not_before, zone) if needs.not_before else whole[0]
        end = at_local(day, needs.not_after, zone) if needs.not_after else whole[1]
        if end < start:  # past midnight
            end = at_local(day + timedelta(days=1), needs.not_after or datetime.min.time(), zone)
        found.append((start, end))
    return tuple(found)


def _place(venue: Venue) -> tuple[float, float]:
    return (float(venue.latitude or 0), float(venue.longitude or 0))


def _by_person(rows: Iterable[Availability]) -> dict[int, list[Availability]]:
    found: defaultdict[int, list[Availability]] = defaultdict(list)
    for row in rows:
        found[row.person_id].append(row)
    return dict(found)


def _wanted(program: Program, needs: Needs) -> Wanted:
    row = needs.get(program.pk)
    return Wanted(program.pk, program.title, row.showings if row else 1, row.apart_h if row else 0)


def _slot(
    row: Screening | Event,
    parts: Sequence[Participant],
    needs: Needs,
    shown: Mapping[int, int],
    minutes: Mapping[int, int],
) -> Slot:
    """Return a booking as the checks read it."""
    room, is_event = row.auditorium, isinstance(row, Event)
    need = None if isinstance(row, Event) else needs.get(row.program_id)
    zone = room.venue.time_zone or row.edition.festival.time_zone
    return Slot(
        code=row.code,
        kind="event" if is_event else "screening",
        title=row.title if isinstance(row, Event) else row.program.title,
        room=room.pk,
        room_name=str(room),
        venue=room.venue_id,
        starts_at=row.starts_at,
        ends_at=audience_end(row),
        taken=(row.occupied_from, row.occupied_until),
        empty_at=parts_of(row).empty_at(row.starts_at),
        seats=room.seats,
        demand=_demand(row, need, shown),
        program=row.program_id,
        strand="" if isinstance(row, Event) or row.program.strand is None else row.program.strand.title,
        features=frozenset(row.features if isinstance(row, Event) else need.features if need else ()),
        room_features=frozenset(room.features),
        turnaround_min=None if isinstance(row, Event) or room.cleaning_min is not None else row.turnaround_min,
        is_parked=row.is_parked,
        outgrown_min=_outgrown(row, minutes),
        wished=wished_spans(need, [row.starts_at], zone),
        presences=tuple(Presence(one.person_id, one.person.name, one.part) for one in parts),
    )


def _demand(row: Screening | Event, need: ProgramNeeds | None, shown: Mapping[int, int]) -> int:
    """Return the guests that are expected in this booking: a program's, spread over its screenings."""
    if isinstance(row, Event):
        return row.demand
    return -(-need.demand // max(1, shown[row.program_id])) if need else 0


def _outgrown(row: Screening | Event, minutes: Mapping[int, int]) -> int | None:
    if isinstance(row, Event):
        return None
    now = minutes.get(row.program_id, row.films_min)
    return now if now != row.films_min else None
