"""What all views of the entries desk need: drawing a page, finding things of this festival."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from matinee.entries.models import Call, Entry, ImportRun
from matinee.entries.queries import call_of, entry_of, import_of
from matinee.entries.states import EntryState
from matinee.festival.states import Permission
from matinee.office.access import DeskRequest


def page(request: DeskRequest, name: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """Return a page of this desk."""
    known = {
        "festival": request.festival,
        "may_manage": Permission.MANAGE_ENTRIES in request.permissions,
        "may_call": Permission.MANAGE_FESTIVAL in request.permissions,
        **context,
    }
    return render(request, f"office/entries/{name}.html", known, status=status)


def entry_or_404(request: DeskRequest, code: str) -> Entry:
    """Return an entry of this festival that has been sent."""
    found = entry_of(request.festival, code)
    if found is None or found.state == EntryState.DRAFT:
        raise Http404
    return found


def call_or_404(request: DeskRequest, slug: str) -> Call:
    """Return a call of this festival."""
    found = call_of(request.festival, slug)
    if found is None:
        raise Http404
    return found


def import_or_404(request: DeskRequest, code: str) -> ImportRun:
    """Return an import of this festival."""
    found = import_of(request.festival, code)
    if found is None:
        raise Http404
    return found
