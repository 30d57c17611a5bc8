"""Plan an edition: every entry in consideration is weighed for it at once."""

from typing import Any

from django.db import transaction

from matinee.accounts.models import User
from matinee.entries.actions import consider_edition
from matinee.festival import actions
from matinee.festival.models import Edition, Festival


@transaction.atomic
def plan_edition(*, festival: Festival, by: User | None, **fields: Any) -> Edition:  # noqa: ANN401  columns
    """Plan an edition and consider the whole pool for it.

    Raises
    ------
    InvalidInput
        A column does not fit, or there is neither day nor month.
    """
    edition = actions.plan_edition(festival=festival, by=by, **fields)
    consider_edition(edition=edition, by=by)
    return edition
