"""Adopt what the engine proposed, whole or in part."""

from collections.abc import Collection

from django.db import transaction

from matinee.accounts.models import User
from matinee.programming.actions import take_proposal
from matinee.programming.models import Lineup, Proposal


@transaction.atomic
def adopt_proposal(
    *, proposal: Proposal, by: User | None, programs: Collection[str] | None = None, version: int | None = None
) -> Lineup:
    """Put a proposal's films, or those of the programs with these codes, on its board and return the lineup.

    An edition without a lineup gets this one; on the edition's lineup the entries follow at once: placed films become
    placed for the edition, films that left are considered again. ``programming.actions.undo_change`` takes it back.

    Raises
    ------
    Conflict
        The board has changed since ``version``, or a film was locked elsewhere or has left the running.
    """
    return take_proposal(proposal=proposal, by=by, programs=programs, version=version)
