"""How each check of a grid goes: the trade's custom, and what a festival has set otherwise."""

from collections.abc import Iterable, Mapping
from typing import Protocol

from matinee.programming.rules.book import Custom
from matinee.programming.states import CheckLevel
from matinee.schedule.states import GridCheck

FORBIDS, BLOCKS, WARNS, INFORMS = CheckLevel
BLOCKING = frozenset({FORBIDS, BLOCKS})
PHYSICAL = frozenset({GridCheck.ROOM_TAKEN, GridCheck.CLOSED, GridCheck.FEATURE_MISSING, GridCheck.PERSON_TWICE})
GRID_CUSTOMS: Mapping[GridCheck, Custom] = {
    GridCheck.ROOM_TAKEN: Custom(FORBIDS),
    GridCheck.CLOSED: Custom(FORBIDS),
    GridCheck.FEATURE_MISSING: Custom(FORBIDS),
    GridCheck.PERSON_TWICE: Custom(FORBIDS),
    GridCheck.PERSON_AWAY: Custom(BLOCKS),
    GridCheck.NOT_PLACED: Custom(BLOCKS),
    GridCheck.PERSON_WISH: Custom(WARNS),
    GridCheck.WALK_SHORT: Custom(WARNS, 0, 0, 60),
    GridCheck.REPEAT_NEAR: Custom(WARNS),
    GridCheck.OUTGROWN: Custom(WARNS),
    GridCheck.TURNAROUND_SHORT: Custom(WARNS),
    GridCheck.STRAND_AGAINST_ITSELF: Custom(WARNS),
    GridCheck.DEMAND_OVER_SEATS: Custom(WARNS, 100, 50, 300),
    GridCheck.OFF_DAY_PART: Custom(INFORMS),
}


class Setting(Protocol):
    """What a festival has set for one check."""

    kind: str
    is_on: bool
    level: str
    number: int | None


def grid_customs_with(settings: Iterable[Setting]) -> dict[GridCheck, Custom]:
    """Return how every check of a grid goes at a festival."""
    found = dict(GRID_CUSTOMS)
    for row in settings:
        if row.kind in GridCheck.values:  # a check that a later version no longer makes says nothing
            kind = GridCheck(row.kind)
            usual = GRID_CUSTOMS[kind]
            number = usual.number if row.number is None else row.number
            found[kind] = Custom(CheckLevel(row.level), number, usual.least, usual.most, is_on=row.is_on)
    return found
