"""Send an entry in, and say that it has arrived."""

from typing import Any

from django.db import transaction

from matinee.accounts.models import User
from matinee.entries import actions
from matinee.entries.models import Entry
from matinee.workflows.tell_maker import tell_maker


@transaction.atomic
def submit_entry(*, entry: Entry, by: User | None, **seen: Any) -> Entry:  # noqa: ANN401  the action's own keywords
    """Send a draft and post its receipt, together or not at all; takes and refuses what the action does."""
    sent = actions.submit_entry(entry=entry, by=by, **seen)
    tell_maker(entry=sent, occasion="entry_received", by=by, once=f"{sent.sent_at:%Y-%m-%dT%H:%M:%S}")
    return sent
