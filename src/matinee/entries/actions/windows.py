"""The window of an entry: longer because its maker asks for it."""

from django.db import transaction
from django.utils.translation import gettext as _

from matinee.accounts.models import User
from matinee.entries.actions.considering import consider_entry
from matinee.entries.models import Entry
from matinee.entries.rules.windows import may_stay_longer
from matinee.entries.states import EntryState
from matinee.festival.actions import audit
from matinee.kit.clock import months_after, today_in
from matinee.kit.errors import WrongState


@transaction.atomic
def extend_window(*, entry: Entry, by: User | None) -> Entry:
    """Give an entry as many more months as the festival offers, also some weeks after its window has ended.

    Raises
    ------
    WrongState
        The festival offers none, or it is too early or too late to ask.
    """
    rows = Entry.objects.select_for_update(of=("self",)).select_related("festival__policy", "film", "call")
    entry = rows.get(pk=entry.pk)
    today = today_in(entry.festival.time_zone)
    if entry.window_ends_on is None or not may_stay_longer(entry, today):
        raise WrongState(_("More time can be asked for near the end of a window, where the festival offers it."))
    before = entry.window_ends_on
    entry.window_ends_on = months_after(max(before, today), entry.festival.policy.extension_months)
    entry.state = EntryState.CONSIDERED if entry.state == EntryState.EXPIRED else entry.state
    entry.save(update_fields=["window_ends_on", "state", "changed_at"])
    audit(festival=entry.festival, by=by, verb="extend_window", about=entry, before=before, after=entry.window_ends_on)
    consider_entry(entry=entry, by=by)
    return entry
