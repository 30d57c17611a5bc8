"""Where a lineup, a proposal and an invitation stand, and the levels of a check."""

from matinee.programming.states.desk import AskMode, CheckKind, ObligationKind
from matinee.programming.states.shared import (
    OFFER_MOVES,
    OFFER_OPEN,
    PROPOSAL_MOVES,
    CheckLevel,
    LineupState,
    OfferState,
    ProgramKind,
    ProposalState,
    WishKind,
)

__all__ = [
    "OFFER_MOVES",
    "OFFER_OPEN",
    "PROPOSAL_MOVES",
    "AskMode",
    "CheckKind",
    "CheckLevel",
    "LineupState",
    "ObligationKind",
    "OfferState",
    "ProgramKind",
    "ProposalState",
    "WishKind",
]
