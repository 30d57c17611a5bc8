"""What makers choose to say of themselves: kept encrypted, never written into the log, erased when taken back."""

import json
from collections.abc import Iterable

from django.db import transaction

from matinee.accounts.models import User
from matinee.entries.models import Entry, Identification
from matinee.entries.queries import terms_for
from matinee.festival.actions import audit


@transaction.atomic
def identify(*, entry: Entry, said: Iterable[str], by: User | None) -> Identification | None:
    """Keep which of the call's statements a maker says of themselves; none of them erases what was said."""
    offered = [identity.key for identity in terms_for(entry).identities]
    keys = [key for key in offered if key in set(said)]
    if not keys:
        return take_back_identity(entry=entry, by=by)
    row = Identification.objects.filter(entry=entry).first() or Identification(entry=entry)
    words = json.dumps(keys)
    if row.said != words:
        row.said = words
        row.save()
        audit(festival=entry.festival, by=by, verb="identify", about=entry)
    return row


@transaction.atomic
def take_back_identity(*, entry: Entry, by: User | None) -> None:
    """Erase what a maker said of themselves; nothing of it is left."""
    erased, _rows = Identification.objects.filter(entry=entry).delete()
    if erased:
        audit(festival=entry.festival, by=by, verb="take_back_identity", about=entry)
