"""Moving an entry along its states; each move can be taken back with ``return_entry``."""

from django.db import transaction
from django.utils.translation import gettext as _

from matinee.accounts.models import User
from matinee.entries.actions.considering import consider_entry
from matinee.entries.models import Entry
from matinee.entries.states import ENTRY_MOVES, ConsiderationState, EntrySource, EntryState
from matinee.festival.actions import audit
from matinee.kit.clock import months_after, today_in
from matinee.kit.errors import InvalidInput
from matinee.kit.rows import checked
from matinee.kit.states import check_move


def withdraw_entry(*, entry: Entry, by: User | None, reason: str = "") -> Entry:
    """Take an entry out because its maker wants so; asking twice changes nothing."""
    return _move(entry, EntryState.WITHDRAWN, reason, "withdraw_entry", by)


def disqualify_entry(*, entry: Entry, reason: str, by: User | None) -> Entry:
    """Take an entry out for a reason that its maker reads."""
    return _move(entry, EntryState.DISQUALIFIED, _needed(reason), "disqualify_entry", by)


def mark_incomplete(*, entry: Entry, reason: str, by: User | None) -> Entry:
    """Set an entry aside until what is missing has arrived; its maker reads what that is."""
    return _move(entry, EntryState.INCOMPLETE, _needed(reason), "mark_incomplete", by)


@transaction.atomic
def return_entry(*, entry: Entry, by: User | None) -> Entry:
    """Bring an entry back into consideration (undo); one whose window ended gets a new one, a draft stays a draft."""
    if entry.sent_at is None and entry.source == EntrySource.LOUNGE:
        return _move(entry, EntryState.DRAFT, "", "return_entry", by)
    if entry.state == EntryState.EXPIRED:
        today = today_in(entry.festival.time_zone)
        entry.window_ends_on = months_after(today, entry.festival.policy.consideration_months)
    moved = _move(entry, EntryState.CONSIDERED, "", "return_entry", by)
    if entry.considerations.filter(state=ConsiderationState.PLACED).exists():
        moved = _move(entry, EntryState.PLACED, "", "return_entry", by)
    return moved


@transaction.atomic
def _move(entry: Entry, to: EntryState, reason: str, verb: str, by: User | None) -> Entry:
    """Make one move, write it down and weigh the entry anew."""
    here = EntryState(entry.state)
    if here is to:
        return entry
    check_move(ENTRY_MOVES, here, to, _("The entry “%(title)s”") % {"title": entry})
    entry.state, entry.state_reason = to, reason.strip()[:300]
    checked(entry)
    entry.save(update_fields=["state", "state_reason", "window_ends_on", "changed_at"])
    audit(festival=entry.festival, by=by, verb=verb, about=entry, before=here.value, after=to.value, reason=reason)
    consider_entry(entry=entry, by=by)
    return entry


def _needed(reason: str) -> str:
    """Refuse a silent no."""
    if not reason.strip():
        raise InvalidInput("reason", reason, _("Say why, in words that the filmmaker reads."))
    return reason
