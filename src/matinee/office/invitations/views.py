"""The page behind the link of a team invitation."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from matinee.accounts.models import User
from matinee.festival.actions import accept_invitation
from matinee.festival.queries import invitation_of
from matinee.festival.states import InvitationState
from matinee.web.notices import tell


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Show who invites whom as what; signed in with that address, take the seat."""
    found = invitation_of(token)
    if found is None:
        raise Http404
    user = request.user if isinstance(request.user, User) else None
    if request.method == "POST" and user:
        membership = accept_invitation(token=token, user=user)
        tell(request, _("Welcome to %(festival)s.") % {"festival": membership.festival})
        return redirect("office-home", membership.festival.slug)
    context = {
        "invitation": found,
        "is_open": found.state == InvitationState.SENT and found.expires_at > timezone.now(),
        "is_mine": user is not None and user.email == found.email,
    }
    return render(request, "office/invitations/invitation.html", context)
