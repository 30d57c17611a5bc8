"""Festivals, editions, teams and the audit log."""

from matinee.festival.models.audit import AuditEvent
from matinee.festival.models.clock import Sweep
from matinee.festival.models.edition import Edition
from matinee.festival.models.organisation import Festival, Policy
from matinee.festival.models.team import Membership, TeamInvitation
from matinee.festival.models.translation import Translated, Translation

__all__ = [
    "AuditEvent",
    "Edition",
    "Festival",
    "Membership",
    "Policy",
    "Sweep",
    "TeamInvitation",
    "Translated",
    "Translation",
]
