"""Questions with several answers: where the film was shown before, and what it was paid for with."""

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from matinee.funding.actions import MOST_PROOF, record_source, remove_source, set_proof
from matinee.kit.errors import InvalidInput
from matinee.lounge.access import EntryRequest, own
from matinee.lounge.answers import add_showing, drop_showing
from matinee.lounge.forms import ShowingForm, SourceForm
from matinee.lounge.views.screens import ask, check_writable, page
from matinee.web.notices import tell


@own
@ask
def showings(request: EntryRequest) -> HttpResponse:
    """List where the film was shown before, add a showing, take one out."""
    if request.method != "POST":
        return page(request, "showings", {"form": ShowingForm()})
    check_writable(request, "showings")
    if "remove" in request.POST:
        showing = request.entry.film.showings.filter(pk=_number(request)).first()
        if showing is not None:
            drop_showing(entry=request.entry, showing=showing, by=request.user)
        return redirect("lounge-showings", request.entry.code)
    form = ShowingForm(request.POST)
    if form.is_valid():
        add_showing(entry=request.entry, by=request.user, **form.as_showing())
        tell(request, _("“%(name)s” is recorded.") % {"name": form.cleaned_data["event"]})
        return redirect("lounge-showings", request.entry.code)
    return page(request, "showings", {"form": form})


@own
@ask
def sources(request: EntryRequest) -> HttpResponse:
    """List what the film was paid for with, add a source, take one out."""
    if request.method != "POST":
        return page(request, "sources", {"form": SourceForm(initial={"currency": request.entry.festival.currency})})
    check_writable(request, "sources")
    if "remove" in request.POST:
        source = request.entry.film.sources.filter(pk=_number(request)).first()
        if source is not None:
            remove_source(source=source, by=request.user)
        return redirect("lounge-sources", request.entry.code)
    form = SourceForm(request.POST, request.FILES)
    if form.is_valid() and _record(request, form):
        return redirect("lounge-sources", request.entry.code)
    return page(request, "sources", {"form": form})


def _record(request: EntryRequest, form: SourceForm) -> bool:
    """Record a source with its proof; a refusal of the house stands beside its field."""
    proof = form.cleaned_data["proof"]
    try:
        with transaction.atomic():
            source = record_source(film=request.entry.film, by=request.user, **form.as_source())
            if proof:
                set_proof(source=source, content=proof.read(MOST_PROOF + 1), name=proof.name, by=request.user)
    except InvalidInput as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else "amount", refusal.accepted)
        return False
    tell(request, _("“%(name)s” is recorded.") % {"name": source.name})
    return True


def _number(request: EntryRequest) -> int:
    """Return which line is to be taken out; nothing sensible is no line."""
    text = request.POST.get("remove", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else 0  # noqa: PLR2004  64 bits
