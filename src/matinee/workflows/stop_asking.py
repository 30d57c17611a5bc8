"""Stop the letters that ask something of an entry's maker and have not gone yet."""

from django.db import transaction

from matinee.accounts.models import User
from matinee.entries.models import Entry
from matinee.mailroom.actions import stop_letter
from matinee.mailroom.queries import free_letters
from matinee.mailroom.states import IN_THE_OUTBOX


@transaction.atomic
def stop_asking(*, entry: Entry, occasion: str, by: User | None) -> int:
    """Stop what of an occasion has not gone to an entry's maker; return how many letters were stopped."""
    mine = free_letters().filter(festival=entry.festival, about=entry.code, template=occasion)
    waiting = list(mine.filter(state__in=IN_THE_OUTBOX).select_for_update())
    for letter in waiting:
        stop_letter(letter=letter, by=by)
    return len(waiting)
