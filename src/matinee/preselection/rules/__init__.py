"""Formulas of preselection: what marks say, when they suffice, who must stay away, what keeps queues even."""

from matinee.preselection.rules.closeness import conflict_of, understands
from matinee.preselection.rules.dealing import Turn, Waiting, even_turns, why_next
from matinee.preselection.rules.figures import (
    Figures,
    figures_of,
    interval_of,
    is_candidate,
    is_disputed,
    viewings_missing,
)
from matinee.preselection.rules.weighing import Habit, Telling, places_for, telling, weighed

__all__ = [
    "Figures",
    "Habit",
    "Telling",
    "Turn",
    "Waiting",
    "conflict_of",
    "even_turns",
    "figures_of",
    "interval_of",
    "is_candidate",
    "is_disputed",
    "places_for",
    "telling",
    "understands",
    "viewings_missing",
    "weighed",
    "why_next",
]
