"""The grid of an edition as the page's element reads it: plain values, times as minutes since 1970 in UTC.

Reading takes the same number of queries at any size; after a move only the cards that changed are sent.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from django.db.models import Prefetch, Q, prefetch_related_objects
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from matinee.accounts.models import User
from matinee.festival.models import Edition
from matinee.office.schedule.cards import Json, event_card, minute_of, room_key, screening_card, waiting_card
from matinee.office.schedule.days import GridDay, days_of
from matinee.programming.models import Program
from matinee.schedule.models import Auditorium, Event, GridChange, OpenHours, Participant, Screening
from matinee.schedule.queries import events_of, screenings_of
from matinee.schedule.queries.changes import changes_since, grid_version, last_done, next_undone
from matinee.schedule.queries.people import parts_by_booking
from matinee.schedule.queries.reading import FILMS, GridReading, read_grid
from matinee.schedule.rules import STEP_MIN
from matinee.schedule.rules.checks import check_grid
from matinee.schedule.rules.facts import GridFacts
from matinee.schedule.rules.spans import Said, Span, free_spans, without
from matinee.web.words import time_in, zone_short

MOST_CHANGES: Final = 60  # from there on the whole grid is the shorter answer
FAR: Final = timedelta(days=3)


def whole_state(edition: Edition, user: User, read: GridReading | None = None) -> Json:
    """Return everything that the element needs to draw the grid, with what is this person's to undo."""
    read = read or read_grid(edition)
    people = {slot.code: [str(one.person) for one in slot.presences] for slot in read.facts.slots}
    cards = [screening_card(row, people.get(row.code, [])) for row in read.screenings]
    cards += [event_card(row, people.get(row.code, [])) for row in read.events]
    hours: defaultdict[int, list[OpenHours]] = defaultdict(list)
    for row in read.hours:
        hours[row.auditorium_id].append(row)
    return {
        "whole": True,
        "step": STEP_MIN,
        "zone": edition.festival.time_zone,
        "days": [_day(day, edition.festival.time_zone) for day in days_of(edition, read.hours, cards)],
        "rooms": [_room(room, hours[room.pk]) for room in read.rooms],
        "cards": cards,
        "version": grid_version(edition),
        **_standing(read),
        **_undoing(edition, user),
    }


def standing(edition: Edition) -> Json:
    """Return what follows from all cards together, and is read a little after a move: findings, tray, people."""
    version, read = grid_version(edition), read_grid(edition)
    return {"standing": version, **_standing(read)}


def delta_since(edition: Edition, since: int, user: User, changes: Sequence[GridChange] | None = None) -> Json:
    """Return what changed after a version: cards, what is gone, and whose change it was where it was another's.

    ``changes`` are those after the version, where they are read already.
    """
    changes = latest_changes(edition, since) if changes is None else changes
    version = changes[-1].version if changes else since
    if len(changes) > MOST_CHANGES or version - since != len(changes):
        return whole_state(edition, user)
    codes = {code for change in changes for rows in change.after.values() for code in rows}
    cards = _screening_cards(edition, _touched(changes, "screening"))
    cards += _event_cards(edition, _touched(changes, "event"))
    whose = {
        code: change.by.name if change.by else _("Somebody")
        for change in changes
        if change.by_id != user.pk
        for rows in change.after.values()
        for code in rows
    }
    gone = sorted(codes - {card["id"] for card in cards})
    return {"version": version, "cards": cards, "gone": gone, "by": whose, **_undoing(edition, user, changes)}


def latest_changes(edition: Edition, since: int) -> list[GridChange]:
    """Return what changed after a version, the earliest first; one more than are told singly where they are many."""
    return list(changes_since(edition, since)[: MOST_CHANGES + 1])


def _touched(changes: Iterable[GridChange], kind: str) -> set[str]:
    return {code for change in changes for code in change.after.get(kind, {})}


def _undoing(edition: Edition, user: User, changes: Sequence[GridChange] = ()) -> Json:
    """Return what this person may undo and redo, in words: ``changes`` are the grid's last, if they say it already."""
    own = [change for change in changes if change.by_id == user.pk and change.undoes_id is None]
    done = next((change for change in reversed(own) if not change.is_undone), None)
    if done is not None:
        undone = next((change for change in own if change.version > done.version), None)
    else:
        done = last_done(edition, user)
        undone = next_undone(edition, done, user)
    return {
        "undo": (done.words or done.verb) if done else "",
        "redo": (undone.words or undone.verb) if undone else "",
    }


def _standing(read: GridReading) -> Json:
    tray, people = _tray(read.facts, read.programs, read.parts)
    return {
        "findings": [{"level": one.level, "text": one.text, "cards": one.codes} for one in check_grid(read.facts)],
        "programs": [(one.code, one.title) for one in read.programs],
        "tray": tray,
        "people": people,
    }


def _screening_cards(edition: Edition, codes: Collection[str]) -> list[Json]:
    """Return some cards, each with its people; showings of the same programs are read to know which is the first."""
    moved = Screening.objects.filter(edition=edition, code__in=codes).values("program")
    rows = screenings_of(edition).select_related(None).select_related("program__strand", "auditorium__venue")
    shown = list(rows.filter(program__in=moved)) if codes else []
    if not shown:
        return []
    parts = Participant.objects.filter(edition=edition)
    parts = parts.filter(Q(program__in={row.program_id for row in shown}) | Q(screening__in=shown))
    wanted = [row for row in shown if row.code in codes]
    prefetch_related_objects(wanted, Prefetch("program__placements", FILMS.queryset))
    for row in wanted:
        row.edition = edition
    people = _people_of(parts, shown)
    return [screening_card(row, people.get(row.code, [])) for row in wanted]


def _event_cards(edition: Edition, codes: Collection[str]) -> list[Json]:
    """Return some events' cards, each with its people."""
    events = list(events_of(edition).filter(code__in=codes)) if codes else []
    parts = Participant.objects.filter(edition=edition, event__in=events)
    people = _people_of(parts, events)
    return [event_card(row, people.get(row.code, [])) for row in events]


def _people_of(parts: Iterable[Participant], bookings: Sequence[Screening | Event]) -> dict[str, list[str]]:
    found = parts_by_booking(parts, bookings)
    return {code: [str(part.person_id) for part in needed] for code, needed in found.items()}


def _tray(facts: GridFacts, programs: Iterable[Program], parts: Iterable[Participant]) -> tuple[list[Json], Json]:
    """Return the programs that are shown less often than wanted, and everybody who is needed anywhere."""
    wanted = {one.program: one.showings for one in facts.wanted}
    placed = Counter(slot.program for slot in facts.slots if slot.kind == "screening")
    names = {str(one.person): one.name for slot in facts.slots for one in slot.presences}
    in_program: dict[int, list[str]] = {}
    for part in parts:
        names[str(part.person_id)] = part.person.name
        if part.program_id:
            in_program.setdefault(part.program_id, []).append(str(part.person_id))
    tray = [
        waiting_card(one, placed[one.pk], wanted.get(one.pk, 1), in_program.get(one.pk, []))
        for one in programs
        if placed[one.pk] < wanted.get(one.pk, 1)
    ]
    return tray, {key: {"name": name, "away": _away(facts.said.get(int(key), ()))} for key, name in names.items()}


def _away(said: Collection[Said]) -> list[tuple[int, int, bool]]:
    """Return when somebody is away by what they said, and when they would rather be."""
    found = []
    for is_hard in (True, False):
        spans = [one for one in said if one.is_hard == is_hard]
        if spans:
            whole: Span = (min(one.starts_at for one in spans) - FAR, max(one.ends_at for one in spans) + FAR)
            gaps = without([whole], free_spans(spans, whole))
            found += [(minute_of(start), minute_of(end), is_hard) for start, end in gaps]
    return found


def _day(day: GridDay, zone: str) -> Json:
    marks = [(minute_of(mark), _mark(mark, day, zone)) for mark in day.marks(zone)]
    span = {"from": minute_of(day.starts_at), "to": minute_of(day.ends_at)}
    return {"key": day.key, "label": day.label, "marks": marks, **span}


def _mark(moment: datetime, day: GridDay, zone: str) -> str:
    """Return an hour's label; in a night in which the clock jumps, with the zone's name of that hour."""
    here = ZoneInfo(zone)
    jumps = day.starts_at.astimezone(here).utcoffset() != day.ends_at.astimezone(here).utcoffset()
    return f"{time_in(moment, here)}\n{zone_short(moment, here)}" if jumps else time_in(moment, here)


def _room(room: Auditorium, hours: Iterable[OpenHours]) -> Json:
    seats = ngettext("%(n)d seat", "%(n)d seats", room.seats) % {"n": room.seats} if room.seats else ""
    note = [seats, *(feature.replace("-", " ") for feature in room.features)]
    return {
        "id": room_key(room),
        "name": room.name,
        "venue": room.venue.name,
        "note": " · ".join(part for part in note if part),
        "open": [(minute_of(row.opens_at), minute_of(row.closes_at)) for row in hours],
    }
