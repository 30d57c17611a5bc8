"""The festival desk: who works here, and who is asked to."""

from itertools import groupby

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from matinee.accounts.models import User
from matinee.festival.actions import give_role, revoke_invitation, take_role
from matinee.festival.queries import had_role, open_invitations, team_of
from matinee.festival.states import Permission, Role
from matinee.kit.errors import Conflict, InvalidInput
from matinee.office.access import DeskRequest, desk
from matinee.office.festival.forms import InviteForm, refused
from matinee.web.notices import tell
from matinee.workflows.invite_to_team import invite_to_team


@desk(Permission.MANAGE_TEAM)
@require_http_methods(["GET", "HEAD", "POST"])
def team(request: DeskRequest) -> HttpResponse:
    """Show the team and invite to it."""
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        email, role = form.cleaned_data["email"], Role(form.cleaned_data["role"])
        try:
            invite_to_team(festival=request.festival, email=email, role=role, by=request.user)
        except InvalidInput as error:
            refused(form, error)
        except Conflict as error:
            form.add_error("email", error.message)
        else:
            tell(request, _("A letter is on its way to %(email)s.") % {"email": email})
            return redirect("office-team", request.festival.slug)
    members = groupby(team_of(request.festival), key=lambda membership: membership.user)
    context = {
        "festival": request.festival,
        "form": form,
        "members": [(user, list(roles)) for user, roles in members],
        "invitations": open_invitations(request.festival),
        "now": timezone.now(),
    }
    return render(request, "office/festival/team.html", context)


@desk(Permission.MANAGE_TEAM)
@require_POST
def take(request: DeskRequest, user: str, role: str) -> HttpResponse:
    """Take a role away; the message on the next page gives it back."""
    membership = team_of(request.festival).filter(user__code=user, role=role).first()
    if membership is None:
        raise Http404
    take_role(membership=membership, by=request.user)
    said = _("%(name)s is no longer %(role)s.") % {"name": membership.user, "role": Role(role).label}
    if membership.user == request.user:  # they may be outside now, and must not let themselves in again
        tell(request, said)
        return redirect("office")
    tell(request, said, undo_url=reverse("office-team-give", args=[request.festival.slug, user, role]))
    return redirect("office-team", request.festival.slug)


@desk(Permission.MANAGE_TEAM)
@require_POST
def give(request: DeskRequest, user: str, role: str) -> HttpResponse:
    """Give a role back that was taken."""
    person = User.objects.filter(code=user).first()
    if person is None or not had_role(request.festival, user, role):
        raise Http404
    give_role(festival=request.festival, user=person, role=Role(role), by=request.user)
    tell(request, _("%(name)s is %(role)s again.") % {"name": person, "role": Role(role).label})
    return redirect("office-team", request.festival.slug)


@desk(Permission.MANAGE_TEAM)
@require_POST
def take_back(request: DeskRequest, code: str) -> HttpResponse:
    """Take an invitation back; its link stops working."""
    invitation = open_invitations(request.festival).filter(code=code).first()
    if invitation is None:
        raise Http404
    revoke_invitation(invitation=invitation, by=request.user)
    tell(request, _("The invitation to %(email)s is taken back.") % {"email": invitation.email})
    return redirect("office-team", request.festival.slug)
