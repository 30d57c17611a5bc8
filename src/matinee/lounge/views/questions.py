"""The questions of an entry, one a screen; every answer is kept at once, and the last screen sends it."""

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from matinee.entries.actions import submit_entry
from matinee.entries.rules import missing_of
from matinee.kit.errors import InvalidInput
from matinee.lounge.access import EntryRequest, own
from matinee.lounge.steps import BY_SLUG, STEPS, Step, after
from matinee.lounge.views.screens import UNSENT, ask, check_writable, page
from matinee.web.notices import tell


@own
@ask
def question(request: EntryRequest, slug: str) -> HttpResponse:
    """Ask one question and keep its answer; typing is kept on the way too."""
    step = BY_SLUG.get(slug)
    if step is None:
        raise Http404
    known = step.known(request.entry.film)
    if request.method != "POST":
        return page(request, slug, {"form": step.form(initial=known), "step": step})
    form = step.form(request.POST, request.FILES, initial=known)
    check_writable(request)
    if getattr(request, "htmx", False):
        return _keep_so_far(request, step, form)
    if form.is_valid() and _keep(request, step, form, form.cleaned_data):
        return _onwards(request, slug)
    return page(request, slug, {"form": form, "step": step})


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
    return page(request, "check", {"missing": missing, "answers": answers, "is_unsent": request.entry.state in UNSENT})


def _keep_so_far(request: EntryRequest, step: Step, form: forms.Form) -> HttpResponse:
    """Keep the answers that are right so far and say so; files wait for the button."""
    form.is_valid()
    so_far = {
        name: value for name, value in form.cleaned_data.items() if not isinstance(form.fields[name], forms.FileField)
    }
    is_kept = _keep(request, step, form, so_far)
    return render(request, "lounge/parts/saved.html", {"is_kept": is_kept})


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
