"""Invite somebody to the team: the offer and its letter, together or not at all."""

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from matinee.accounts.models import User
from matinee.festival import actions
from matinee.festival.models import Festival, TeamInvitation
from matinee.festival.states import Role
from matinee.mailroom.actions import post_letter


@transaction.atomic
def invite_to_team(*, festival: Festival, email: str, role: Role, by: User | None) -> TeamInvitation:
    """Offer a role and post the letter with its link; only the letter holds the secret, until it is delivered.

    Raises
    ------
    InvalidInput
        The address is none.
    Conflict
        The person has the role, or an open invitation to it.
    """
    invitation, token = actions.invite_to_team(festival=festival, email=email, role=role, by=by)
    context = {
        "festival": festival,
        "inviter": by or festival,
        "role": role.label,
        "link": settings.SITE_ADDRESS + reverse("team-invitation", args=[token]),
        "expires_on": f"{invitation.expires_at:%-d %B %Y}",
    }
    post_letter(
        festival=festival,
        key=f"team-invitation:{invitation.code}",
        template="team_invitation",
        to_email=invitation.email,
        context=context,
        by=by,
        language=festival.language,
        is_private=True,
    )
    return invitation
