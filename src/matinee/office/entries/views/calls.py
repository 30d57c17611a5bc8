"""Calls: which are open, opening, changing and closing them."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from matinee.entries.actions import change_call, open_call
from matinee.entries.models import Call
from matinee.entries.queries import calls_of
from matinee.entries.rules import is_call_open
from matinee.festival.states import Permission
from matinee.kit.errors import MatineeError
from matinee.office.access import DeskRequest, desk
from matinee.office.entries.forms import CallForm, NewCallForm
from matinee.office.entries.views.pages import call_or_404, page
from matinee.web.notices import tell


@desk(Permission.SEE_ENTRIES)
@require_safe
def calls(request: DeskRequest) -> HttpResponse:
    """Show the festival's calls."""
    now = timezone.now()
    rows = [(call, is_call_open(call, now)) for call in calls_of(request.festival)]
    return page(request, "calls", {"calls": rows})


@desk(Permission.MANAGE_FESTIVAL)
@require_http_methods(["GET", "HEAD", "POST"])
def new_call(request: DeskRequest) -> HttpResponse:
    """Open a call."""
    with timezone.override(request.festival.time_zone):
        form = NewCallForm(request.POST or None, initial={"kind": "rolling"})
        if request.method == "POST" and form.is_valid():
            return _saved(request, form, None)
        return page(request, "call", {"form": form}, status=400 if form.errors else 200)


@desk(Permission.MANAGE_FESTIVAL)
@require_http_methods(["GET", "HEAD", "POST"])
def call(request: DeskRequest, slug: str) -> HttpResponse:
    """Change a call."""
    found = call_or_404(request, slug)
    with timezone.override(request.festival.time_zone):
        initial = {name: getattr(found, name) for name in CallForm.base_fields}
        form = CallForm(request.POST or None, initial=initial)
        if request.method == "POST" and form.is_valid():
            return _saved(request, form, found)
        context = {"form": form, "call": found, "tab": "call"}
        return page(request, "call", context, status=400 if form.errors else 200)


@desk(Permission.MANAGE_FESTIVAL)
@require_POST
def set_open(request: DeskRequest, slug: str, *, is_open: bool) -> HttpResponse:
    """Open or close a call, with a way back."""
    found = change_call(call=call_or_404(request, slug), by=request.user, is_open=is_open)
    undo = reverse("office-call-close" if is_open else "office-call-open", args=[request.festival.slug, slug])
    said = _("“%(call)s” is open.") if is_open else _("“%(call)s” is closed. Entries already sent keep their place.")
    tell(request, said % {"call": found}, undo_url=undo)
    return redirect("office-calls", request.festival.slug)


def _saved(request: DeskRequest, form: CallForm, found: Call | None) -> HttpResponse:
    """Save a call and go back to the list; a refusal goes back to the form."""
    fields: dict[str, Any] = dict(form.cleaned_data)
    is_new = found is None
    try:
        if found is None:
            found = open_call(festival=request.festival, by=request.user, **fields)
        else:
            change_call(call=found, by=request.user, **fields)
    except MatineeError as refused:
        form.add_error(None, refused.message)
        return page(request, "call", {"form": form, "call": found, "tab": "call"}, status=400)
    tell(request, _("“%(call)s” is saved.") % {"call": found})
    if is_new:
        return redirect("office-call-terms", request.festival.slug, found.slug)
    return redirect("office-calls", request.festival.slug)
