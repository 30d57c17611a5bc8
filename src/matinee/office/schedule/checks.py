"""The schedule desk: what every grid is checked for."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from matinee.festival.states import Permission
from matinee.office.access import DeskRequest, desk
from matinee.office.schedule.checking import groups_of
from matinee.schedule.actions import set_grid_checks
from matinee.schedule.queries import grid_customs_of
from matinee.schedule.rules.customs import GRID_CUSTOMS
from matinee.web.notices import tell


@desk(Permission.SCHEDULE)
@require_http_methods(["GET", "HEAD", "POST"])
def checks(request: DeskRequest) -> HttpResponse:
    """Show every check of a grid with its level and number; whoever manages the festival may change them."""
    may_change = Permission.MANAGE_FESTIVAL in request.permissions
    is_sent = request.method == "POST" and may_change
    groups = groups_of(grid_customs_of(request.festival), request.POST if is_sent else None)
    forms = [form for group in groups for form in group.forms]
    if is_sent and all(form.is_valid() for form in forms):
        wanted = {form.kind: form.custom() for form in forms}
        tell(request, _kept(len(set_grid_checks(festival=request.festival, wanted=wanted, by=request.user))))
        return redirect("office-schedule-checks", request.festival.slug)
    has_errors = is_sent and any(form.errors for form in forms)
    context = {
        "festival": request.festival,
        "groups": groups,
        "may_change": may_change,
        "has_errors": has_errors,
        "is_custom": all(form.is_custom for form in forms),
    }
    return render(request, "office/schedule/checks.html", context, status=400 if has_errors else 200)


@desk(Permission.MANAGE_FESTIVAL)
@require_POST
def usual_checks(request: DeskRequest) -> HttpResponse:
    """Let every check of a grid go by the trade's custom again."""
    changed = set_grid_checks(festival=request.festival, wanted=GRID_CUSTOMS, by=request.user)
    tell(request, _kept(len(changed)))
    return redirect("office-schedule-checks", request.festival.slug)


def _kept(n: int) -> str:
    """Return what was done, in words."""
    if not n:
        return _("Nothing was changed.")
    words = ngettext("%(n)d check goes so from now on.", "%(n)d checks go so from now on.", n)
    return words % {"n": n}
