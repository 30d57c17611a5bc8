"""The writers of the preselection room."""

from matinee.preselection.actions.meetings import TO_DECIDE, Outcome, decide, end_meeting, start_meeting, undo_decision
from matinee.preselection.actions.queues import assign, fill_queues
from matinee.preselection.actions.recusals import recuse, undo_recusal
from matinee.preselection.actions.scores import Card, record_score, record_scores_bulk, record_viewing, take_back_score
from matinee.preselection.actions.standings import refresh_standings

__all__ = [
    "TO_DECIDE",
    "Card",
    "Outcome",
    "assign",
    "decide",
    "end_meeting",
    "fill_queues",
    "record_score",
    "record_scores_bulk",
    "record_viewing",
    "recuse",
    "refresh_standings",
    "start_meeting",
    "take_back_score",
    "undo_decision",
    "undo_recusal",
]
