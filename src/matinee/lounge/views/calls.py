"""Calls: all that are open, one in full, and the first question of an entry."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from matinee.entries.actions import start_entry
from matinee.entries.models import Call
from matinee.entries.queries import terms_now
from matinee.entries.rules import is_call_open
from matinee.festival.queries import upcoming_editions
from matinee.lounge.access import maker_of
from matinee.lounge.forms import TitleForm
from matinee.lounge.queries import open_calls, public_call
from matinee.web.prices import price_table


@login_not_required
@require_safe
def calls(request: HttpRequest) -> HttpResponse:
    """Show every call that takes entries now."""
    return render(request, "lounge/calls.html", {"calls": list(open_calls()), "here": "calls"})


@login_not_required
@require_safe
def call(request: HttpRequest, festival: str, slug: str) -> HttpResponse:
    """Show what a call wants, its deadlines and the festival days it leads to."""
    found = _call_or_404(festival, slug)
    terms, now = terms_now(found), timezone.now()
    context = {
        "call": found,
        "host": found.festival,
        "is_open": is_call_open(found, now),
        "editions": list(upcoming_editions(found.festival)),
        "here": "calls",
    }
    return render(request, "lounge/call.html", context | price_table(terms, now))


@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest, festival: str, slug: str) -> HttpResponse:
    """Ask the first question and begin a draft."""
    found = _call_or_404(festival, slug)
    form = TitleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        sender = maker_of(request)
        entry = start_entry(call=found, sender=sender, title=form.cleaned_data["title"], by=sender)
        return redirect("lounge-step", entry.code, "facts")
    context = {"call": found, "host": found.festival, "form": form, "is_open": is_call_open(found, timezone.now())}
    return render(request, "lounge/enter.html", context)


def _call_or_404(festival: str, slug: str) -> Call:
    """Return a call by its address."""
    found = public_call(festival, slug)
    if found is None:
        raise Http404
    return found
