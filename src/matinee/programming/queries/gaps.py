"""How many minutes are left in each program of a board."""

from dataclasses import dataclass

from django.db.models import Count, Sum

from matinee.programming.models import Lineup, Program


@dataclass(frozen=True, slots=True)
class Gap:
    """A program, the film time that still fits in it, and its longest time."""

    code: str
    title: str
    left_s: int
    is_locked: bool
    max_s: int

    @property
    def left_min(self) -> int:
        """Whole minutes left."""
        return self.left_s // 60


def gaps_of(lineup: Lineup) -> list[Gap]:
    """Return the programs of a board in order, each with what one more film may take, in one query."""
    policy = lineup.edition.festival.policy
    programs = Program.objects.filter(lineup=lineup).order_by("position", "pk")
    rows = programs.annotate(films_s=Sum("placements__film__running_time_s"), films=Count("placements"))
    return [
        Gap(
            code=one.code,
            title=one.title,
            left_s=max(0, one.max_s - policy.opening_reel_s - (one.films_s or 0) - (one.films + 1) * policy.gap_s),
            is_locked=one.is_locked,
            max_s=one.max_s,
        )
        for one in rows
    ]
