"""The festival desk: planning editions and moving them along."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from matinee.festival.actions import move_edition
from matinee.festival.queries import past_editions, upcoming_editions
from matinee.festival.states import EDITION_MOVES, EditionState, Permission
from matinee.kit.errors import InvalidInput
from matinee.office.access import DeskRequest, desk, edition_or_404
from matinee.office.festival.forms import EditionForm, refused
from matinee.web.notices import tell
from matinee.workflows.change_edition import change_edition
from matinee.workflows.plan_edition import plan_edition

WAYS = {
    EditionState.PLANNED: _l("Back to planned"),
    EditionState.OPEN: _l("Start making it"),
    EditionState.PUBLISHED: _l("Mark as published"),
    EditionState.PAST: _l("Close it: it is over"),
    EditionState.CANCELLED: _l("Cancel it"),
}


@desk(Permission.SEE_OFFICE)
@require_safe
def editions(request: DeskRequest) -> HttpResponse:
    """Show what is coming and what has been."""
    context = {
        "festival": request.festival,
        "coming": list(upcoming_editions(request.festival)),
        "past": list(past_editions(request.festival)),
        "may_plan": Permission.MANAGE_FESTIVAL in request.permissions,
    }
    return render(request, "office/festival/editions.html", context)


@desk(Permission.MANAGE_FESTIVAL)
@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: DeskRequest) -> HttpResponse:
    """Plan an edition."""
    form = EditionForm(request.POST or None, initial={"accent": request.festival.accent})
    if request.method == "POST" and form.is_valid():
        try:
            edition = plan_edition(festival=request.festival, by=request.user, **form.fields_for_action())
        except InvalidInput as error:
            refused(form, error)
        else:
            tell(request, _("“%(title)s” is planned. Every entry is now considered for it too.") % {"title": edition})
            return redirect("office-edition", request.festival.slug, edition.slug)
    return render(request, "office/festival/edition.html", {"festival": request.festival, "form": form})


@desk(Permission.MANAGE_FESTIVAL)
@require_http_methods(["GET", "HEAD", "POST"])
def edition(request: DeskRequest, edition: str) -> HttpResponse:
    """Show and change one edition."""
    found = edition_or_404(request.festival, edition)
    form = EditionForm.of(found, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            change_edition(edition=found, by=request.user, **form.fields_for_action())
        except InvalidInput as error:
            refused(form, error)
        else:
            tell(request, _("“%(title)s” is saved.") % {"title": found})
            return redirect("office-edition", request.festival.slug, found.slug)
    ways = [(to, WAYS[to]) for to in EditionState if to in EDITION_MOVES[EditionState(found.state)]]
    context = {"festival": request.festival, "edition": found, "form": form, "ways": ways}
    return render(request, "office/festival/edition.html", context)


@desk(Permission.MANAGE_FESTIVAL)
@require_POST
def move(request: DeskRequest, edition: str, to: str) -> HttpResponse:
    """Move an edition along; the message on the next page takes it back."""
    found = edition_or_404(request.festival, edition)
    if to not in EditionState:
        raise Http404
    before = EditionState(found.state)
    move_edition(edition=found, to=EditionState(to), by=request.user)
    may_return = before in EDITION_MOVES[EditionState(to)]
    undo_url = reverse("office-edition-move", args=[request.festival.slug, found.slug, before]) if may_return else ""
    said = _("“%(title)s” is now: %(state)s.") % {"title": found, "state": EditionState(to).label}
    tell(request, said, undo_url=undo_url)
    return redirect("office-edition", request.festival.slug, found.slug)
