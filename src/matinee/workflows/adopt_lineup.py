"""Adopt a lineup for its edition."""

from django.db import transaction

from matinee.accounts.models import User
from matinee.programming import actions
from matinee.programming.models import Lineup


@transaction.atomic
def adopt_lineup(
    *, lineup: Lineup, by: User | None, version: int | None = None, instead_of: str | None = None
) -> Lineup:
    """Make a draft the edition's lineup: its films become placed for the edition, those that left are considered again.

    Raises
    ------
    Conflict
        A check forbids it, the board has changed since ``version``, or another lineup than
        ``instead_of`` is the edition's.
    """
    return actions.adopt_lineup(lineup=lineup, by=by, version=version, instead_of=instead_of)
