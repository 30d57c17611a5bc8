"""Editions with their lineups, and the drafts of one side by side."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from matinee.festival.models import Edition
from matinee.festival.queries import upcoming_editions
from matinee.festival.states import Permission
from matinee.office.access import DeskRequest, desk, edition_or_404
from matinee.office.programming.columns import overview_of
from matinee.office.programming.forms import FocusForm, ObligationForm
from matinee.office.programming.pages import page
from matinee.office.programming.views.mixture import wish_rows
from matinee.programming.actions import focus_edition, start_lineup
from matinee.programming.models import Lineup, Program
from matinee.programming.queries import boards, editions_with_lineups, focus_of, lineups_of, obligations_of, strands_of
from matinee.programming.states import LineupState
from matinee.web.notices import tell
from matinee.web.reel import Segment

PAST_SHOWN = 24


@desk(Permission.PROGRAM)
@require_safe
def overview(request: DeskRequest) -> HttpResponse:
    """Show the next editions and what their lineups look like, then the past ones."""
    ahead = set(upcoming_editions(request.festival).values_list("pk", flat=True))
    editions = [_told(edition) for edition in editions_with_lineups(request.festival)[: len(ahead) + PAST_SHOWN]]
    context = {
        "ahead": [one for one in reversed(editions) if one.edition.pk in ahead],
        "past": [one for one in editions if one.edition.pk not in ahead],
    }
    return page(request, "editions", context)


@desk(Permission.PROGRAM)
@require_safe
def drafts(request: DeskRequest, edition: str) -> HttpResponse:
    """Show the lineup of an edition and its drafts side by side."""
    found = edition_or_404(request.festival, edition)
    lineups = list(lineups_of(found))
    policy, strands = request.festival.policy, strands_of(request.festival)
    context = {
        "edition": found,
        "overviews": [overview_of(board, policy) for board in boards(found, lineups)],
        "focus": FocusForm(strands=strands, initial={"strands": focus_of(found)}) if strands else None,
        "wishes": wish_rows(found),
        "promises": list(obligations_of(found)),
        "promise_form": ObligationForm(festival=request.festival),
        "scale_s": max([policy.block_max_s, *(_longest(lineup) for lineup in lineups)]),
    }
    return page(request, "drafts", context)


@desk(Permission.PROGRAM)
@require_POST
def start(request: DeskRequest, edition: str) -> HttpResponse:
    """Make a draft with as many empty programs as the edition holds, and open it."""
    found = edition_or_404(request.festival, edition)
    number = Lineup.objects.filter(edition=found).count() + 1
    title = request.POST.get("title", "").strip() or _("Draft %(n)d") % {"n": number}
    lineup = start_lineup(edition=found, title=title, by=request.user)
    return redirect("office-programming-board", request.festival.slug, lineup.code)


@desk(Permission.PROGRAM)
@require_POST
def focus(request: DeskRequest, edition: str) -> HttpResponse:
    """Put strands in an edition's focus."""
    found = edition_or_404(request.festival, edition)
    form = FocusForm(request.POST, strands=strands_of(request.festival))
    if form.is_valid():
        focus_edition(edition=found, strands=form.cleaned_data["strands"], by=request.user)
        tell(request, _("The focus of %(edition)s is set.") % {"edition": found})
    return redirect("office-programming-edition", request.festival.slug, edition)


@dataclass(frozen=True, slots=True)
class Row:
    """A program as a reel in the overview."""

    program: Program
    segments: list[Segment]


@dataclass(frozen=True, slots=True)
class Told:
    """An edition in the overview: the lineup to show, and how many drafts there are."""

    edition: Edition
    lineup: Lineup | None
    reels: list[Row]
    drafts: int


def _told(edition: Edition) -> Told:
    """Return an edition with the lineup to show: the adopted one, or the newest draft."""
    lineups = list(edition.lineups.all())
    adopted = next((one for one in lineups if one.state == LineupState.ADOPTED), None)
    shown = adopted or (lineups[-1] if lineups else None)
    programs = list(shown.programs.all()) if shown else []
    reels = [
        Row(program, [Segment(p.film.title, p.film.running_time_s or 0) for p in program.placements.all()])
        for program in programs
    ]
    return Told(edition, shown, reels, drafts=len(lineups) - (adopted is not None))


def _longest(lineup: Lineup) -> int:
    """Return the seconds of a lineup's longest program, so that all reels share one scale."""
    times = [sum(p.film.running_time_s or 0 for p in program.placements.all()) for program in lineup.programs.all()]
    return max(times, default=0)
