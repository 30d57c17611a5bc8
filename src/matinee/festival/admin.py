"""Festivals, editions, teams and the audit log, for operators."""

from django.contrib import admin

from matinee.festival.models import AuditEvent, Edition, Festival, Membership, Policy, TeamInvitation
from matinee.kit.oversight import Overlooked


@admin.register(Festival)
class FestivalAdmin(Overlooked[Festival]):
    """The festivals of this installation."""

    list_display = ("name", "slug", "city", "time_zone", "created_at")
    search_fields = ("name", "slug")


@admin.register(Policy)
class PolicyAdmin(Overlooked[Policy]):
    """The numbers of each festival."""

    list_display = ("festival", "quality_cut", "block_min_s", "block_max_s", "changed_at")
    list_select_related = ("festival",)


@admin.register(Edition)
class EditionAdmin(Overlooked[Edition]):
    """Editions of every festival."""

    list_display = ("title", "festival", "starts_on", "state")
    list_filter = ("state", "festival")
    list_select_related = ("festival",)


@admin.register(Membership)
class MembershipAdmin(Overlooked[Membership]):
    """Who works where as what."""

    list_display = ("user", "role", "festival", "created_at")
    list_filter = ("role", "festival")
    list_select_related = ("user", "festival")


@admin.register(TeamInvitation)
class TeamInvitationAdmin(Overlooked[TeamInvitation]):
    """Offers of a role, without the secret of their links."""

    list_display = ("email", "role", "festival", "state", "expires_at")
    list_filter = ("state",)
    list_select_related = ("festival",)
    exclude = ("token_digest",)


@admin.register(AuditEvent)
class AuditEventAdmin(Overlooked[AuditEvent]):
    """Who did what, in every festival."""

    list_display = ("at", "by", "verb", "object_label", "festival")
    list_filter = ("festival", "verb")
    search_fields = ("verb", "object_label", "object_code")
    list_select_related = ("by", "festival")
    date_hierarchy = "at"
