"""The pool over the coming editions as a ``matinee-pool/1`` problem (``docs/engine/pool.md``)."""

from collections.abc import Sequence
from typing import Any

from matinee.entries.rules import first_day
from matinee.festival.models import Policy
from matinee.programming.queries.horizon import Candidate, Room
from matinee.programming.rules.horizon import Expected
from matinee.programming.rules.mixture import groups_of

FORMAT = "matinee-pool/1"


def pool_problem(
    rooms: Sequence[Room], candidates: Sequence[Candidate], expected: Sequence[Expected], policy: Policy
) -> dict[str, Any]:
    """Return the pool as the engine's problem: editions by their slug, films by their code."""
    return {
        "format": FORMAT,
        "gap_s": policy.gap_s,
        "editions": [_edition(room) for room in rooms],
        "films": [_film(one, rooms) for one in candidates],
        "arrivals": [_arrival(one) for one in expected],
    }


def _edition(room: Room) -> dict[str, Any]:
    """Return an edition with the minutes that are left in each kind of slot, and what its mixture still lacks."""
    left = sorted(room.left.items(), key=lambda slot: slot[0] or "")
    slots = [{"minutes": round(minutes, 2)} | ({"strand": strand} if strand else {}) for strand, minutes in left]
    lacks = [(wish.group, round(room.missing_min(wish), 2)) for wish in room.wishes]
    mixture = [{"group": group, "at_least_minutes": minutes} for group, minutes in lacks if minutes]
    return {"id": room.edition.slug, "slots": slots} | ({"mixture": mixture} if mixture else {})


def _film(one: Candidate, rooms: Sequence[Room]) -> dict[str, Any]:
    """Return a film; the last edition inside its window is named where the window ends before the horizon."""
    wanted = {strand for room in rooms for strand in room.left if strand}
    last, ends = rooms[-1].edition, one.window_ends_on
    expires = one.editions[-1] if ends is not None and ends < first_day(last) else None
    known = {
        "id": one.film.code,
        "value": one.value,
        "running_time_s": one.film.running_time_s,
        "editions": one.editions,
        "expires": expires,
        "waiting_months": one.waiting_months,
        "strands": sorted(one.strands & wanted),
        "groups": sorted(groups_of(one.film) & {wish.group for room in rooms for wish in room.wishes}),
    }
    return {key: value for key, value in known.items() if value not in (None, [])}


def _arrival(one: Expected) -> dict[str, Any]:
    """Return films that are expected."""
    found: dict[str, Any] = {
        "first": one.first,
        "count": one.count,
        "value": one.value,
        "running_time_s": one.running_time_s,
    }
    return found | ({"strands": [one.strand]} if one.strand else {})
