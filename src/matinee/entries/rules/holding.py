"""Holding an entry for a later edition: it stays out of the editions before, and comes back by itself."""

from datetime import date

from matinee.entries.models import Consideration
from matinee.entries.rules.eligibility import first_day
from matinee.entries.states import ConsiderationState
from matinee.festival.models import Edition
from matinee.festival.states import UPCOMING


def place_in_time(edition: Edition) -> tuple[date, date, int]:
    """Return what editions are put in order by."""
    return edition.month, first_day(edition), edition.pk


def is_before(edition: Edition, until: Edition) -> bool:
    """Tell whether an edition comes before the one that a film is held for, and that one still comes."""
    return until.state in UPCOMING and place_in_time(edition) < place_in_time(until)


def is_over(row: Consideration) -> bool:
    """Tell whether a hold has ended by itself: what it waited for was cancelled, or no longer comes later."""
    is_held = row.state == ConsiderationState.HELD and row.held_until is not None
    return is_held and row.held_until is not None and not is_before(row.edition, row.held_until)
