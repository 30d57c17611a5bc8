"""What boards are checked for, and what an edition owes."""

from functools import partial

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from matinee.festival.states import Permission
from matinee.kit.errors import Conflict, InvalidInput
from matinee.office.access import DeskRequest, desk, edition_or_404
from matinee.office.checking import Sheet, tell_kept
from matinee.office.programming.checking import groups_of
from matinee.office.programming.forms import ObligationForm
from matinee.office.programming.pages import page
from matinee.programming.actions.checks import oblige, release_obligation, set_checks
from matinee.programming.queries import customs_of, obligation_in
from matinee.programming.rules.book import CUSTOMS
from matinee.web.notices import tell, tell_trouble


@desk(Permission.PROGRAM)
@require_http_methods(["GET", "HEAD", "POST"])
def checks(request: DeskRequest) -> HttpResponse:
    """Show every check with its level and number; whoever manages the festival may change them."""
    sheet = Sheet.of(request, partial(groups_of, customs_of(request.festival)))
    wanted = sheet.wanted()
    if wanted is not None:
        tell_kept(request, set_checks(festival=request.festival, wanted=wanted, by=request.user))
        return redirect("office-programming-checks", request.festival.slug)
    return page(request, "checks", sheet.context(), status=400 if sheet.has_errors else 200)


@desk(Permission.MANAGE_FESTIVAL)
@require_POST
def usual(request: DeskRequest) -> HttpResponse:
    """Let every check go by the trade's custom again."""
    tell_kept(request, set_checks(festival=request.festival, wanted=CUSTOMS, by=request.user))
    return redirect("office-programming-checks", request.festival.slug)


@desk(Permission.PROGRAM)
@require_POST
def promise(request: DeskRequest, edition: str) -> HttpResponse:
    """Write down what an edition owes."""
    found = edition_or_404(request.festival, edition)
    form = ObligationForm(request.POST, festival=request.festival)
    if not form.is_valid():
        tell_trouble(request, " ".join(str(words) for errors in form.errors.values() for words in errors))
        return _to_promises(request, edition)
    try:
        oblige(edition=found, by=request.user, **form.cleaned_data)
    except (InvalidInput, Conflict) as refused:
        tell_trouble(request, refused.accepted if isinstance(refused, InvalidInput) else refused.message)
    else:
        tell(request, _("Written down. Every board of %(edition)s is checked for it.") % {"edition": found})
    return _to_promises(request, edition)


@desk(Permission.PROGRAM)
@require_POST
def release(request: DeskRequest, edition: str, promise: str) -> HttpResponse:
    """Take a promise off the books."""
    obligation = obligation_in(edition_or_404(request.festival, edition), promise)
    if obligation is None:
        raise Http404
    release_obligation(obligation=obligation, by=request.user)
    tell(request, _("It is off the books."))
    return _to_promises(request, edition)


def _to_promises(request: DeskRequest, edition: str) -> HttpResponse:
    there = reverse("office-programming-edition", args=[request.festival.slug, edition])
    return HttpResponseRedirect(f"{there}#promises")
