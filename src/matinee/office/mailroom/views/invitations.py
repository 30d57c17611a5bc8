"""Invitations as the office sees them: who answered what, who comes, and what can still be done."""

from collections.abc import Callable
from typing import Final

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from matinee.festival.queries import editions_of
from matinee.festival.states import Permission
from matinee.mailroom.queries import letters_about
from matinee.office.access import DeskRequest, desk
from matinee.office.mailroom.forms import ExtendForm, WithdrawForm
from matinee.programming.actions import extend_invitation
from matinee.programming.models import Invitation
from matinee.programming.queries import invitation_counts, invitation_of, invitations_of
from matinee.programming.states import OFFER_OPEN, OfferState
from matinee.web.notices import tell, tell_trouble
from matinee.workflows.remind_invitation import remind_invitation
from matinee.workflows.withdraw_invitation import withdraw_invitation

PAGE = 50


@desk(Permission.MANAGE_FESTIVAL)
@require_safe
def invitations(request: DeskRequest) -> HttpResponse:
    """Show the invitations that the address asks for."""
    counts = invitation_counts(request.festival)
    editions = list(editions_of(request.festival).filter(invitations__isnull=False).distinct())
    rows = invitations_of(request.festival)
    states = [state for state in request.GET.getlist("state") if state in OfferState]
    slugs = request.GET.getlist("edition")
    rows = rows.filter(state__in=states) if states else rows
    rows = rows.filter(edition__slug__in=slugs) if slugs else rows
    context = {
        "festival": request.festival,
        "page": Paginator(rows, PAGE).get_page(request.GET.get("page")),
        "states": [(state.value, state.label, counts[state.value]) for state in OfferState if counts.get(state.value)],
        "editions": editions,
        "is_empty": not any(counts.values()),
    }
    return render(request, "office/mailroom/invitations.html", context)


@desk(Permission.MANAGE_FESTIVAL)
@require_safe
def invitation(request: DeskRequest, invitation: str) -> HttpResponse:
    """Show one invitation: its answer, who comes, its letters."""
    found = _invitation_or_404(request, invitation)
    letters = letters_about(request.festival, found.entry.code).filter(key__contains=found.code)
    context = {
        "festival": request.festival,
        "invitation": found,
        "letters": list(letters),
        "may_withdraw": found.state in OFFER_OPEN,
        "may_extend": found.state in {OfferState.OFFERED, OfferState.EXPIRED},
        "extend": ExtendForm(initial={"answer_by": found.answer_by}),
        "withdraw": WithdrawForm(),
    }
    return render(request, "office/mailroom/invitation.html", context)


@desk(Permission.MANAGE_FESTIVAL)
@require_POST
def change(request: DeskRequest, invitation: str, deed: str) -> HttpResponse:
    """Remind of an invitation, give it more time, or take it back."""
    found = _invitation_or_404(request, invitation)
    if deed not in DEEDS:
        raise Http404
    DEEDS[deed](request, found)
    return redirect("office-invitation", request.festival.slug, invitation)


def _remind(request: DeskRequest, found: Invitation) -> None:
    """Send a reminder; a second one on the same day is the first."""
    letter = remind_invitation(invitation=found, by=request.user)
    if letter is None:
        tell_trouble(request, _("No address is known of whoever sent this film."))
    else:
        tell(request, _("A reminder goes to %(email)s, one a day at most.") % {"email": letter.to_email})


def _extend(request: DeskRequest, found: Invitation) -> None:
    """Give more time for an answer."""
    form = ExtendForm(request.POST)
    if not form.is_valid():
        tell_trouble(request, _("Give a day, such as 2031-02-20."))
        return
    extend_invitation(invitation=found, answer_by=form.cleaned_data["answer_by"], by=request.user)
    tell(request, _("The invitation waits for its answer until that day. Remind them, so that they know."))


def _withdraw(request: DeskRequest, found: Invitation) -> None:
    """Take an invitation back."""
    form = WithdrawForm(request.POST)
    letter = withdraw_invitation(
        invitation=found, by=request.user, message=form.cleaned_data["message"] if form.is_valid() else ""
    )
    if letter is None:
        tell(request, _("The invitation is taken back. Its letter had not gone, so nobody needs to be told."))
    else:
        tell(
            request,
            _("The invitation is taken back. A letter that says so goes to %(email)s.") % {"email": letter.to_email},
        )


DEEDS: Final[dict[str, Callable[[DeskRequest, Invitation], None]]] = {
    "remind": _remind,
    "extend": _extend,
    "withdraw": _withdraw,
}


def _invitation_or_404(request: DeskRequest, code: str) -> Invitation:
    """Return an invitation of this festival."""
    found = invitation_of(request.festival, code)
    if found is None:
        raise Http404
    return found
