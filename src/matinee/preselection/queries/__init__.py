"""Reads of preselection: a reviewer's own queue, the ranking, everybody's progress."""

from matinee.preselection.queries.closeness import close_entries, closeness_of, ties_of
from matinee.preselection.queries.meetings import (
    candidates,
    decision_of,
    decisions_of,
    in_order,
    looked_at,
    marks_of,
    open_meeting,
    outcome_counts,
)
from matinee.preselection.queries.people import (
    Progress,
    own_recusals,
    profile_of,
    profiles_of,
    progress_of,
    recused_from,
    reviewers_of,
    room_of,
)
from matinee.preselection.queries.queues import (
    claimable,
    entry_for_reviewer,
    open_turns,
    put_off,
    queue_of,
    seconds_in,
    turns_of,
)
from matinee.preselection.queries.ranking import entry_cards, own_cards, ranking, score_counts, without_viewing

__all__ = [
    "Progress",
    "candidates",
    "claimable",
    "close_entries",
    "closeness_of",
    "decision_of",
    "decisions_of",
    "entry_cards",
    "entry_for_reviewer",
    "in_order",
    "looked_at",
    "marks_of",
    "open_meeting",
    "open_turns",
    "outcome_counts",
    "own_cards",
    "own_recusals",
    "profile_of",
    "profiles_of",
    "progress_of",
    "put_off",
    "queue_of",
    "ranking",
    "recused_from",
    "reviewers_of",
    "room_of",
    "score_counts",
    "seconds_in",
    "ties_of",
    "turns_of",
    "without_viewing",
]
