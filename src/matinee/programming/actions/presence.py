"""Who has a board open."""

from datetime import timedelta

from django.utils import timezone

from matinee.accounts.models import User
from matinee.programming.models import BoardVisitor, Lineup

HEARD_EVERY_S = 8


def be_present(*, lineup: Lineup, by: User) -> None:
    """Say that a person has a board open; written down once in a few seconds, and not audited."""
    now = timezone.now()
    row, is_new = BoardVisitor.objects.get_or_create(lineup=lineup, user=by, defaults={"seen_at": now})
    if not is_new and row.seen_at < now - timedelta(seconds=HEARD_EVERY_S):
        BoardVisitor.objects.filter(pk=row.pk).update(seen_at=now)
