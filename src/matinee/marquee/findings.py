"""What must be mended before an edition can go public."""

from datetime import date
from typing import Final

from django.utils.translation import gettext

from matinee.festival.models import Edition
from matinee.festival.states import EditionState
from matinee.kit.clock import today_in
from matinee.programming.models import Lineup, Program
from matinee.programming.queries import board
from matinee.programming.states import CheckLevel, LineupState
from matinee.schedule.queries import grid_findings, screenings_of
from matinee.schedule.rules.checks import blocks_release

RESERVED_SLUGS: Final = frozenset({"archive", "articles", "files", "my-schedule", "people", "search", "strands"})


def blocking(edition: Edition) -> list[str]:
    """Return the reasons why an edition cannot be published, each with what to do; empty when it can.

    An edition that is over, or whose day is not known, is a record: it may have gaps.
    """
    if edition.state == EditionState.CANCELLED:
        return [gettext("%(edition)s is cancelled. Plan it again first.") % {"edition": edition}]
    if edition.slug in RESERVED_SLUGS:
        return [gettext("“%(slug)s” is an address of the festival's own pages. Give the edition another short name.")
                % {"slug": edition.slug}]  # fmt: skip
    lineup = (
        Lineup.objects.filter(edition=edition, state=LineupState.ADOPTED).select_related("edition__festival").first()
    )
    if lineup is None:
        return [gettext("No lineup is adopted. Adopt one at the programming desk.")]
    programs = list(lineup.programs.order_by("position", "pk"))
    if not programs:
        return [gettext("The lineup has no program yet. Add one at the programming desk.")]
    if not lies_ahead(edition, today_in(edition.festival.time_zone)):
        return []
    found = [f.text for f in board(lineup).findings if f.level in {CheckLevel.FORBIDS, CheckLevel.BLOCKS_RELEASE}]
    return [*found, *_not_on_the_grid(edition, programs), *_of_the_grid(edition)]


def lies_ahead(edition: Edition, today: date) -> bool:
    """Tell whether people can still come."""
    return edition.ends_on is not None and edition.ends_on >= today


def _of_the_grid(edition: Edition) -> list[str]:
    """Return what stands on the grid as it must not be shown to anybody."""
    return [one.text for one in blocks_release(grid_findings(edition)) if one.check != "not_placed"]


def _not_on_the_grid(edition: Edition, programs: list[Program]) -> list[str]:
    shown = set(screenings_of(edition).values_list("program", flat=True))
    text = gettext("“%(program)s” has no screening yet. Place it at the schedule desk.")
    return [text % {"program": program} for program in programs if program.pk not in shown]
