"""Change an edition: a new day changes who is eligible, so the pool is weighed again."""

from typing import Any

from django.db import transaction

from matinee.accounts.models import User
from matinee.entries.actions import consider_edition
from matinee.festival import actions
from matinee.festival.models import Edition

DAYS = ("starts_on", "ends_on", "month")


@transaction.atomic
def change_edition(*, edition: Edition, by: User | None, **fields: Any) -> Edition:  # noqa: ANN401  columns
    """Change an edition; where its days change, consider the whole pool for it again.

    Raises
    ------
    InvalidInput
        A column does not fit.
    """
    before = [getattr(edition, name) for name in DAYS]
    actions.change_edition(edition=edition, by=by, **fields)
    if [getattr(edition, name) for name in DAYS] != before:
        consider_edition(edition=edition, by=by)
    return edition
