"""When the window of an entry ends, and when its maker may ask for more time."""

from datetime import date, timedelta

from matinee.entries.models import Entry
from matinee.entries.states import EntryState

GRACE = timedelta(days=60)  # so long after an end one may still ask for more time


def days_left(entry: Entry, today: date) -> int | None:
    """Return how many days are left of an entry's window; negative once it has ended, None where it has none."""
    return None if entry.window_ends_on is None else (entry.window_ends_on - today).days


def may_stay_longer(entry: Entry, today: date) -> bool:
    """Tell whether its maker may ask for more time today: near the end, or not long after it."""
    left = days_left(entry, today)
    policy = entry.festival.policy
    if left is None or not policy.extension_months or entry.state not in {EntryState.CONSIDERED, EntryState.EXPIRED}:
        return False
    return -GRACE.days <= left <= policy.expiry_first_days
