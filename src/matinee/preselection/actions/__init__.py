"""The writers of the preselection room."""

from matinee.preselection.actions.meetings import TO_DECIDE, Outcome, decide, end_meeting, start_meeting, undo_decision
from matinee.preselection.actions.people import clear_match, declare_tie, set_profile, unclear_match, withdraw_tie
from matinee.preselection.actions.queues import assign, fill_queues
from matinee.preselection.actions.recusals import recuse, undo_recusal
from matinee.preselection.actions.scores import Card, record_score, record_scores_bulk, record_viewing, take_back_score
from matinee.preselection.actions.sheets import set_sheet
from matinee.preselection.actions.standings import refresh_standings
from matinee.preselection.actions.taking import claim, pass_on, snooze, take_up, unclaim
from matinee.preselection.actions.talk import refuse_early_readers, reword, say, withdraw_remark

__all__ = [
    "TO_DECIDE",
    "Card",
    "Outcome",
    "assign",
    "claim",
    "clear_match",
    "decide",
    "declare_tie",
    "end_meeting",
    "fill_queues",
    "pass_on",
    "record_score",
    "record_scores_bulk",
    "record_viewing",
    "recuse",
    "refresh_standings",
    "refuse_early_readers",
    "reword",
    "say",
    "set_profile",
    "set_sheet",
    "snooze",
    "start_meeting",
    "take_back_score",
    "take_up",
    "unclaim",
    "unclear_match",
    "undo_decision",
    "undo_recusal",
    "withdraw_remark",
    "withdraw_tie",
]
