"""The grid of an edition as the page's element reads it: plain values, times as minutes since 1970 in UTC.

Reading takes the same number of queries at any size; after a move only the cards that changed are sent.
"""

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import timedelta
from typing import Final
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from matinee.accounts.models import User
from matinee.festival.models import Edition
from matinee.office.schedule.cards import Json, event_card, minute_of, room_key, screening_card, waiting_card
from matinee.office.schedule.days import GridDay, days_of
from matinee.programming.models import Program
from matinee.schedule.models import Auditorium, OpenHours
from matinee.schedule.queries import auditoriums_of, events_of, open_hours_of, screenings_of
from matinee.schedule.queries.changes import changes_since, grid_version, last_done, last_undone
from matinee.schedule.queries.findings import facts_of, programs_wanted
from matinee.schedule.queries.people import participants_of
from matinee.schedule.rules import STEP_MIN
from matinee.schedule.rules.checks import check_grid
from matinee.schedule.rules.facts import GridFacts
from matinee.schedule.rules.spans import Said, Span, free_spans, without
from matinee.web.words import time_in

MOST_CHANGES: Final = 60  # from there on the whole grid is the shorter answer
FAR: Final = timedelta(days=3)


def whole_state(edition: Edition, user: User) -> Json:
    """Return everything that the element needs to draw the grid, with what is this person's to undo."""
    facts, hours = facts_of(edition), list(open_hours_of(edition))
    cards = cards_of(edition, facts)
    days = days_of(edition, hours, cards)
    rooms = auditoriums_of(edition.festival).order_by("venue__name", "name")
    return {
        "whole": True,
        "step": STEP_MIN,
        "zone": edition.festival.time_zone,
        "days": [_day(day, edition.festival.time_zone) for day in days],
        "rooms": [_room(room, [row for row in hours if row.auditorium_id == room.pk]) for room in rooms],
        "cards": cards,
        **standing_of(edition, facts, user),
    }


def delta_since(edition: Edition, since: int, user: User) -> Json:
    """Return what changed after a version: cards, what is gone, and whose change it was where it was another's."""
    changes = list(changes_since(edition, since)[: MOST_CHANGES + 1])
    version = changes[-1].version if changes else since
    if len(changes) > MOST_CHANGES or version - since != len(changes):
        return whole_state(edition, user)
    codes = {code for change in changes for rows in change.after.values() for code in rows}
    facts = facts_of(edition)
    cards = cards_of(edition, facts, codes) if codes else []
    whose = {
        code: change.by.name if change.by else _("Somebody")
        for change in changes
        if change.by_id != user.pk
        for rows in change.after.values()
        for code in rows
    }
    gone = sorted(codes - {card["id"] for card in cards})
    return {"cards": cards, "gone": gone, "by": whose, **standing_of(edition, facts, user)}


def standing_of(edition: Edition, facts: GridFacts, user: User) -> Json:
    """Return what stands beside the cards: version, findings, people, the tray, and what may be undone and redone."""
    done, undone = last_done(edition, user), last_undone(edition, user)
    programs = programs_wanted(edition)
    tray, people = _tray(edition, facts, programs)
    return {
        "version": grid_version(edition),
        "findings": [{"level": one.level, "text": one.text, "cards": one.codes} for one in check_grid(facts)],
        "undo": (done.words or done.verb) if done else "",
        "redo": (undone.words or undone.verb) if undone else "",
        "programs": [(one.code, one.title) for one in programs],
        "tray": tray,
        "people": people,
    }


def cards_of(edition: Edition, facts: GridFacts, only: Collection[str] | None = None) -> list[Json]:
    """Return the cards of the edition's screenings and events, or of those with these codes."""
    screenings, events = screenings_of(edition).prefetch_related("program__placements__film"), events_of(edition)
    if only is not None:
        screenings, events = screenings.filter(code__in=only), events.filter(code__in=only)
    people = {slot.code: [str(one.person) for one in slot.presences] for slot in facts.slots}
    found = [screening_card(row, people.get(row.code, [])) for row in screenings]
    return [*found, *(event_card(row, people.get(row.code, [])) for row in events)]


def _tray(edition: Edition, facts: GridFacts, programs: Iterable[Program]) -> tuple[list[Json], Json]:
    """Return the programs that are shown less often than wanted, and everybody who is needed anywhere."""
    wanted = {one.program: one.showings for one in facts.wanted}
    placed = Counter(slot.program for slot in facts.slots if slot.kind == "screening")
    names = {str(one.person): one.name for slot in facts.slots for one in slot.presences}
    in_program: dict[int, list[str]] = {}
    for part in participants_of(edition):
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
    marks: list[tuple[int, str]] = [(minute_of(mark), time_in(mark, ZoneInfo(zone))) for mark in day.marks(zone)]
    span = {"from": minute_of(day.starts_at), "to": minute_of(day.ends_at)}
    return {"key": day.key, "label": day.label, "marks": marks, **span}


def _room(room: Auditorium, hours: Iterable[OpenHours]) -> Json:
    note = [str(room.seats) if room.seats else "", *room.features]
    return {
        "id": room_key(room),
        "name": room.name,
        "venue": room.venue.name,
        "note": " · ".join(part for part in note if part),
        "open": [(minute_of(row.opens_at), minute_of(row.closes_at)) for row in hours],
    }
