"""The questions of an entry, one a screen; every answer is kept at once, and the last screen sends it."""

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from matinee.entries.actions import submit_entry
from matinee.entries.rules import missing_of
from matinee.entries.states import EntryState
from matinee.kit.errors import InvalidInput, WrongState
from matinee.lounge.access import EntryRequest, own
from matinee.lounge.answers import WRITABLE, add_showing, drop_showing
from matinee.lounge.forms import ShowingForm
from matinee.lounge.steps import BY_SLUG, ORDER, STEPS, Step, after, before
from matinee.web.notices import tell

UNSENT = (EntryState.DRAFT, EntryState.INCOMPLETE)
ask = require_http_methods(["GET", "HEAD", "POST"])


@own
@ask
def question(request: EntryRequest, slug: str) -> HttpResponse:
    """Ask one question and keep its answer; typing is kept on the way too."""
    step = BY_SLUG.get(slug)
    if step is None:
        raise Http404
    known = step.known(request.entry.film)
    if request.method != "POST":
        return _page(request, slug, {"form": step.form(initial=known), "step": step})
    form = step.form(request.POST, request.FILES, initial=known)
    _check_writable(request)
    if getattr(request, "htmx", False):
        return _keep_so_far(request, step, form)
    if form.is_valid() and _keep(request, step, form, form.cleaned_data):
        return _onwards(request, slug)
    return _page(request, slug, {"form": form, "step": step})


@own
@ask
def showings(request: EntryRequest) -> HttpResponse:
    """List where the film was shown before, add a showing, take one out."""
    if request.method != "POST":
        return _page(request, "showings", {"form": ShowingForm()})
    _check_writable(request)
    if number := request.POST.get("remove", ""):
        showing = request.entry.film.showings.filter(pk=number).first() if number.isdecimal() else None
        if showing is not None:
            drop_showing(entry=request.entry, showing=showing, by=request.user)
        return redirect("lounge-showings", request.entry.code)
    form = ShowingForm(request.POST)
    if form.is_valid():
        add_showing(entry=request.entry, by=request.user, **form.as_showing())
        tell(request, _("“%(event)s” is recorded.") % {"event": form.cleaned_data["event"]})
        return redirect("lounge-showings", request.entry.code)
    return _page(request, "showings", {"form": form})


@own
@ask
def check(request: EntryRequest) -> HttpResponse:
    """Show all answers once more; a complete entry can be sent."""
    missing = missing_of(request.entry)
    if request.method == "POST" and not missing:
        submit_entry(entry=request.entry, by=request.user)
        tell(request, _("“%(film)s” is with us. Thank you.") % {"film": request.entry})
        return redirect("lounge-entry", request.entry.code)
    answers = [(step, step.is_answered(request.entry.film)) for step in STEPS]
    return _page(request, "check", {"missing": missing, "answers": answers, "is_unsent": request.entry.state in UNSENT})


def _page(request: EntryRequest, slug: str, context: dict[str, Any]) -> HttpResponse:
    """Render one screen with its place among the others."""
    entry = request.entry
    around = {"slug": slug, "number": ORDER.index(slug) + 1, "of": len(ORDER), "previous": before(slug)}
    context |= {"entry": entry, "film": entry.film, "is_sent": entry.state not in UNSENT, "here": "films"}
    return render(request, f"lounge/{slug if slug in {'showings', 'check'} else 'question'}.html", context | around)


def _keep_so_far(request: EntryRequest, step: Step, form: forms.Form) -> HttpResponse:
    """Keep the answers that are right so far and say so; files wait for the button."""
    form.is_valid()
    so_far = {
        name: value for name, value in form.cleaned_data.items() if not isinstance(form.fields[name], forms.FileField)
    }
    is_kept = _keep(request, step, form, so_far)
    return render(request, "lounge/parts/saved.html", {"is_kept": is_kept, "now": timezone.now()})


def _keep(request: EntryRequest, step: Step, form: forms.Form, answers: dict[str, Any]) -> bool:
    """Keep answers; a refusal of the house stands beside its field."""
    try:
        step.keep(request.entry, request.user, answers)
    except InvalidInput as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.accepted)
        return False
    return True


def _onwards(request: EntryRequest, slug: str) -> HttpResponse:
    """Go to the next question, or back to where the person came from."""
    if request.entry.state not in UNSENT:
        tell(request, _("Corrected. Every festival day was looked at anew."))
        return redirect("lounge-entry", request.entry.code)
    return redirect("lounge-step", request.entry.code, "check" if request.POST.get("then") == "check" else after(slug))


def _check_writable(request: EntryRequest) -> None:
    """Refuse answers to an entry that is closed."""
    if request.entry.state not in WRITABLE:
        raise WrongState(_("This entry is closed. Bring it back first, then correct it."))
