"""Adopt what the engine proposed, whole or in part."""

from collections.abc import Collection

from django.db import transaction

from matinee.accounts.models import User
from matinee.programming.actions import Adopted, take_proposal
from matinee.programming.models import Proposal


@transaction.atomic
def adopt_proposal(
    *,
    proposal: Proposal,
    by: User | None,
    programs: Collection[str] | None = None,
    version: int | None = None,
    variant: int = 0,
) -> Adopted:
    """Put a proposal's films, or those of the programs with these codes, on its board; say what did not fit.

    ``variant`` chooses among the proposals of one answer, 0 is the best. An edition without a lineup gets this one; on
    the edition's lineup the entries follow at once: placed films become placed for the edition, films that left are
    considered again. ``programming.actions.undo_change`` takes it back.

    Raises
    ------
    Conflict
        Somebody changed the same programs since ``version``, or nothing of it fits any more.
    """
    return take_proposal(proposal=proposal, by=by, programs=programs, version=version, variant=variant)
