"""Reads: which festivals a person sees, what they may do, which editions lie ahead."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Count, Q, QuerySet

from matinee.accounts.models import User
from matinee.festival.models import AuditEvent, Edition, Festival, Membership, Sweep, TeamInvitation, Translation
from matinee.festival.rules import digest_of, permissions_of
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


def translations_of(festival: Festival) -> dict[tuple[str, int], dict[str, dict[str, str]]]:
    """Return what is said in the festival's other languages: by kind and key of the thing, then by language."""
    found: dict[tuple[str, int], dict[str, dict[str, str]]] = {}
    for row in Translation.objects.filter(festival=festival, language__in=festival.other_languages):
        found.setdefault((row.kind, row.thing), {})[row.language] = row.words
    return found


def team_of(festival: Festival) -> QuerySet[Membership]:
    """Return every role with its person."""
    return Membership.objects.filter(festival=festival).select_related("user").order_by("user__name", "user_id", "role")


def open_invitations(festival: Festival) -> QuerySet[TeamInvitation]:
    """Return the offers that nobody has answered yet."""
    return TeamInvitation.objects.filter(festival=festival, state=InvitationState.SENT).select_related("invited_by")


def edition_of(festival: Festival, slug: str) -> Edition | None:
    """Return an edition of this festival."""
    return Edition.objects.filter(festival=festival, slug=slug).first()


def past_editions(festival: Festival) -> QuerySet[Edition]:
    """Return what lies behind, and what was cancelled, the newest first."""
    return editions_of(festival).exclude(pk__in=upcoming_editions(festival).values("pk"))


def invitation_of(token: str) -> TeamInvitation | None:
    """Return the invitation of a link's secret, whatever its state."""
    found = TeamInvitation.objects.filter(token_digest=digest_of(token))
    return found.select_related("festival", "invited_by").first()


def had_role(festival: Festival, user_code: str, role: str) -> bool:
    """Tell whether somebody had a role here that was taken away: only such a deed can be undone."""
    taken = AuditEvent.objects.filter(festival=festival, verb="take_role", object_code=user_code)
    return any(event.detail.get("role") == role for event in taken)


def audit_log(festival: Festival) -> QuerySet[AuditEvent]:
    """Return who did what, the newest first."""
    return AuditEvent.objects.filter(festival=festival).select_related("by")


def audit_found(
    festival: Festival, *, person: str = "", verb: str = "", text: str = "", day: date | None = None
) -> QuerySet[AuditEvent]:
    """Return the deeds of a person (by code), of one kind, about something, on a day in the festival's zone."""
    found = audit_log(festival)
    if person:
        found = found.filter(by__code=person)
    if verb:
        found = found.filter(verb=verb)
    if text:
        found = found.filter(Q(object_label__icontains=text) | Q(object_code__iexact=text))
    if day:
        begins = datetime.combine(day, time.min, tzinfo=ZoneInfo(festival.time_zone))
        found = found.filter(at__gte=begins, at__lt=begins + timedelta(days=1))
    return found


def audit_choices(festival: Festival) -> tuple[list[User], list[str]]:
    """Return the people and the verbs that the log knows."""
    log = AuditEvent.objects.filter(festival=festival).order_by()
    people = User.objects.filter(pk__in=log.values("by")).order_by("name", "email")
    return list(people), sorted(log.values_list("verb", flat=True).distinct())


def roles_of(user: User) -> QuerySet[Membership]:
    """Return where a person works, and as what."""
    return Membership.objects.filter(user=user).select_related("festival").order_by("festival__name", "role")


def sweeps() -> QuerySet[Sweep]:
    """Return what the clock does by itself, with when it did it last."""
    return Sweep.objects.all()
