"""Invitations: what one is invited to, the answer with who comes, and more time for an entry whose window ends."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from matinee.entries.actions.windows import extend_window
from matinee.entries.rules.windows import days_left, may_stay_longer
from matinee.kit.clock import today_in
from matinee.kit.errors import InvalidInput
from matinee.lounge.access import EntryRequest, maker_of, own
from matinee.lounge.invitations import YES, AnswerForm, guest_forms, guests_said
from matinee.lounge.queries import own_entries
from matinee.programming.actions import answer_invitation
from matinee.programming.models import Invitation
from matinee.programming.queries import invitations_to
from matinee.programming.states import OfferState
from matinee.web.notices import tell

OVER = (OfferState.EXPIRED, OfferState.WITHDRAWN)


@require_safe
def invitations(request: HttpRequest) -> HttpResponse:
    """Show everything that one's films are invited to, what waits for an answer first."""
    mine = list(invitations_to(own_entries(maker_of(request))))
    mine.sort(key=lambda one: (one.state != OfferState.OFFERED, one.answer_by))
    return render(request, "lounge/invitations.html", {"invitations": mine, "here": "invitations"})


@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, code: str) -> HttpResponse:
    """Show one invitation and take its answer."""
    found = _own_invitation(request, code)
    form = AnswerForm.of(found, request.POST or None)
    guests = guest_forms(found, request.POST or None)
    if request.method == "POST" and form.is_valid() and guests.is_valid() and _is_kept(request, found, form, guests):
        return redirect("lounge-invitation", code)
    today = today_in(found.edition.festival.time_zone)
    context = {
        "invitation": found,
        "form": form,
        "guests": guests,
        "is_over": found.state in OVER,
        "is_late": today > found.answer_by,
        "here": "invitations",
    }
    return render(request, "lounge/invitation.html", context, status=400 if request.method == "POST" else 200)


@own
@require_http_methods(["GET", "HEAD", "POST"])
def stay(request: EntryRequest) -> HttpResponse:
    """Ask whether an entry should be considered longer, and take the yes."""
    today = today_in(request.entry.festival.time_zone)
    if request.method == "POST":
        entry = extend_window(entry=request.entry, by=request.user)
        tell(
            request,
            _("“%(film)s” stays in consideration until %(day)s.") % {"film": entry, "day": entry.window_ends_on},
        )
        return redirect("lounge-entry", entry.code)
    context = {
        "entry": request.entry,
        "may_stay": may_stay_longer(request.entry, today),
        "has_ended": (days_left(request.entry, today) or 0) < 0,
        "months": request.entry.festival.policy.extension_months,
        "here": "films",
    }
    return render(request, "lounge/stay.html", context)


def _own_invitation(request: HttpRequest, code: str) -> Invitation:
    """Return one's own invitation; those of others do not exist."""
    found = invitations_to(own_entries(maker_of(request))).filter(code=code).first()
    if found is None:
        raise Http404
    return found


def _is_kept(request: HttpRequest, found: Invitation, form: AnswerForm, guests: object) -> bool:
    """Take the answer; a refusal of the house stands beside its field."""
    accepts = form.cleaned_data["answer"] == YES
    said = guests_said(guests)
    try:
        answer_invitation(
            invitation=found, accepts=accepts, by=maker_of(request), note=form.cleaned_data["note"], guests=said
        )
    except InvalidInput as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.accepted)
        return False
    thanks = _("Thank you: “%(film)s” plays, and the festival knows.") if accepts else _("Thank you for telling us.")
    tell(request, thanks % {"film": found.film} if accepts else thanks)
    return True
