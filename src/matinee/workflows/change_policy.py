"""Change the trade's numbers: those that decide who is eligible weigh the pool again."""

from typing import Any

from django.db import transaction

from matinee.accounts.models import User
from matinee.entries.actions import consider_all
from matinee.festival import actions
from matinee.festival.models import Festival, Policy

ELIGIBILITY = ("short_max_s", "completed_within_months", "consideration_months")


@transaction.atomic
def change_policy(*, festival: Festival, by: User | None, **fields: Any) -> Policy:  # noqa: ANN401  columns
    """Change the numbers; what is already placed stays as it is.

    Raises
    ------
    InvalidInput
        A number does not fit.
    """
    before = [getattr(festival.policy, name) for name in ELIGIBILITY]
    policy = actions.change_policy(festival=festival, by=by, **fields)
    if [getattr(policy, name) for name in ELIGIBILITY] != before:
        consider_all(festival=festival, by=by)
    return policy
