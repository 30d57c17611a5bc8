"""Set an entry aside until something arrives, with the letter that asks for it, and bring it back."""

from django.db import transaction
from django.utils import timezone

from matinee.accounts.models import User
from matinee.entries.actions import mark_incomplete, return_entry
from matinee.entries.models import Entry
from matinee.entries.states import EntryState
from matinee.workflows.stop_asking import stop_asking
from matinee.workflows.tell_maker import after_the_wait, tell_maker

OCCASION = "missing_material"


@transaction.atomic
def set_aside(*, entry: Entry, reason: str, by: User | None) -> Entry:
    """Mark an entry as incomplete and ask its maker for what is missing; asking twice in a row writes once.

    The letter waits as long as a mailing does, so that it can be taken back unread.
    """
    found = Entry.objects.select_for_update(of=("self",)).get(pk=entry.pk)
    moved = mark_incomplete(entry=entry, reason=reason, by=by)
    if found.state != EntryState.INCOMPLETE:
        tell_maker(
            entry=moved,
            occasion=OCCASION,
            by=by,
            once=f"{timezone.now():%Y-%m-%dT%H:%M:%S.%f}",
            send_at=after_the_wait(moved.festival),
            more={"missing": moved.state_reason},
        )
    return moved


@transaction.atomic
def bring_back(*, entry: Entry, by: User | None) -> Entry:
    """Bring an entry back into consideration; a letter that asks for something and has not gone is stopped."""
    stop_asking(entry=entry, occasion=OCCASION, by=by)
    return return_entry(entry=entry, by=by)
