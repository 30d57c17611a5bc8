"""The tables of the preselection room."""

from matinee.preselection.models.meetings import Decision, DecisionLine, Meeting
from matinee.preselection.models.people import Clearance, Recusal, ReviewerProfile, Tie
from matinee.preselection.models.playing import Playback, TimedNote
from matinee.preselection.models.queues import Assignment
from matinee.preselection.models.sheets import Sheet
from matinee.preselection.models.standings import Calibration, Curve, Standing
from matinee.preselection.models.talk import Remark
from matinee.preselection.models.viewings import Scorecard, Viewing

__all__ = [
    "Assignment",
    "Calibration",
    "Clearance",
    "Curve",
    "Decision",
    "DecisionLine",
    "Meeting",
    "Playback",
    "Recusal",
    "Remark",
    "ReviewerProfile",
    "Scorecard",
    "Sheet",
    "Standing",
    "Tie",
    "TimedNote",
    "Viewing",
]
