"""Who must stay away from an entry."""

from matinee.accounts.models import User
from matinee.entries.models import Entry


def conflict_of(entry: Entry, reviewer: User) -> str:
    """Return why a reviewer must not watch an entry by its own facts, or nothing.

    Whoever sent or owns a film does not mark it; everything else is for people to declare (``recuse``).
    """
    is_own = reviewer.pk in {entry.sender_id, entry.film.owner_id}
    is_own = is_own or bool(entry.sender_email and entry.sender_email.lower() == reviewer.email.lower())
    return "It is their own film." if is_own else ""
