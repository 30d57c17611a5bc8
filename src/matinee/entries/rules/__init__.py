"""Rules of the entries room: what an entry still lacks, whether a call is open, eligibility for an edition."""

from matinee.entries.rules.completeness import is_call_open, missing_of
from matinee.entries.rules.eligibility import Reason, closed_reasons, eligibility, first_day, is_eligible
from matinee.entries.rules.terms import Price, Terms, price_of
from matinee.entries.rules.termsheets import sheet_of, terms_from

__all__ = [
    "Price",
    "Reason",
    "Terms",
    "closed_reasons",
    "eligibility",
    "first_day",
    "is_call_open",
    "is_eligible",
    "missing_of",
    "price_of",
    "sheet_of",
    "terms_from",
]
