"""Reads of programming: strands, lineups, the board with its checks, the pool beside it, proposals."""

from matinee.programming.queries.board import Board, board, boards, findings_of, placed_films
from matinee.programming.queries.checks import customs_of, obligation_in, obligations_of, rulebook_of
from matinee.programming.queries.curation import curation_of, learnt_of, past_lineups
from matinee.programming.queries.invitations import (
    invitation_counts,
    invitation_of,
    invitations_of,
    invitations_to,
    offers_of,
    program_of,
)
from matinee.programming.queries.lineups import (
    draft_of,
    editions_with_lineups,
    lineup_of,
    lineups_of,
    program_in,
    programs_of,
)
from matinee.programming.queries.pool import Pool, open_for, pool, pool_films
from matinee.programming.queries.proposals import latest_proposal, proposal_in, proposals_of, why_of, working_on
from matinee.programming.queries.strands import (
    eligible_strands_of,
    films_with_word,
    focus_of,
    memberships_of,
    opened_strands_of,
    strands_of,
    strands_with_counts,
)

__all__ = [
    "Board",
    "Pool",
    "board",
    "boards",
    "curation_of",
    "customs_of",
    "draft_of",
    "editions_with_lineups",
    "eligible_strands_of",
    "films_with_word",
    "findings_of",
    "focus_of",
    "invitation_counts",
    "invitation_of",
    "invitations_of",
    "invitations_to",
    "latest_proposal",
    "learnt_of",
    "lineup_of",
    "lineups_of",
    "memberships_of",
    "obligation_in",
    "obligations_of",
    "offers_of",
    "open_for",
    "opened_strands_of",
    "past_lineups",
    "placed_films",
    "pool",
    "pool_films",
    "program_in",
    "program_of",
    "programs_of",
    "proposal_in",
    "proposals_of",
    "rulebook_of",
    "strands_of",
    "strands_with_counts",
    "why_of",
    "working_on",
]
