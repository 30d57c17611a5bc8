"""What the views of this desk share: a page, the entry a reviewer may open, the way on to the next film."""

import copy
from collections.abc import Iterable
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from matinee.entries.models import Entry
from matinee.festival.states import Permission
from matinee.films.models import Film
from matinee.kit.errors import NotAllowed
from matinee.office.access import DeskRequest
from matinee.preselection.queries import entry_for_reviewer, hidden_names, own_recusals, queue_of
from matinee.preselection.rules.ties import veil


def page(request: DeskRequest, name: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """Return a page of this desk."""
    known = {
        "festival": request.festival,
        "may_see_scores": Permission.SEE_SCORES in request.permissions,
        "may_manage": Permission.MANAGE_ENTRIES in request.permissions,
        **context,
    }
    return render(request, f"office/preselection/{name}.html", known, status=status)


def own_entry(request: DeskRequest, code: str) -> Entry:
    """Return an entry that this reviewer may open; one they keep away from is refused in words."""
    entry = entry_for_reviewer(request.user, request.festival, code)
    if entry is not None:
        return entry
    if own_recusals(request.user, request.festival).filter(entry__code=code).exists():
        raise NotAllowed(_("You keep away from this film. Undo that under “My queue” if it was a mistake."))
    raise Http404


def go_on(request: DeskRequest) -> HttpResponse:
    """Go on to what the reviewer watches next, or to the empty queue."""
    turn = queue_of(request.user, request.festival).first()
    if turn is None:
        return redirect("office-preselection", request.festival.slug)
    return redirect("office-preselection-watch", request.festival.slug, turn.entry.code)


def veiled(request: DeskRequest, entries: Iterable[Entry]) -> set[int]:
    """Take out of these entries' films, as they are in memory, what this person must not know yet; return which."""
    rows = list(entries)
    hidden = hidden_names(request.user, rows)
    for entry in rows:
        if entry.pk in hidden:
            entry.film = _without_makers(entry.film, hidden[entry.pk])
    return set(hidden)


def _without_makers(film: Film, names: list[str]) -> Film:
    """Return a copy of a film, for reading only, that does not tell who made it or where."""
    seen = copy.copy(film)
    seen.title, seen.logline = veil(film.title, names), veil(film.logline, names)
    seen.synopsis, seen.content_notes = veil(film.synopsis, names), veil(film.content_notes, names)
    seen.original_title, seen.countries, seen.is_student, seen.is_first_film = "", [], False, False
    return seen
