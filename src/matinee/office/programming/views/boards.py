"""The board: a lineup's programs as columns, the pool beside them, and what becomes of the whole."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from matinee.festival.states import Permission
from matinee.kit.errors import Conflict
from matinee.office.access import DeskRequest, desk
from matinee.office.programming.cards import cards_of
from matinee.office.programming.columns import columns_of, mean_of
from matinee.office.programming.forms import BoardAskForm, VersionForm
from matinee.office.programming.live import board_news, turns
from matinee.office.programming.pages import lineup_or_404, page, to_board, undo_address
from matinee.office.programming.pooling import pool_context
from matinee.office.programming.saying import board_words
from matinee.programming.actions import copy_lineup, remove_lineup, set_aside_lineup
from matinee.programming.queries import (
    board,
    proposals_of,
    working_on,
)
from matinee.programming.queries.board import bench_of
from matinee.programming.queries.lineups import adopted_code, drafts_of
from matinee.web.notices import tell, tell_trouble
from matinee.workflows.adopt_lineup import adopt_lineup

PROPOSALS_SHOWN = 5


@desk(Permission.PROGRAM)
@never_cache
@require_safe
def show(request: DeskRequest, code: str) -> HttpResponse:
    """Show a board with its pool, checks and proposals."""
    lineup = lineup_or_404(request, code)
    here, policy = board(lineup), request.festival.policy
    columns = columns_of(here, policy)
    films = [film for column in columns for film in column.films]
    context = {
        "lineup": lineup,
        "edition": lineup.edition,
        "columns": columns,
        "films": films,
        "mean": mean_of(films),
        "findings": here.findings,
        "policy": policy,
        "lineups": list(drafts_of(lineup.edition)),
        "bench": cards_of(bench_of(lineup), request.festival),
        "adopted_code": adopted_code(lineup.edition),
        "news": board_news(lineup) | turns(lineup, request.user),
        "words": board_words(),
        "proposals": list(proposals_of(lineup)[:PROPOSALS_SHOWN]),
        "working": working_on(lineup),
        "ask": BoardAskForm(),
    }
    return page(request, "board", context | pool_context(request, lineup))


@desk(Permission.PROGRAM)
@require_POST
def copy(request: DeskRequest, code: str) -> HttpResponse:
    """Copy a lineup into a draft beside it, and open that."""
    twin = copy_lineup(lineup=lineup_or_404(request, code), by=request.user)
    return redirect("office-programming-board", request.festival.slug, twin.code)


@desk(Permission.PROGRAM)
@require_POST
def adopt(request: DeskRequest, code: str) -> HttpResponse:
    """Make a draft the edition's lineup."""
    lineup = lineup_or_404(request, code)
    try:
        adopt_lineup(
            lineup=lineup, by=request.user, version=_version(request), instead_of=request.POST.get("instead_of")
        )
    except Conflict as refused:
        tell_trouble(request, refused.message)
    else:
        words = _("“%(lineup)s” is the lineup of %(edition)s.") % {"lineup": lineup.title, "edition": lineup.edition}
        tell(request, words, undo_url=undo_address(request, lineup))
    return to_board(request, lineup)


@desk(Permission.PROGRAM)
@require_POST
def set_aside(request: DeskRequest, code: str) -> HttpResponse:
    """Make the edition's lineup a draft again."""
    lineup = lineup_or_404(request, code)
    try:
        set_aside_lineup(lineup=lineup, by=request.user, version=_version(request))
    except Conflict as refused:
        tell_trouble(request, refused.message)
    else:
        words = _("“%(lineup)s” is a draft again; its films are considered again.") % {"lineup": lineup.title}
        tell(request, words, undo_url=undo_address(request, lineup))
    return to_board(request, lineup)


@desk(Permission.PROGRAM)
@require_POST
def remove(request: DeskRequest, code: str) -> HttpResponse:
    """Throw a draft away."""
    lineup = lineup_or_404(request, code)
    remove_lineup(lineup=lineup, by=request.user)
    tell(request, _("The draft “%(lineup)s” is gone; its films are in the pool as before.") % {"lineup": lineup.title})
    return redirect("office-programming-edition", request.festival.slug, lineup.edition.slug)


def _version(request: DeskRequest) -> int | None:
    """Return the board's version as the page showed it."""
    form = VersionForm(request.POST)
    return form.cleaned_data["version"] if form.is_valid() else None
