"""How often programs are shown and what they need; the way between venues."""

from typing import Any

from django.db import transaction

from matinee.accounts.models import User
from matinee.festival.actions import audit
from matinee.kit.errors import InvalidInput
from matinee.kit.rows import checked
from matinee.programming.models import Program
from matinee.schedule.models import ProgramNeeds, Travel, Venue

COLUMNS = frozenset({"showings", "apart_h", "demand", "features", "not_before", "not_after"})
LONGEST_MIN = 24 * 60


@transaction.atomic
def set_needs(*, program: Program, by: User | None, **fields: Any) -> ProgramNeeds:  # noqa: ANN401  columns
    """Say how often a program is to be shown, how far apart, in what kind of auditorium, at what time of the day."""
    row = ProgramNeeds.objects.filter(program=program).first() or ProgramNeeds(program=program)
    for name, value in fields.items():
        if name not in COLUMNS:
            raise InvalidInput("field", name, f"Give one of: {', '.join(sorted(COLUMNS))}.")
        setattr(row, name, value)
    checked(row)
    row.save()
    festival = program.lineup.edition.festival
    audit(festival=festival, by=by, verb="set_needs", about=program, showings=row.showings, apart_h=row.apart_h)
    return row


@transaction.atomic
def set_travel(*, venue: Venue, other: Venue, minutes: int | None, by: User | None) -> Travel | None:
    """Say how long the way between two venues takes, both ways; ``None`` forgets it, and maps are asked again.

    Raises
    ------
    InvalidInput
        The same venue twice, one of another festival, or more than a day.
    """
    if venue.pk == other.pk or venue.festival_id != other.festival_id:
        raise InvalidInput("other", other, f"Choose another venue of {venue.festival}.")
    if minutes is not None and not 0 <= minutes <= LONGEST_MIN:
        raise InvalidInput("minutes", minutes, f"Give 0 to {LONGEST_MIN} minutes.")
    first, second = sorted((venue, other), key=lambda one: one.pk)
    row = Travel.objects.filter(venue=first, other=second).first()
    audit(festival=venue.festival, by=by, verb="set_travel", about=venue, other=other.name, minutes=minutes)
    if minutes is None:
        if row is not None:
            row.delete()
        return None
    row = row or Travel(venue=first, other=second)
    row.minutes = minutes
    row.save()
    return row
