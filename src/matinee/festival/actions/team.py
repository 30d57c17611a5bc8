"""Giving and taking roles, inviting people to the team."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from matinee.accounts.models import User
from matinee.festival.actions.auditing import audit
from matinee.festival.models import Festival, Membership, TeamInvitation
from matinee.festival.rules import digest_of
from matinee.festival.states import InvitationState, Role
from matinee.kit.codes import new_token
from matinee.kit.errors import Conflict, NotAllowed, NotFound, WrongState
from matinee.kit.rows import checked

INVITATION_DAYS = 14


@transaction.atomic
def give_role(*, festival: Festival, user: User, role: Role, by: User | None) -> Membership:
    """Give a person a role; giving it twice changes nothing."""
    membership, is_new = Membership.objects.get_or_create(festival=festival, user=user, role=role)
    if is_new:
        audit(festival=festival, by=by, verb="give_role", about=user, role=role.value)
    return membership


@transaction.atomic
def take_role(*, membership: Membership, by: User | None) -> None:
    """Take a role away; a festival keeps its last director or manager."""
    festival = Festival.objects.select_for_update().get(pk=membership.festival_id)
    keepers = Membership.objects.filter(festival=festival, role__in=(Role.DIRECTOR, Role.MANAGER))
    if not keepers.exclude(pk=membership.pk).exists():
        raise NotAllowed("A festival needs one director or manager at least. Give somebody else that role first.")
    audit(festival=festival, by=by, verb="take_role", about=membership.user, role=membership.role)
    membership.delete()


@transaction.atomic
def invite_to_team(*, festival: Festival, email: str, role: Role, by: User | None) -> tuple[TeamInvitation, str]:
    """Offer a role by e-mail; return the invitation and the secret of its link, which is kept nowhere else.

    Raises
    ------
    InvalidInput
        The address is none.
    Conflict
        The person has the role, or an open invitation to it.
    """
    address = email.strip().lower()
    if Membership.objects.filter(festival=festival, user__email=address, role=role).exists():
        raise Conflict(f"{address} is already {role.label} of {festival}.")
    open_ones = TeamInvitation.objects.filter(festival=festival, email=address, role=role, state=InvitationState.SENT)
    if open_ones.filter(expires_at__gt=timezone.now()).exists():
        raise Conflict(f"{address} has an open invitation. Take it back first if it should be sent again.")
    open_ones.update(state=InvitationState.REVOKED)
    token = new_token()
    invitation = TeamInvitation(
        festival=festival,
        email=address,
        role=role,
        token_digest=digest_of(token),
        invited_by=by,
        expires_at=timezone.now() + timedelta(days=INVITATION_DAYS),
    )
    checked(invitation)
    invitation.save()
    audit(festival=festival, by=by, verb="invite_to_team", about=invitation, role=role.value)
    return invitation, token


@transaction.atomic
def accept_invitation(*, token: str, user: User) -> Membership:
    """Take up an offered role; the signed-in address must be the invited one.

    Raises
    ------
    NotFound
        No such invitation.
    WrongState
        It was taken back, used, or its time is over.
    NotAllowed
        It was made out to another address.
    """
    invitation = TeamInvitation.objects.select_for_update().filter(token_digest=digest_of(token)).first()
    if invitation is None:
        raise NotFound("There is no such invitation. Ask the festival to send it again.")
    if invitation.state != InvitationState.SENT or invitation.expires_at < timezone.now():
        raise WrongState("This invitation has been used, taken back or has run out. Ask the festival for a new one.")
    if invitation.email != user.email:
        raise NotAllowed(f"This invitation was made out to {invitation.email}. Sign in with that address.")
    invitation.state = InvitationState.ACCEPTED
    invitation.save(update_fields=["state", "changed_at"])
    return give_role(festival=invitation.festival, user=user, role=Role(invitation.role), by=user)


@transaction.atomic
def revoke_invitation(*, invitation: TeamInvitation, by: User | None) -> None:
    """Take an offer back; its link stops working."""
    if invitation.state != InvitationState.SENT:
        raise WrongState("This invitation has been answered already.")
    invitation.state = InvitationState.REVOKED
    invitation.save(update_fields=["state", "changed_at"])
    audit(festival=invitation.festival, by=by, verb="revoke_invitation", about=invitation)
