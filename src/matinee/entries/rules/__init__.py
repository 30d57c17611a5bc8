"""Rules of the entries room: what an entry still lacks, whether a call is open, eligibility for an edition."""

from matinee.entries.rules.completeness import is_call_open, missing_of
from matinee.entries.rules.eligibility import Reason, closed_reasons, eligibility, first_day, is_eligible

__all__ = [
    "Reason",
    "closed_reasons",
    "eligibility",
    "first_day",
    "is_call_open",
    "is_eligible",
    "missing_of",
]
