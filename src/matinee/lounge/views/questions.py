"""The questions of an entry, one a screen; every answer is kept at once, and the last screen sends it."""

from typing import Any

from django import forms
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from matinee.entries.actions import OfferChanged, PaymentDue, Seen, follow_terms
from matinee.entries.queries import offer_for, paid_for, takes_fees, terms_for
from matinee.entries.rules import Terms
from matinee.entries.rules.corrections import UNSENT
from matinee.kit.errors import InvalidInput, WrongState
from matinee.lounge.access import EntryRequest, own
from matinee.lounge.merging import merge, seen_in, told
from matinee.lounge.queries import own_entry
from matinee.lounge.steps import BY_SLUG, Step, after, first_open, steps_of
from matinee.lounge.views.payments import to_payment
from matinee.lounge.views.screens import ask, check_writable, page
from matinee.web.notices import tell
from matinee.workflows.submit_entry import submit_entry


@own
@ask
def question(request: EntryRequest, slug: str) -> HttpResponse:
    """Ask one question and keep its answer; typing is kept on the way too."""
    terms = terms_for(request.entry)
    step = BY_SLUG.get(slug)
    if step is None or step.form is None or not step.is_asked(terms):
        raise Http404
    shown = step.made(request.entry, terms)
    if request.method != "POST":
        return page(request, slug, {"form": shown, "seen": seen_in(shown)})
    form = step.made(request.entry, terms, request.POST, request.FILES)
    if "application/json" in request.headers.get("Accept", ""):
        return _keep_so_far(request, step, form, shown)
    check_writable(request, slug)
    if form.is_valid():
        merged = merge(form, shown, request.POST.get("seen", ""))
        files = {name: form.cleaned_data[name] for name in request.FILES if name in form.cleaned_data}
        for name in merged.conflicts:
            form.add_error(name, told(merged.conflicts, name))
        if not merged.conflicts and _keep(request, step, form, merged.keep | files):
            return _onwards(request, slug, terms)
    return page(request, slug, {"form": form, "seen": seen_in(shown)})


@own
@ask
def check(request: EntryRequest) -> HttpResponse:
    """Show all answers once more; a complete entry can be sent, for the price that stands on the screen."""
    trouble = ""
    offer = offer_for(request.entry)
    if request.method == "POST" and not offer.missing:
        seen = _seen(request)
        try:
            submit_entry(entry=request.entry, by=request.user, seen=seen)
        except PaymentDue:
            return to_payment(request, seen or Seen(offer.version, offer.price.amount_minor))
        except OfferChanged as refused:
            trouble = refused.message
        else:
            tell(request, _("“%(film)s” is with us. Thank you.") % {"film": request.entry})
            return redirect("lounge-entry", request.entry.code)
    answers = [(step, step.is_answered(request.entry, offer.terms)) for step in steps_of(offer.terms)]
    context = {"offer": offer, "missing": offer.missing, "answers": answers, "trouble": trouble, "terms": offer.terms}
    context |= {"is_unsent": request.entry.state in UNSENT, "paid": paid_for(request.entry)}
    context["has_to_pay"] = context["paid"] is None and not offer.price.is_free and takes_fees(request.entry.festival)
    return page(request, "check", context, status=409 if trouble else 200)


@own
@require_safe
def go_on(request: EntryRequest) -> HttpResponse:
    """Lead to the first question without an answer."""
    return redirect("lounge-step", request.entry.code, first_open(request.entry, terms_for(request.entry)))


@own
@require_POST
def follow(request: EntryRequest) -> HttpResponse:
    """Take note of what the call has changed."""
    follow_terms(entry=request.entry, by=request.user)
    return redirect("lounge-go-on", request.entry.code)


def _keep_so_far(request: EntryRequest, step: Step, form: forms.Form, shown: forms.Form) -> JsonResponse:
    """Keep the answers of this window that are right so far, and say so; files wait for the button."""
    try:
        check_writable(request, step.slug)
    except WrongState as refused:
        return JsonResponse({"said": refused.message}, status=409)
    form.is_valid()
    merged = merge(form, shown, request.POST.get("seen", ""))
    _keep(request, step, form, merged.keep)
    said = [f"{form[name].label}: {told(merged.conflicts, name)}" for name in merged.conflicts]
    said += [f"{form[name].label}: {errors[0]}" for name, errors in form.errors.items() if name in form.fields]
    entry = own_entry(request.user, request.entry.code) or request.entry
    seen = request.POST.get("seen", "") if merged.conflicts else seen_in(step.made(entry, terms_for(entry)))
    return JsonResponse({"seen": seen, "said": " ".join(said)})


def _keep(request: EntryRequest, step: Step, form: forms.Form, answers: dict[str, Any]) -> bool:
    """Keep answers; a refusal of the house stands beside its field."""
    try:
        step.keep(request.entry, request.user, answers)
    except InvalidInput as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.accepted)
        return False
    return True


def _onwards(request: EntryRequest, slug: str, terms: Terms) -> HttpResponse:
    """Go to the next question, or back to where the person came from."""
    if request.entry.state not in UNSENT:
        tell(request, _("Corrected. Every festival day was looked at anew."))
        return redirect("lounge-entry", request.entry.code)
    following = "check" if request.POST.get("then") == "check" else after(slug, terms)
    return redirect("lounge-step", request.entry.code, following)


def _seen(request: EntryRequest) -> Seen | None:
    """Return the offer that stood on the screen; without one the sender has seen none."""
    version, amount = request.POST.get("version", ""), request.POST.get("amount", "")
    if not (version.isascii() and version.isdecimal() and amount.isascii() and amount.isdecimal()):
        return None
    return Seen(int(version[:9]), int(amount[:12]))
