"""Reads of preselection: a reviewer's own queue, the ranking, everybody's progress."""

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
from matinee.preselection.queries.people import Progress, own_recusals, progress_of, recused_from, reviewers_of
from matinee.preselection.queries.queues import entry_for_reviewer, open_turns, queue_of, seconds_in
from matinee.preselection.queries.ranking import entry_cards, own_cards, ranking, score_counts, without_viewing

__all__ = [
    "Progress",
    "candidates",
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
    "progress_of",
    "queue_of",
    "ranking",
    "recused_from",
    "reviewers_of",
    "score_counts",
    "seconds_in",
    "without_viewing",
]
