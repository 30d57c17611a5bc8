"""The schedule desk: what every grid is checked for."""

from functools import partial

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from matinee.festival.states import Permission
from matinee.office.access import DeskRequest, desk
from matinee.office.checking import Sheet, tell_kept
from matinee.office.schedule.checking import groups_of
from matinee.schedule.actions import set_grid_checks
from matinee.schedule.queries import grid_customs_of
from matinee.schedule.rules.customs import GRID_CUSTOMS


@desk(Permission.SCHEDULE)
@require_http_methods(["GET", "HEAD", "POST"])
def checks(request: DeskRequest) -> HttpResponse:
    """Show every check of a grid with its level and number; whoever manages the festival may change them."""
    sheet = Sheet.of(request, partial(groups_of, grid_customs_of(request.festival)))
    wanted = sheet.wanted()
    if wanted is not None:
        tell_kept(request, set_grid_checks(festival=request.festival, wanted=wanted, by=request.user))
        return redirect("office-schedule-checks", request.festival.slug)
    context = {"festival": request.festival, **sheet.context()}
    return render(request, "office/schedule/checks.html", context, status=400 if sheet.has_errors else 200)


@desk(Permission.MANAGE_FESTIVAL)
@require_POST
def usual_checks(request: DeskRequest) -> HttpResponse:
    """Let every check of a grid go by the trade's custom again."""
    tell_kept(request, set_grid_checks(festival=request.festival, wanted=GRID_CUSTOMS, by=request.user))
    return redirect("office-schedule-checks", request.festival.slug)
