"""Undo, redo, and what happened on a board: every change, who made it, and the way back."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from matinee.festival.states import Permission
from matinee.kit.errors import Conflict, NotFound
from matinee.office.access import DeskRequest, desk
from matinee.office.programming.forms import VersionForm
from matinee.office.programming.pages import lineup_or_404, page, to_board
from matinee.programming.actions import go_back, redo_change, undo_change
from matinee.programming.models import BoardChange, Lineup
from matinee.programming.queries.history import FIXED, history
from matinee.programming.rules.saying import words_of
from matinee.web.notices import tell, tell_trouble

CHANGES_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Line:
    """One change in words."""

    change: BoardChange

    @property
    def words(self) -> str:
        """What it did."""
        return words_of(self.change)

    @property
    def may_undo(self) -> bool:
        """Tell whether it can be taken back by itself; whether something was built upon it is seen when it is tried."""
        return self.change.of_id is None and self.change.undone_version is None and self.change.verb not in FIXED


@desk(Permission.PROGRAM)
@require_POST
def undo(request: DeskRequest, code: str) -> HttpResponse:
    """Take back the change that made a version, or one's own last; what others did stays."""
    lineup = lineup_or_404(request, code)
    form = VersionForm({"version": request.GET.get("version") or request.POST.get("version")})
    version = form.cleaned_data["version"] if form.is_valid() else None
    try:
        undo_change(lineup=lineup, by=request.user, version=version)
    except Conflict as refused:
        tell_trouble(request, refused.message)
    else:
        tell(request, _("The change is undone."))
    return to_board(request, lineup)


@desk(Permission.PROGRAM)
@require_POST
def redo(request: DeskRequest, code: str) -> HttpResponse:
    """Do again what one undid last."""
    lineup = lineup_or_404(request, code)
    try:
        redo_change(lineup=lineup, by=request.user)
    except Conflict as refused:
        tell_trouble(request, refused.message)
    else:
        tell(request, _("The change is done again."))
    return to_board(request, lineup)


@desk(Permission.PROGRAM)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def overview(request: DeskRequest, code: str) -> HttpResponse:
    """Show every change of a board; take one back, or the whole board to where it was."""
    lineup = lineup_or_404(request, code)
    if request.method == "POST":
        _turn(request, lineup)
        return to_board(request, lineup)
    shown = Paginator(history(lineup), CHANGES_A_PAGE).get_page(request.GET.get("page"))
    context = {"lineup": lineup, "changes": [Line(change) for change in shown], "changes_page": shown}
    return page(request, "history", context)


def _turn(request: DeskRequest, lineup: Lineup) -> None:
    """Do what a button of the history asks for."""
    back = VersionForm({"version": request.POST.get("to")})
    one = VersionForm({"version": request.POST.get("undo")})
    try:
        if one.is_valid() and one.cleaned_data["version"] is not None:
            undo_change(lineup=lineup, by=request.user, version=one.cleaned_data["version"])
            tell(request, _("The change is undone."))
        elif back.is_valid() and back.cleaned_data["version"] is not None:
            go_back(lineup=lineup, to=back.cleaned_data["version"], by=request.user)
            tell(request, _("The board is back to where it was. This can be undone, too."))
    except (Conflict, NotFound) as refused:
        tell_trouble(request, refused.message)
