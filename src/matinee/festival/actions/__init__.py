"""The writers of the festival room."""

from matinee.festival.actions.auditing import audit, audit_many
from matinee.festival.actions.clock import claim_sweep, note_sweep
from matinee.festival.actions.editions import cancel_edition, change_edition, move_edition, plan_edition
from matinee.festival.actions.organisation import change_festival, change_policy, create_festival
from matinee.festival.actions.team import (
    accept_invitation,
    give_role,
    invite_to_team,
    revoke_invitation,
    take_role,
)
from matinee.festival.actions.translating import LONGEST, choose_languages, translate

__all__ = [
    "LONGEST",
    "accept_invitation",
    "audit",
    "audit_many",
    "cancel_edition",
    "change_edition",
    "change_festival",
    "change_policy",
    "choose_languages",
    "claim_sweep",
    "create_festival",
    "give_role",
    "invite_to_team",
    "move_edition",
    "note_sweep",
    "plan_edition",
    "revoke_invitation",
    "take_role",
    "translate",
]
