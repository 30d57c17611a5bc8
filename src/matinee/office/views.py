"""The office's own two pages: which festivals, and the desks of one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from matinee.festival.queries import festivals_of, upcoming_editions
from matinee.festival.states import Permission
from matinee.office.access import DeskRequest, desk


@require_safe
def festivals(request: HttpRequest) -> HttpResponse:
    """Show the festivals that a person works for; with only one, go there."""
    assert request.user.is_authenticated  # noqa: S101  LoginRequiredMiddleware
    mine = list(festivals_of(request.user))
    if len(mine) == 1:
        return redirect("office-home", mine[0].slug)
    return render(request, "office/festivals.html", {"festivals": mine})


@desk(Permission.SEE_OFFICE)
@require_safe
def desks(request: DeskRequest) -> HttpResponse:
    """Show what waits at each desk today."""
    context = {"festival": request.festival, "editions": list(upcoming_editions(request.festival))}
    return render(request, "office/home.html", context)
