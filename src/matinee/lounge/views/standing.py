"""Where an entry stands in full: each festival day rule by rule, the letters about it, what the festival asked."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from matinee.lounge.access import EntryRequest, own
from matinee.lounge.forms import AnswerForm
from matinee.lounge.queries import letters_to_maker
from matinee.lounge.status import asked_of, standing_of
from matinee.lounge.why import answers_of
from matinee.preselection.queries.playing import receipts_of
from matinee.web.notices import tell
from matinee.workflows.answer_correction import answer_correction


@own
@require_safe
def why(request: EntryRequest) -> HttpResponse:
    """Show for each festival day what was looked at, what was found, and what would change it."""
    entry = request.entry
    if entry.sent_at is None:
        raise Http404
    standing = standing_of(entry, receipts_of([entry]).get(entry.pk))
    context = {"entry": entry, "film": entry.film, "standing": standing, "here": "films"}
    return render(request, "lounge/why.html", context | {"answers": answers_of(standing)})


@own
@never_cache
@require_safe
def letter(request: EntryRequest, letter: str) -> HttpResponse:
    """Show a letter about the entry once more, as it went."""
    found = letters_to_maker(request.entry, request.user).filter(code=letter).first()
    if found is None:
        raise Http404
    context = {"entry": request.entry, "film": request.entry.film, "letter": found, "here": "films"}
    return render(request, "lounge/letter.html", context)


@own
@require_POST
def looked(request: EntryRequest) -> HttpResponse:
    """Tell the festival that what it asked for has been looked at."""
    correction, form = asked_of(request.entry), AnswerForm(request.POST)
    if correction is None:
        raise Http404
    if form.is_valid():
        answer_correction(correction=correction, answer=form.cleaned_data["answer"], by=request.user)
        tell(request, _("Thank you. The festival knows that you have looked at it."))
    return redirect("lounge-entry", request.entry.code)
