"""The slot around a program and what two slots may not do to each other."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import datetime, timedelta

from matinee.festival.models import Policy
from matinee.programming.models import Program

STEP_MIN = 5


@dataclass(frozen=True, slots=True)
class SlotParts:
    """The minutes of a slot in order; the announced start stands between reception and tolerance."""

    reception_min: int
    tolerance_min: int
    intro_min: int
    films_min: int
    qa_min: int
    clearing_min: int
    turnaround_min: int

    @property
    def audience_min(self) -> int:
        """Minutes from the announced start to the end of the Q&A: what the public sees."""
        return self.tolerance_min + self.intro_min + self.films_min + self.qa_min

    @property
    def taken_min(self) -> int:
        """Minutes from the reception to the end of the turnaround: how long the auditorium is taken."""
        return self.reception_min + self.audience_min + self.clearing_min + self.turnaround_min

    def taken_from(self, starts_at: datetime) -> datetime:
        """Return when the auditorium is taken, for an announced start."""
        return starts_at - timedelta(minutes=self.reception_min)

    def taken_until(self, starts_at: datetime) -> datetime:
        """Return when the auditorium is free again."""
        return self.taken_from(starts_at) + timedelta(minutes=self.taken_min)

    def empty_at(self, starts_at: datetime) -> datetime:
        """Return when the last guest has left: closing time must not be earlier."""
        return self.taken_until(starts_at) - timedelta(minutes=self.turnaround_min)


@dataclass(frozen=True, slots=True)
class EventParts:
    """The minutes of an event in order; the announced start stands between setting up and its length."""

    before_min: int
    length_min: int
    after_min: int

    @property
    def audience_min(self) -> int:
        """Minutes from the announced start to the end."""
        return self.length_min

    @property
    def taken_min(self) -> int:
        """Minutes from setting up to the end of clearing."""
        return self.before_min + self.length_min + self.after_min

    def taken_from(self, starts_at: datetime) -> datetime:
        """Return when the room is taken, for an announced start."""
        return starts_at - timedelta(minutes=self.before_min)

    def taken_until(self, starts_at: datetime) -> datetime:
        """Return when the room is free again."""
        return self.taken_from(starts_at) + timedelta(minutes=self.taken_min)

    def empty_at(self, starts_at: datetime) -> datetime:
        """Return when the last guest has left."""
        return self.taken_until(starts_at)


PART_NAMES = tuple(field.name for field in fields(SlotParts))
EVENT_PART_NAMES = tuple(field.name for field in fields(EventParts))


def qa_minutes(makers: int, policy: Policy) -> int:
    """Return the Q&A's minutes: max(least, per maker x makers + base), at most the cap."""
    wanted = policy.qa_per_maker_min * makers + policy.qa_base_min
    return min(max(policy.qa_least_min, wanted), policy.qa_most_min)


def films_minutes(running_times_s: Sequence[int | None], policy: Policy, *, least_s: int = 60) -> int:
    """Return the minutes of film: running times, a gap per film and the opening reel, rounded up.

    Where a running time is not known, the program lasts ``least_s`` at least.
    """
    known_s = sum(seconds or 0 for seconds in running_times_s)
    total_s = known_s + policy.gap_s * len(running_times_s) + policy.opening_reel_s
    if not running_times_s or None in running_times_s:
        total_s = max(total_s, least_s)
    return max(1, -(-total_s // 60))


def slot_parts(program: Program, policy: Policy) -> SlotParts:
    """Return the parts of a program's slot by the festival's numbers (prefetch ``placements__film``)."""
    films = [placement.film for placement in program.placements.all()]
    return SlotParts(
        reception_min=policy.doors_min,
        tolerance_min=policy.tolerance_min,
        intro_min=policy.intro_min,
        films_min=films_minutes([film.running_time_s for film in films], policy, least_s=program.min_s),
        qa_min=qa_minutes(sum(film.makers_attending for film in films), policy),
        clearing_min=policy.clearing_min,
        turnaround_min=policy.turnaround_min,
    )


def overlap(one: tuple[datetime, datetime], other: tuple[datetime, datetime]) -> bool:
    """Tell whether two spans share a moment; touching ends do not."""
    return one[0] < other[1] and other[0] < one[1]


def next_step(moment: datetime) -> datetime:
    """Return the moment, or the next one on the five-minute grid."""
    floor = moment.replace(minute=moment.minute - moment.minute % STEP_MIN, second=0, microsecond=0)
    return floor if floor == moment else floor + timedelta(minutes=STEP_MIN)


def first_start(
    parts: SlotParts,
    hours: Iterable[tuple[datetime, datetime]],
    taken: Sequence[tuple[datetime, datetime]],
    *,
    not_before: datetime | None = None,
) -> datetime | None:
    """Return the earliest start in open hours that meets nothing taken, or None.

    ``not_before`` is the earliest moment for the reception.
    """
    for opens, closes in sorted(hours):
        starts_at = next_step(max(opens, not_before or opens) + timedelta(minutes=parts.reception_min))
        for span in [*sorted(taken), None]:
            if span is None or not overlap((parts.taken_from(starts_at), parts.taken_until(starts_at)), span):
                continue
            starts_at = max(starts_at, next_step(span[1] + timedelta(minutes=parts.reception_min)))
        if parts.empty_at(starts_at) <= closes:
            return starts_at
    return None
