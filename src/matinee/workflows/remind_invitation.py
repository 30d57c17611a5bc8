"""Remind a filmmaker of an invitation that waits for an answer."""

from django.db import transaction

from matinee.accounts.models import User
from matinee.kit.clock import today_in
from matinee.kit.errors import WrongState
from matinee.mailroom.models import Letter
from matinee.programming.models import Invitation
from matinee.programming.states import OfferState
from matinee.workflows.invite_film import about_invitation
from matinee.workflows.tell_maker import tell_maker


@transaction.atomic
def remind_invitation(*, invitation: Invitation, by: User | None, message: str = "") -> Letter | None:
    """Post a reminder, at most one a day; return it, or None where no address is known.

    Raises
    ------
    WrongState
        It does not wait for an answer.
    """
    if invitation.state != OfferState.OFFERED:
        raise WrongState("Only an invitation that waits for an answer can be reminded of.")
    today = today_in(invitation.edition.festival.time_zone)
    return tell_maker(
        entry=invitation.entry,
        occasion="invitation_reminder",
        by=by,
        once=f"{invitation.code}:{today}",
        edition=invitation.edition,
        more=about_invitation(invitation) | {"message": message},
    )
