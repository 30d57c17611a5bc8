"""One's own films: the list, one entry, withdrawing and bringing back."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from matinee.entries.actions import return_entry, withdraw_entry
from matinee.entries.queries import misfit_words, terms_for
from matinee.entries.rules.corrections import why_fixed
from matinee.lounge.access import EntryRequest, maker_of, own
from matinee.lounge.forms import AnswerForm
from matinee.lounge.queries import letters_to_maker, own_entries
from matinee.lounge.status import asked_of, standing_of
from matinee.lounge.steps import steps_of
from matinee.preselection.queries.playing import receipts_of
from matinee.web.notices import tell


@require_safe
def films(request: HttpRequest) -> HttpResponse:
    """Show everything a person has entered, with where it stands and what is next."""
    mine = own_entries(maker_of(request)).prefetch_related("film__credits")
    entries = list(mine.order_by("-created_at", "-pk"))
    receipts = receipts_of(entries)
    standings = [standing_of(entry, receipts.get(entry.pk)) for entry in entries]
    return render(request, "lounge/films.html", {"standings": standings, "here": "films"})


@own
@require_safe
def entry(request: EntryRequest) -> HttpResponse:
    """Show one entry: the strip, every festival day with its reasons, the answers given."""
    standing = standing_of(request.entry, receipts_of([request.entry]).get(request.entry.pk))
    terms = terms_for(request.entry)
    answers = [(step, step.is_answered(request.entry, terms)) for step in steps_of(terms)]
    fixed = {step.slug for step in steps_of(terms) if why_fixed(request.entry, step.slug)}
    context = {"standing": standing, "entry": request.entry, "film": request.entry.film, "answers": answers}
    context |= {"terms": terms, "fixed": fixed, "cuts": list(request.entry.cuts.all())}
    context |= {"correction": asked_of(request.entry), "answer_form": AnswerForm()}
    context["misfits"] = misfit_words(request.entry)
    context["letters"] = list(letters_to_maker(request.entry, request.user))
    return render(request, "lounge/entry.html", context | {"here": "films"})


@own
@require_POST
def withdraw(request: EntryRequest) -> HttpResponse:
    """Withdraw an entry; the way back stands on the next page."""
    withdraw_entry(entry=request.entry, by=request.user)
    undo = reverse("lounge-return", args=[request.entry.code])
    tell(request, _("“%(film)s” is withdrawn.") % {"film": request.entry}, undo_url=undo)
    return redirect("lounge-entry", request.entry.code)


@own
@require_POST
def bring_back(request: EntryRequest) -> HttpResponse:
    """Bring a withdrawn entry back to where it was."""
    return_entry(entry=request.entry, by=request.user)
    tell(request, _("“%(film)s” is back.") % {"film": request.entry})
    return redirect("lounge-entry", request.entry.code)
