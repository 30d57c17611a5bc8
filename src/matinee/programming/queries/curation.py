"""Reads of what was learnt from a festival's past programs, and of the programs to learn from."""

from django.db.models import QuerySet

from matinee.festival.models import Festival
from matinee.kit.clock import today_in
from matinee.programming.models import Curation, Lineup
from matinee.programming.queries.lineups import with_programs
from matinee.programming.states import LineupState


def curation_of(festival: Festival) -> Curation | None:
    """Return what proposals of a festival go by, or nothing where it is the engine's own weights."""
    return Curation.objects.filter(festival=festival, is_in_force=True).first()


def learnt_of(festival: Festival) -> Curation | None:
    """Return what was learnt from a festival's past, in force or not."""
    return Curation.objects.filter(festival=festival).first()


def past_lineups(festival: Festival) -> QuerySet[Lineup]:
    """Return the adopted lineups of editions that have begun, the oldest first, with programs and films."""
    adopted = Lineup.objects.filter(edition__festival=festival, state=LineupState.ADOPTED)
    return with_programs(adopted.filter(edition__starts_on__lte=today_in(festival.time_zone))).order_by(
        "edition__starts_on"
    )
