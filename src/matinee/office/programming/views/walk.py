"""Walking through a draft: its films one after the other in the product's player, with the gaps between them."""

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from matinee.accounts.models import User
from matinee.festival.states import Permission
from matinee.kit.errors import Conflict, InvalidInput, NotFound
from matinee.office.access import DeskRequest, desk
from matinee.office.programming.pages import lineup_or_404, page
from matinee.preselection.queries.playing import may_watch
from matinee.programming.actions import make_move
from matinee.programming.models import BoardNote, Lineup
from matinee.programming.queries.walk import Step, walk_of
from matinee.programming.rules.operations import Move
from matinee.web.notices import tell, tell_trouble
from matinee.web.screening.showing import showing_of


class NoteForm(forms.Form):
    """A note on a film of the walk, kept at its board."""

    film = forms.SlugField()
    at = forms.IntegerField(min_value=1, required=False)
    program = forms.SlugField(required=False)
    text = forms.CharField(label=gettext_lazy("Note on this film, for this board"), max_length=400, required=False)


@desk(Permission.PROGRAM)
@never_cache
@require_safe
def walk(request: DeskRequest, code: str) -> HttpResponse:
    """Show one film of the walk with the list of all; with ``stage`` only the film, for going on without a pause."""
    lineup = lineup_or_404(request, code)
    program = request.GET.get("program", "")
    steps = walk_of(lineup, program)
    number = min(max(1, _number(request.GET.get("at", "1"))), max(1, len(steps)))
    step = steps[number - 1] if steps else None
    context = {
        "lineup": lineup,
        "edition": lineup.edition,
        "steps": steps,
        "program": next((one for one in lineup.programs.all() if one.code == program), None),
        "programs": list(lineup.programs.order_by("position", "pk")),
        "total_s": steps[-1].ends_s if steps else 0,
        "missing": sum(one.is_missing for one in steps),
        "gap_s": request.festival.policy.gap_s,
        **(_stage(lineup, steps, step, request.user) if step else {}),
    }
    return page(request, "walk_film" if "stage" in request.GET and step else "walk", context)


@desk(Permission.PROGRAM)
@require_POST
def note(request: DeskRequest, code: str) -> HttpResponse:
    """Keep a note on a film at this board; an empty one takes it away."""
    lineup, form = lineup_or_404(request, code), NoteForm(request.POST)
    if not form.is_valid():
        tell_trouble(request, _("A note has at most 400 letters. Shorten it and send it again."))
        return redirect("office-programming-walk", request.festival.slug, code)
    said = form.cleaned_data
    if not any(step.film.code == said["film"] for step in walk_of(lineup)):
        raise Http404
    try:
        make_move(lineup=lineup, move=Move("note", (said["film"],), text=said["text"]), by=request.user)
    except (Conflict, NotFound, InvalidInput) as refused:
        tell_trouble(request, refused.message)
    else:
        if "quiet" in request.POST:
            return HttpResponse(status=204)
        tell(request, _("The note is kept at the board."))
    query = f"?at={said['at'] or 1}" + (f"&program={said['program']}" if said["program"] else "")
    there = reverse("office-programming-walk", args=[request.festival.slug, code])
    return redirect(there + query)


def _stage(lineup: Lineup, steps: list[Step], step: Step, user: User) -> dict[str, Any]:
    """Return what the film on show needs: its player where this person may see it, its note, its neighbours."""
    may = may_watch(user, step.film)
    kept = BoardNote.objects.filter(lineup=lineup, film=step.film).select_related("by").first()
    start = {"film": step.film.code, "at": step.number, "text": kept.text if kept else ""}
    return {
        "step": step,
        "may": may,
        "showing": showing_of(step.upload, user) if may and step.upload is not None else None,
        "note_form": NoteForm(initial=start),
        "kept": kept,
        "before": steps[step.number - 2] if step.number > 1 else None,
        "after": steps[step.number] if step.number < len(steps) else None,
    }


def _number(word: str) -> int:
    return int(word) if word.isdecimal() and len(word) < 6 else 1  # noqa: PLR2004  no draft has so many films
