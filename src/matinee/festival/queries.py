"""Reads: which festivals a person sees, what they may do, which editions lie ahead."""

from django.db.models import Count, QuerySet

from matinee.accounts.models import User
from matinee.festival.models import AuditEvent, Edition, Festival, Membership, TeamInvitation
from matinee.festival.rules import permissions_of
from matinee.festival.states import UPCOMING, InvitationState, Permission
from matinee.kit.clock import today_in


def festivals_of(user: User) -> QuerySet[Festival]:
    """Return the festivals that a person works for."""
    return Festival.objects.filter(memberships__user=user).distinct()


def counted_festivals() -> QuerySet[Festival]:
    """Return every festival of the installation with ``edition_count`` and ``team_count``."""
    return Festival.objects.annotate(
        edition_count=Count("editions", distinct=True), team_count=Count("memberships__user", distinct=True)
    )


def permissions_in(user: User, festival: Festival) -> frozenset[Permission]:
    """Return what a person may do in a festival; nothing for a stranger."""
    return permissions_of(Membership.objects.filter(user=user, festival=festival).values_list("role", flat=True))


def may(user: User, festival: Festival, permission: Permission) -> bool:
    """Tell whether a person may do one thing in a festival."""
    return permission in permissions_in(user, festival)


def upcoming_editions(festival: Festival) -> QuerySet[Edition]:
    """Return the editions that still lie ahead (today counts), the nearest first."""
    today = today_in(festival.time_zone)
    ahead = Edition.objects.filter(festival=festival, state__in=UPCOMING)
    return (ahead.filter(ends_on__gte=today) | ahead.filter(ends_on=None, month__gte=today.replace(day=1))).order_by(
        "month", "starts_on", "pk"
    )


def editions_of(festival: Festival) -> QuerySet[Edition]:
    """Return all editions, the newest first."""
    return Edition.objects.filter(festival=festival).order_by("-month", "-starts_on", "-pk")


def team_of(festival: Festival) -> QuerySet[Membership]:
    """Return every role with its person."""
    return Membership.objects.filter(festival=festival).select_related("user").order_by("user__name", "role")


def open_invitations(festival: Festival) -> QuerySet[TeamInvitation]:
    """Return the offers that nobody has answered yet."""
    return TeamInvitation.objects.filter(festival=festival, state=InvitationState.SENT).select_related("invited_by")


def audit_log(festival: Festival) -> QuerySet[AuditEvent]:
    """Return who did what, the newest first."""
    return AuditEvent.objects.filter(festival=festival).select_related("by")


def roles_of(user: User) -> QuerySet[Membership]:
    """Return where a person works, and as what."""
    return Membership.objects.filter(user=user).select_related("festival").order_by("festival__name", "role")
