"""Who has a board open."""

from django.utils import timezone

from matinee.accounts.models import User
from matinee.programming.models import BoardVisitor, Lineup


def be_present(*, lineup: Lineup, by: User) -> None:
    """Say that a person has a board open; a page asks for it once in a few seconds, and it is not audited."""
    BoardVisitor.objects.update_or_create(lineup=lineup, user=by, defaults={"seen_at": timezone.now()})
