"""The writers of the preselection room."""

from matinee.preselection.actions.queues import assign, fill_queues
from matinee.preselection.actions.recusals import recuse, undo_recusal
from matinee.preselection.actions.scores import Card, record_score, record_scores_bulk, record_viewing, take_back_score
from matinee.preselection.actions.standings import refresh_standings

__all__ = [
    "Card",
    "assign",
    "fill_queues",
    "record_score",
    "record_scores_bulk",
    "record_viewing",
    "recuse",
    "refresh_standings",
    "take_back_score",
    "undo_recusal",
]
