"""Who works for a festival, and in which role."""

from django.conf import settings
from django.db import models

from matinee.festival.models.organisation import Festival
from matinee.festival.states import InvitationState, Role
from matinee.kit.models import Coded, Dated


class Membership(Dated):
    """One role of one person in one festival."""

    festival = models.ForeignKey(Festival, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=12, choices=Role.choices)

    class Meta:
        ordering = ("festival", "role", "pk")
        constraints = [models.UniqueConstraint(fields=("festival", "user", "role"), name="membership_role_once")]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()} of {self.festival}"


class TeamInvitation(Coded):
    """The offer of a role by e-mail; whoever holds its secret link and that address may accept."""

    festival = models.ForeignKey(Festival, on_delete=models.CASCADE, related_name="team_invitations")
    email = models.EmailField()
    role = models.CharField(max_length=12, choices=Role.choices)
    state = models.CharField(max_length=10, choices=InvitationState.choices, default=InvitationState.SENT)
    token_digest = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    expires_at = models.DateTimeField()

    class Meta:
        ordering = ("-created_at",)
        constraints = [
            models.UniqueConstraint(
                fields=("festival", "email", "role"),
                condition=models.Q(state="sent"),
                name="one_open_invitation_a_role",
            )
        ]

    def __str__(self) -> str:
        return f"{self.email}: {self.get_role_display()} of {self.festival}"
