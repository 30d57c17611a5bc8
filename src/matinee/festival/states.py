"""Roles, permissions and the states of an edition."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """Who someone is in a festival; a person may have several."""

    DIRECTOR = "director", _("Director")
    MANAGER = "manager", _("Festival manager")
    PROGRAMMER = "programmer", _("Programmer")
    REVIEWER = "reviewer", _("Reviewer")
    PRINTS = "prints", _("Print coordinator")
    PRESS = "press", _("Press")
    BOX_OFFICE = "box_office", _("Box office")
    DOOR = "door", _("Door")


class Permission(models.TextChoices):
    """What a role may do; the table is ``rules.ROLE_MAY``."""

    SEE_OFFICE = "see_office", _("Enter the office")
    SEE_ENTRIES = "see_entries", _("See entries and their considerations")
    MANAGE_ENTRIES = "manage_entries", _("Import, correct and disqualify entries")
    REVIEW = "review", _("Watch and score")
    SEE_SCORES = "see_scores", _("See everybody's scores")
    PROGRAM = "program", _("Shape lineups and ask the engine")
    SCHEDULE = "schedule", _("Lay screenings into auditoriums")
    PUBLISH = "publish", _("Publish releases")
    TELL = "tell", _("Write interviews and articles")
    MANAGE_FESTIVAL = "manage_festival", _("Change editions, strands, calls and settings")
    MANAGE_TEAM = "manage_team", _("Invite and remove team members")
    SEE_AUDIT = "see_audit", _("Read the audit log")


class EditionState(models.TextChoices):
    """Where an edition stands."""

    PLANNED = "planned", _("Planned")
    OPEN = "open", _("In the making")
    PUBLISHED = "published", _("Published")
    PAST = "past", _("Past")
    CANCELLED = "cancelled", _("Cancelled")


class InvitationState(models.TextChoices):
    """Where an invitation to the team stands."""

    SENT = "sent", _("Sent")
    ACCEPTED = "accepted", _("Accepted")
    REVOKED = "revoked", _("Taken back")


EDITION_MOVES: dict[EditionState, frozenset[EditionState]] = {
    EditionState.PLANNED: frozenset({EditionState.OPEN, EditionState.CANCELLED}),
    EditionState.OPEN: frozenset({EditionState.PUBLISHED, EditionState.CANCELLED, EditionState.PLANNED}),
    EditionState.PUBLISHED: frozenset({EditionState.PAST, EditionState.OPEN, EditionState.CANCELLED}),
    EditionState.PAST: frozenset({EditionState.PUBLISHED}),
    EditionState.CANCELLED: frozenset({EditionState.PLANNED}),
}
UPCOMING = (EditionState.PLANNED, EditionState.OPEN, EditionState.PUBLISHED)
ACCENTS = ("teal", "rust", "amber", "moss", "blue", "indigo", "plum", "rose")
