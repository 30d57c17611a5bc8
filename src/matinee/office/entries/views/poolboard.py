"""The pool as a board by edition, and why one film stands where it stands."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from matinee.entries.queries import considerations_of
from matinee.festival.queries import upcoming_editions
from matinee.festival.states import Permission
from matinee.office.access import DeskRequest, desk
from matinee.office.entries.pool_board import columns_of
from matinee.office.entries.views.pages import entry_or_404, page
from matinee.office.entries.why import answers_of
from matinee.preselection.models import Recusal


@desk(Permission.SEE_ENTRIES)
@require_safe
def board(request: DeskRequest) -> HttpResponse:
    """Show the coming editions side by side."""
    editions = list(upcoming_editions(request.festival))
    columns, plan = columns_of(request.festival, editions)
    may_score = Permission.SEE_SCORES in request.permissions
    context = {"columns": columns, "plan": plan, "editions": editions, "may_score": may_score}
    return page(request, "pool_board", context | {"may_plan": Permission.PROGRAM in request.permissions})


@desk(Permission.SEE_ENTRIES)
@require_safe
def why(request: DeskRequest, code: str) -> HttpResponse:
    """Show why an entry is or is not in each coming edition, and what would change it."""
    found = entry_or_404(request, code)
    ahead = considerations_of(found).filter(edition__in=upcoming_editions(request.festival).order_by())
    keeps_away = Recusal.objects.filter(reviewer=request.user, entry=found).exists()
    may_score = Permission.SEE_SCORES in request.permissions and not keeps_away
    rows = list(ahead.select_related("edition", "held_until"))
    answers = answers_of(found, rows, may_score=may_score)
    asked = request.GET.get("edition", "")
    context = {"entry": found, "film": found.film, "answers": answers, "asked": asked}
    return page(request, "why", context)
