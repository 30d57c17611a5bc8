"""The rulebook of a board: which checks a festival makes, how serious each is, from which number on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from matinee.festival.models import Policy
from matinee.films.states import Premiere
from matinee.programming.models import CheckSetting, Obligation
from matinee.programming.rules.mixture import Wish
from matinee.programming.states import CheckKind, CheckLevel

FORBIDS, BLOCKS, WARNS, INFORMS = CheckLevel


@dataclass(frozen=True, slots=True)
class Custom:
    """How one check goes: on or off, how serious, and its number with the least and the most that make sense."""

    level: CheckLevel
    number: int | None = None
    least: int = 0
    most: int = 0
    rung: str = ""
    is_on: bool = True


CUSTOMS: dict[CheckKind, Custom] = {
    CheckKind.EMPTY: Custom(BLOCKS),
    CheckKind.LENGTH_REFUSED: Custom(FORBIDS),
    CheckKind.LENGTH_OVER: Custom(WARNS),
    CheckKind.LENGTH_UNDER: Custom(WARNS),
    CheckKind.LENGTH_UNKNOWN: Custom(BLOCKS),
    CheckKind.FILM_TOO_LONG: Custom(FORBIDS),
    CheckKind.COUNT_OVER: Custom(WARNS),
    CheckKind.COUNT_UNDER: Custom(WARNS),
    CheckKind.HEAVY_NEIGHBOURS: Custom(WARNS, 4, 1, 5),
    CheckKind.HEAVY_COUNT: Custom(INFORMS, 3, 1, 20),
    CheckKind.LONG_NEIGHBOURS: Custom(WARNS, 18, 1, 180),
    CheckKind.TWINS: Custom(INFORMS),
    CheckKind.OPENER: Custom(INFORMS, 12, 1, 180),
    CheckKind.LONGEST: Custom(INFORMS, 2, 1, 20),
    CheckKind.CLOSER: Custom(INFORMS),
    CheckKind.STRAND: Custom(WARNS),
    CheckKind.OBLIGATION: Custom(BLOCKS),
    CheckKind.PREMIERE: Custom(INFORMS, rung=Premiere.CITY),
    CheckKind.OUT_OF_RUNNING: Custom(FORBIDS),
    CheckKind.INELIGIBLE: Custom(BLOCKS),
    CheckKind.NOT_ENTERED: Custom(INFORMS),
    CheckKind.UNAVAILABLE: Custom(BLOCKS),
    CheckKind.DECLINED: Custom(BLOCKS),
    CheckKind.UNANSWERED: Custom(WARNS),
    CheckKind.NOT_INVITED: Custom(INFORMS),
    CheckKind.CONSENT: Custom(WARNS),
    CheckKind.MATERIAL: Custom(INFORMS),
    CheckKind.LOCKS: Custom(WARNS),
    CheckKind.TWICE: Custom(FORBIDS),
    CheckKind.BALANCE: Custom(INFORMS),
}
RUNGS = tuple(Premiere(rung) for rung in Premiere.values if rung not in {Premiere.NONE, Premiere.UNKNOWN})


@dataclass(frozen=True, slots=True)
class Rulebook:
    """Everything beside the films that the checks of an edition's boards go by."""

    policy: Policy
    customs: Mapping[CheckKind, Custom] = field(default_factory=lambda: CUSTOMS)
    obligations: tuple[Obligation, ...] = ()
    wishes: tuple[Wish, ...] = ()
    edition: str = ""
    starts_on: date | None = None
    is_adopted: bool = False

    def number(self, check: CheckKind) -> int:
        """Return from which number on a check speaks."""
        return self.customs[check].number or 0


def customs_with(settings: Iterable[CheckSetting]) -> dict[CheckKind, Custom]:
    """Return how every check goes at a festival: the trade's custom, and what it has set otherwise."""
    found = dict(CUSTOMS)
    for row in settings:
        if row.kind in CheckKind.values:  # a check that a later version no longer makes says nothing
            kind = CheckKind(row.kind)
            found[kind] = custom_of(kind, row)
    return found


def custom_of(kind: CheckKind, row: CheckSetting) -> Custom:
    """Return how a check goes by one setting."""
    usual = CUSTOMS[kind]
    number = usual.number if row.number is None else row.number
    return Custom(CheckLevel(row.level), number, usual.least, usual.most, row.rung or usual.rung, row.is_on)
