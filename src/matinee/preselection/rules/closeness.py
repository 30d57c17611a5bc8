"""Who must stay away from an entry, and who understands it."""

from collections.abc import Collection

from matinee.accounts.models import User
from matinee.entries.models import Entry
from matinee.films.models import Film


def conflict_of(entry: Entry, reviewer: User) -> str:
    """Return why a reviewer must not watch an entry by its own facts, or nothing.

    Whoever sent or owns a film does not mark it; everything else is for people to declare (``recuse``).
    """
    is_own = reviewer.pk in {entry.sender_id, entry.film.owner_id}
    is_own = is_own or bool(entry.sender_email and entry.sender_email.lower() == reviewer.email.lower())
    return "It is their own film." if is_own else ""


def understands(languages: Collection[str], film: Film) -> bool:
    """Tell whether somebody of these languages follows a film by ear or by subtitles; none named means all.

    A film that says nothing, or does not say what it says, is for everybody.
    """
    known = {code.split("-")[0] for code in languages}
    spoken = {str(code).split("-")[0] for code in (*film.languages, *film.subtitles)}
    return not known or not film.languages or bool(known & spoken) or "zxx" in spoken
