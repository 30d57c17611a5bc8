"""Calls with their terms, entries, considerations, payments and imports."""

from matinee.entries.models.call import Call
from matinee.entries.models.changes import PoolChange
from matinee.entries.models.corrections import Correction
from matinee.entries.models.entry import Consideration, Cut, Entry, Identification, WaiverTry, WaiverUse
from matinee.entries.models.imports import ImportProblem, ImportRun
from matinee.entries.models.payment import Payment, PaymentAccount, PaymentNews, Refund
from matinee.entries.models.terms import CallTerms, Waiver

__all__ = [
    "Call",
    "CallTerms",
    "Consideration",
    "Correction",
    "Cut",
    "Entry",
    "Identification",
    "ImportProblem",
    "ImportRun",
    "Payment",
    "PaymentAccount",
    "PaymentNews",
    "PoolChange",
    "Refund",
    "Waiver",
    "WaiverTry",
    "WaiverUse",
]
