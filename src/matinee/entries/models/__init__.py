"""Calls, entries, considerations and imports."""

from matinee.entries.models.call import Call
from matinee.entries.models.entry import Consideration, Entry
from matinee.entries.models.imports import ImportProblem, ImportRun

__all__ = ["Call", "Consideration", "Entry", "ImportProblem", "ImportRun"]
