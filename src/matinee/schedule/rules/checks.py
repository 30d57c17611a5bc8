"""The checks of a grid, each a small rule of the trade, with the four levels of the board."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from matinee.programming.states import CheckLevel
from matinee.schedule.rules.customs import BLOCKING
from matinee.schedule.rules.facts import GridFacts, GridFinding, Presence, Slot
from matinee.schedule.rules.slots import overlap
from matinee.schedule.rules.spans import USUAL_TRAVEL_MIN, is_free
from matinee.schedule.states import GridCheck

Check = Callable[[GridFacts], Iterator[GridFinding]]
GRAVITY = {level: n for n, level in enumerate(CheckLevel)}


def check_grid(facts: GridFacts, only: Collection[str] | None = None) -> list[GridFinding]:
    """Return everything that a grid's checks find, the gravest first; of the bookings ``only`` where given."""
    found = [one for check in CHECKS for one in check(facts) if facts.customs[GridCheck(one.check)].is_on]
    if only is not None:
        found = [one for one in found if set(one.codes) & set(only)]
    return sorted(found, key=lambda one: GRAVITY[one.level])


def blocks_release(findings: Iterable[GridFinding]) -> list[GridFinding]:
    """Return what must be mended before anything goes public."""
    return [one for one in findings if one.level in BLOCKING]


def _rooms_taken(facts: GridFacts) -> Iterator[GridFinding]:
    """Check that no two bookings are in one room at one time."""
    for one, other in _meeting(facts.slots, key=lambda slot: slot.room, span=lambda slot: slot.taken):
        text = _("“%(one)s” and “%(other)s” are both in %(room)s at %(time)s. Move one of them.")
        says = {"one": one.title, "other": other.title, "room": one.room_name}
        says["time"] = _clock(facts, max(one.taken[0], other.taken[0]))
        yield facts.finding(GridCheck.ROOM_TAKEN, text % says, (one.code, other.code))


def _closed(facts: GridFacts) -> Iterator[GridFinding]:
    """Check that every booking lies in its room's open hours."""
    for slot in facts.slots:
        hours = facts.hours.get(slot.room, ())
        says = {"title": slot.title, "room": slot.room_name, "time": _clock(facts, slot.taken[0])}
        if not hours:
            text = _("%(room)s has no open hours, so “%(title)s” cannot be there. Set the hours, or move it.") % says
            yield facts.finding(GridCheck.CLOSED, text, (slot.code,))
        elif not any(opens <= slot.taken[0] and slot.empty_at <= closes for opens, closes in hours):
            text = _("“%(title)s” takes %(room)s from %(time)s, when it is not open all the time. Move it.") % says
            yield facts.finding(GridCheck.CLOSED, text, (slot.code,))


def _features(facts: GridFacts) -> Iterator[GridFinding]:
    """Check that a room has what is needed in it."""
    for slot in facts.slots:
        missing = sorted(slot.features - slot.room_features)
        if missing:
            text = _("“%(title)s” needs %(missing)s, and %(room)s has none. Choose another auditorium.")
            says = {"title": slot.title, "room": slot.room_name, "missing": ", ".join(missing)}
            yield facts.finding(GridCheck.FEATURE_MISSING, text % says, (slot.code,))


def _people_twice(facts: GridFacts) -> Iterator[GridFinding]:
    """Check that nobody is in two places, and that there is time to walk from one to the next."""
    for person, rows in _by_person(facts).items():
        for one, other in _meeting([row for row, _who in rows], key=lambda _s: person, span=_audience):
            says = {"name": rows[0][1].name, "one": one.title, "other": other.title}
            text = _("%(name)s is needed in “%(one)s” and in “%(other)s” at the same time.") % says
            yield facts.finding(GridCheck.PERSON_TWICE, text, (one.code, other.code), person)
        for one, other in pairwise(sorted((row for row, _who in rows), key=lambda slot: slot.starts_at)):
            yield from _walk(facts, rows[0][1], one, other)


def _walk(facts: GridFacts, who: Presence, one: Slot, other: Slot) -> Iterator[GridFinding]:
    """Check the way from one booking to the next."""
    if one.venue == other.venue or other.starts_at < one.ends_at:
        return
    there = int((other.starts_at - one.ends_at).total_seconds() // 60)
    needed = facts.travel.get(frozenset((one.venue, other.venue)), USUAL_TRAVEL_MIN)
    spare = facts.number(GridCheck.WALK_SHORT)
    if there < needed + spare:
        says: dict[str, object] = {"name": who.name, "there": there, "needed": needed, "spare": spare}
        text = _("%(name)s has %(there)s min from “%(one)s” to “%(other)s”; the way takes %(needed)s.")
        if spare:
            text += " " + _("%(spare)s min are to be spared.")
        says |= {"one": one.title, "other": other.title}
        yield facts.finding(GridCheck.WALK_SHORT, text % says, (one.code, other.code), who.person)


def _not_there(facts: GridFacts) -> Iterator[GridFinding]:
    """Check that everybody can be there; a wish only warns."""
    for person, rows in _by_person(facts).items():
        said = facts.said.get(person, ())
        hard, wishes = [one for one in said if one.is_hard], [one for one in said if not one.is_hard]
        for slot, who in rows:
            says = {"name": who.name, "title": slot.title, "time": _clock(facts, slot.starts_at)}
            if not is_free(hard, _audience(slot)):
                text = _("%(name)s is not available for “%(title)s” at %(time)s.") % says
                yield facts.finding(GridCheck.PERSON_AWAY, text, (slot.code,), person)
            elif not is_free(wishes, _audience(slot)):
                text = _("%(name)s would rather not be at “%(title)s” at %(time)s.") % says
                yield facts.finding(GridCheck.PERSON_WISH, text, (slot.code,), person)


def _showings(facts: GridFacts) -> Iterator[GridFinding]:
    """Check that every program is shown as often as it is to be, and its repeats far enough apart."""
    shown: defaultdict[int, list[Slot]] = defaultdict(list)
    for slot in facts.slots:
        if slot.program is not None and slot.kind == "screening":
            shown[slot.program].append(slot)
    for wanted in facts.wanted:
        rows = sorted(shown[wanted.program], key=lambda slot: slot.starts_at)
        missing = wanted.showings - len(rows)
        if missing > 0:
            text = ngettext(
                "“%(title)s” is to be shown %(n)s more time.", "“%(title)s” is to be shown %(n)s more times.", missing
            ) % {"title": wanted.title, "n": missing}
            said = facts.finding(GridCheck.NOT_PLACED, text, tuple(row.code for row in rows))
            yield replace(said, level=max(said.level, CheckLevel.WARNS, key=GRAVITY.__getitem__)) if rows else said
        for one, other in pairwise(rows):
            if other.starts_at - one.starts_at < timedelta(hours=wanted.apart_h):
                text = _("“%(title)s” is repeated after less than %(n)s hours.")
                says = {"title": wanted.title, "n": wanted.apart_h}
                yield facts.finding(GridCheck.REPEAT_NEAR, text % says, (one.code, other.code))


def _outgrown(facts: GridFacts) -> Iterator[GridFinding]:
    """Check that slots fit their programs as they are now."""
    for slot in facts.slots:
        if slot.outgrown_min is not None:
            text = _("“%(title)s” has changed: its films take %(n)s min now. Make the slot fit.")
            says = {"title": slot.title, "n": slot.outgrown_min}
            yield facts.finding(GridCheck.OUTGROWN, text % says, (slot.code,))


def _turnaround(facts: GridFacts) -> Iterator[GridFinding]:
    """Check that there is time to clear a room."""
    for slot in facts.slots:
        if slot.turnaround_min is not None and slot.turnaround_min < facts.least_turnaround_min:
            text = _("%(n)s min of turnaround after “%(title)s” are fewer than the usual %(usual)s.")
            says = {"title": slot.title, "n": slot.turnaround_min, "usual": facts.least_turnaround_min}
            yield facts.finding(GridCheck.TURNAROUND_SHORT, text % says, (slot.code,))


def _strands(facts: GridFacts) -> Iterator[GridFinding]:
    """Check that a strand does not run against itself."""
    rows = [slot for slot in facts.slots if slot.strand and slot.kind == "screening"]
    for one, other in _meeting(rows, key=lambda slot: slot.strand, span=_audience):
        if one.program != other.program:
            text = _("“%(one)s” and “%(other)s” are both in %(strand)s and run at the same time.")
            says = {"one": one.title, "other": other.title, "strand": one.strand}
            yield facts.finding(GridCheck.STRAND_AGAINST_ITSELF, text % says, (one.code, other.code))


def _seats(facts: GridFacts) -> Iterator[GridFinding]:
    """Check that the guests who are expected find a seat."""
    for slot in facts.slots:
        if slot.seats and 100 * slot.demand > facts.number(GridCheck.DEMAND_OVER_SEATS) * slot.seats:
            text = _("About %(demand)s people want “%(title)s”; %(room)s has %(seats)s seats.")
            says = {"demand": slot.demand, "title": slot.title, "room": slot.room_name, "seats": slot.seats}
            yield facts.finding(GridCheck.DEMAND_OVER_SEATS, text % says, (slot.code,))


def _day_part(facts: GridFacts) -> Iterator[GridFinding]:
    """Say what starts at another time of the day than is wished."""
    for slot in facts.slots:
        if slot.wished and not any(start <= slot.starts_at <= end for start, end in slot.wished):
            text = _("“%(title)s” starts at %(time)s, outside the hours that are wished for it.")
            says = {"title": slot.title, "time": _clock(facts, slot.starts_at)}
            yield facts.finding(GridCheck.OFF_DAY_PART, text % says, (slot.code,))


CHECKS: tuple[Check, ...] = (
    _rooms_taken, _closed, _features, _people_twice, _not_there, _showings, _outgrown, _turnaround, _strands, _seats,
    _day_part,
)  # fmt: skip


def _meeting(
    slots: Iterable[Slot], *, key: Callable[[Slot], object], span: Callable[[Slot], tuple[datetime, datetime]]
) -> Iterator[tuple[Slot, Slot]]:
    """Yield pairs of one key whose spans share a moment, in the order of time."""
    lanes: defaultdict[object, list[Slot]] = defaultdict(list)
    for slot in slots:
        lanes[key(slot)].append(slot)
    for lane in lanes.values():
        running: list[Slot] = []
        for slot in sorted(lane, key=span):
            running = [other for other in running if span(other)[1] > span(slot)[0]]
            yield from ((other, slot) for other in running if overlap(span(other), span(slot)))
            running.append(slot)


def _by_person(facts: GridFacts) -> dict[int, Sequence[tuple[Slot, Presence]]]:
    """Return who is needed where."""
    found: defaultdict[int, list[tuple[Slot, Presence]]] = defaultdict(list)
    for slot in facts.slots:
        seen: set[int] = set()
        for who in slot.presences:
            if who.person not in seen:
                seen.add(who.person)
                found[who.person].append((slot, who))
    return dict(found)


def _audience(slot: Slot) -> tuple[datetime, datetime]:
    return (slot.starts_at, slot.ends_at)


def _clock(facts: GridFacts, moment: datetime) -> str:
    """Return a moment as the festival's clocks show it."""
    return moment.astimezone(ZoneInfo(facts.zone)).strftime("%a %H:%M")
