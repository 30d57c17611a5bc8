"""The office's own two pages: which festivals, and what waits in one of them today."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from matinee.festival.queries import festivals_of, roles_of, upcoming_editions
from matinee.festival.states import Permission
from matinee.office.access import DeskRequest, desk
from matinee.office.today import coming, figures, next_steps

EDITIONS_AHEAD = 3


@require_safe
def festivals(request: HttpRequest) -> HttpResponse:
    """Show the festivals that a person works for; with only one, go there."""
    assert request.user.is_authenticated  # noqa: S101  LoginRequiredMiddleware
    mine = list(festivals_of(request.user))
    if len(mine) == 1:
        return redirect("office-home", mine[0].slug)
    return render(request, "office/festivals.html", {"festivals": mine, "roles": list(roles_of(request.user))})


@desk(Permission.SEE_OFFICE)
@require_safe
def desks(request: DeskRequest) -> HttpResponse:
    """Show what waits today and what to do next."""
    ahead = coming(list(upcoming_editions(request.festival)[:EDITIONS_AHEAD]))
    context = {
        "festival": request.festival,
        "figures": figures(request.festival, request.user, request.permissions),
        "ahead": ahead,
        "steps": next_steps(request.festival, request.permissions, ahead),
        "may_plan": Permission.MANAGE_FESTIVAL in request.permissions,
    }
    return render(request, "office/home.html", context)
