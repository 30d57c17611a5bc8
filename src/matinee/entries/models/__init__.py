"""Calls with their terms, entries, considerations and imports."""

from matinee.entries.models.call import Call
from matinee.entries.models.changes import PoolChange
from matinee.entries.models.entry import Consideration, Cut, Entry, Identification, WaiverTry, WaiverUse
from matinee.entries.models.imports import ImportProblem, ImportRun
from matinee.entries.models.terms import CallTerms, Waiver

__all__ = [
    "Call",
    "CallTerms",
    "Consideration",
    "Cut",
    "Entry",
    "Identification",
    "ImportProblem",
    "ImportRun",
    "PoolChange",
    "Waiver",
    "WaiverTry",
    "WaiverUse",
]
