"""Keeping a person away from an entry."""

from django.db import transaction

from matinee.accounts.models import User
from matinee.entries.models import Entry
from matinee.festival.actions import audit
from matinee.preselection.actions.standings import refresh_entry
from matinee.preselection.models import Recusal, Viewing
from matinee.preselection.states import RecusalKind


@transaction.atomic
def recuse(
    *, entry: Entry, reviewer: User, reason: str, by: User | None, kind: RecusalKind = RecusalKind.OTHER
) -> Recusal:
    """Keep a reviewer away from an entry; a mark they gave it no longer counts."""
    recusal, is_new = Recusal.objects.update_or_create(
        entry=entry, reviewer=reviewer, defaults={"reason": reason.strip()[:200], "kind": kind}
    )
    if is_new:
        Viewing.objects.filter(entry=entry, reviewer=reviewer).delete()
        refresh_entry(entry)
        audit(festival=entry.festival, by=by, verb="recuse", about=entry, reviewer=str(reviewer), reason=recusal.reason)
    return recusal


@transaction.atomic
def undo_recusal(*, entry: Entry, reviewer: User, by: User | None) -> None:
    """Let a reviewer see an entry again; it comes back into their queue if it was there."""
    gone, _ = Recusal.objects.filter(entry=entry, reviewer=reviewer).delete()
    if gone:
        audit(festival=entry.festival, by=by, verb="undo_recusal", about=entry, reviewer=str(reviewer))
