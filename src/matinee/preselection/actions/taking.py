"""A reviewer's own queue: ask for a film, pass it on, not tonight, and each of them back."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from matinee.accounts.models import User
from matinee.entries.models import Entry
from matinee.festival.actions import audit
from matinee.kit.errors import NotAllowed, NotFound
from matinee.preselection.actions.scores import refuse_strangers
from matinee.preselection.models import Assignment
from matinee.preselection.queries.closeness import closeness_of

NOT_TONIGHT = timedelta(hours=18)


@transaction.atomic
def claim(*, entry: Entry, reviewer: User, by: User | None) -> Assignment:
    """Put an entry on top of a reviewer's queue because they asked for it.

    Raises
    ------
    NotAllowed
        They must not mark it, or are close to it.
    """
    refuse_strangers(entry, reviewer)
    why = closeness_of(entry, reviewer)
    if why:
        raise NotAllowed(_("“%(film)s” is too close to you. %(why)s") % {"film": entry, "why": why})
    last = Assignment.objects.filter(reviewer=reviewer).aggregate(top=Max("position"))["top"] or 0
    kept = {"is_claimed": True, "snoozed_until": None, "passed_at": None}
    turn, _new = Assignment.objects.update_or_create(
        entry=entry, reviewer=reviewer, defaults=kept, create_defaults=kept | {"position": last + 1}
    )
    audit(festival=entry.festival, by=by, verb="claim", about=entry)
    return turn


@transaction.atomic
def unclaim(*, entry: Entry, reviewer: User, by: User | None) -> None:
    """Give back what was claimed (undo)."""
    gone, _rows = Assignment.objects.filter(entry=entry, reviewer=reviewer, is_claimed=True).delete()
    if gone:
        audit(festival=entry.festival, by=by, verb="unclaim", about=entry)


@transaction.atomic
def pass_on(*, entry: Entry, reviewer: User, by: User | None) -> Assignment:
    """Take an entry out of a reviewer's queue; somebody else gets it when queues are filled."""
    return _change(entry, reviewer, "pass_on", by, passed_at=timezone.now())


@transaction.atomic
def snooze(*, entry: Entry, reviewer: User, by: User | None, until: datetime | None = None) -> Assignment:
    """Put an entry off: not tonight. It comes back by itself."""
    return _change(entry, reviewer, "snooze", by, snoozed_until=until or timezone.now() + NOT_TONIGHT)


@transaction.atomic
def take_up(*, entry: Entry, reviewer: User, by: User | None) -> Assignment:
    """Bring back what was passed on or put off (undo)."""
    return _change(entry, reviewer, "take_up", by, passed_at=None, snoozed_until=None)


def _change(entry: Entry, reviewer: User, verb: str, by: User | None, **columns: datetime | None) -> Assignment:
    """Change a turn and write it down."""
    turn = Assignment.objects.filter(entry=entry, reviewer=reviewer).first()
    if turn is None:
        raise NotFound(_("This film is not in your queue any more. Go on with the next one."))
    for name, value in columns.items():
        setattr(turn, name, value)
    turn.save(update_fields=[*columns, "changed_at"])
    audit(festival=entry.festival, by=by, verb=verb, about=entry)
    return turn
