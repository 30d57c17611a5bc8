"""Reads of preselection: a reviewer's own queue, the ranking, everybody's progress."""

from matinee.preselection.queries.people import Progress, own_recusals, progress_of, reviewers_of
from matinee.preselection.queries.queues import entry_for_reviewer, open_turns, queue_of, seconds_in
from matinee.preselection.queries.ranking import entry_cards, own_cards, ranking, score_counts, without_viewing

__all__ = [
    "Progress",
    "entry_cards",
    "entry_for_reviewer",
    "open_turns",
    "own_cards",
    "own_recusals",
    "progress_of",
    "queue_of",
    "ranking",
    "reviewers_of",
    "score_counts",
    "seconds_in",
    "without_viewing",
]
