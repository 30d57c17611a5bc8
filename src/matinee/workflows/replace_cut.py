"""Replace the cut of a sent entry, and tell whom it concerns."""

from typing import Any

from django.db import transaction

from matinee.accounts.models import User
from matinee.entries import actions
from matinee.entries.models import Cut, Entry
from matinee.workflows.tell_new_cut import tell_new_cut


@transaction.atomic
def replace_cut(*, entry: Entry, by: User | None, **said: Any) -> Cut:  # noqa: ANN401  the action's own keywords
    """Replace a cut and write to its maker and to who has marked it; telling what is new in a file writes to nobody."""
    known = entry.cuts.count()
    cut = actions.replace_cut(entry=entry, by=by, **said)
    if cut.number > known:
        tell_new_cut(entry=entry, cut=cut, by=by)
    return cut
