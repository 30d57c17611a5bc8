"""What boards are checked for, and what an edition owes."""

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from matinee.festival.states import Permission
from matinee.kit.errors import Conflict, InvalidInput
from matinee.office.access import DeskRequest, desk, edition_or_404
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
    may_change = Permission.MANAGE_FESTIVAL in request.permissions
    is_sent = request.method == "POST" and may_change
    groups = groups_of(customs_of(request.festival), request.POST if is_sent else None)
    forms = [form for group in groups for form in group.forms]
    if is_sent and all(form.is_valid() for form in forms):
        wanted = {form.kind: form.custom() for form in forms}
        changed = set_checks(festival=request.festival, wanted=wanted, by=request.user)
        tell(request, _kept(len(changed)))
        return redirect("office-programming-checks", request.festival.slug)
    has_errors = is_sent and any(form.errors for form in forms)
    is_custom = all(form.is_custom for form in forms)
    context = {"groups": groups, "may_change": may_change, "has_errors": has_errors, "is_custom": is_custom}
    return page(request, "checks", context, status=400 if has_errors else 200)


@desk(Permission.MANAGE_FESTIVAL)
@require_POST
def usual(request: DeskRequest) -> HttpResponse:
    """Let every check go by the trade's custom again."""
    changed = set_checks(festival=request.festival, wanted=CUSTOMS, by=request.user)
    tell(request, _kept(len(changed)))
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


def _kept(n: int) -> str:
    """Return what was done, in words."""
    if not n:
        return _("Nothing was changed.")
    words = ngettext("%(n)d check goes so from now on.", "%(n)d checks go so from now on.", n)
    return words % {"n": n}
