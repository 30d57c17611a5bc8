"""Private details on asking, written down each time."""

import json

from django.db import transaction

from matinee.accounts.models import User
from matinee.entries.models import Entry
from matinee.festival.actions import audit

NEVER_SHOWN = frozenset({"Gender"})  # self-identification: kept for aggregates, shown to nobody


@transaction.atomic
def reveal_private(*, entry: Entry, by: User) -> dict[str, str]:
    """Return the birth date, telephone and address that an import brought, and write down who asked for them."""
    known: dict[str, str] = json.loads(entry.private_details) if entry.private_details else {}
    audit(festival=entry.festival, by=by, verb="reveal_private", about=entry)
    return {name: value for name, value in known.items() if name not in NEVER_SHOWN}
