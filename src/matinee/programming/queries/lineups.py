"""Reads of lineups and their programs."""

from django.db.models import Count, Prefetch, Q, QuerySet

from matinee.festival.models import Edition, Festival
from matinee.programming.models import Lineup, Placement, Program
from matinee.programming.states import LineupState


def with_programs(found: QuerySet[Lineup]) -> QuerySet[Lineup]:
    """Return lineups with their programs, strands and films in order, in three queries whatever their number."""
    placements = Placement.objects.select_related("film").order_by("position", "pk")
    programs = Program.objects.select_related("strand").order_by("position", "pk")
    films = Prefetch("placements", queryset=placements)
    return found.select_related("edition__festival").prefetch_related(
        Prefetch("programs", queryset=programs.prefetch_related(films))
    )


def lineup_of(edition: Edition) -> Lineup | None:
    """Return the edition's adopted lineup with its programs and films, or nothing."""
    return with_programs(Lineup.objects.filter(edition=edition, state=LineupState.ADOPTED)).first()


def lineups_of(edition: Edition) -> QuerySet[Lineup]:
    """Return every lineup of an edition, the adopted one first, then drafts in the order they were made."""
    adopted_first = Count("pk", filter=Q(state=LineupState.ADOPTED))
    found = with_programs(Lineup.objects.filter(edition=edition)).annotate(is_first=adopted_first)
    return found.order_by("-is_first", "created_at", "pk")


def drafts_of(edition: Edition) -> QuerySet[Lineup]:
    """Return every lineup of an edition by itself, the adopted one first, then drafts in the order they were made."""
    return Lineup.objects.filter(edition=edition).order_by("state", "created_at", "pk")


def adopted_code(edition: Edition) -> str:
    """Return the code of the lineup that is the edition's, or nothing."""
    found = Lineup.objects.filter(edition=edition, state=LineupState.ADOPTED).values_list("code", flat=True)
    return found.first() or ""


def draft_of(edition: Edition) -> Lineup | None:
    """Return the lineup that work goes on with: the adopted one, or the newest draft."""
    adopted = Lineup.objects.filter(edition=edition, state=LineupState.ADOPTED).first()
    return adopted or Lineup.objects.filter(edition=edition).order_by("-created_at", "-pk").first()


def programs_of(edition: Edition) -> list[Program]:
    """Return the programs of the adopted lineup in order, with strands and films; none while nothing is adopted."""
    lineup = lineup_of(edition)
    return list(lineup.programs.all()) if lineup else []


def program_in(lineup: Lineup, code: str) -> Program | None:
    """Return a program of a lineup."""
    return Program.objects.filter(lineup=lineup, code=code).select_related("strand", "lineup").first()


def editions_with_lineups(festival: Festival) -> QuerySet[Edition]:
    """Return all editions, the newest first, with their lineups, programs and films prefetched."""
    lineups = with_programs(Lineup.objects.all()).order_by("created_at", "pk")
    return (
        Edition.objects.filter(festival=festival)
        .prefetch_related(Prefetch("lineups", queryset=lineups), "strand_links__strand")
        .order_by("-month", "-starts_on", "-pk")
    )
