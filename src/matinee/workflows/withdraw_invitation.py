"""Take an invitation back; its maker is told, unless the invitation has not even gone out."""

from django.db import transaction

from matinee.accounts.models import User
from matinee.kit.errors import WrongState
from matinee.mailroom.actions import stop_letter
from matinee.mailroom.models import Letter
from matinee.mailroom.states import LetterState
from matinee.programming import actions
from matinee.programming.models import Invitation
from matinee.workflows.letter_fields import address
from matinee.workflows.tell_maker import after_the_wait, tell_maker


@transaction.atomic
def withdraw_invitation(*, invitation: Invitation, by: User | None, message: str = "") -> Letter | None:
    """Take an offer back; return the letter that says so, or None where the invitation was stopped before it went.

    Raises
    ------
    WrongState
        It is over already.
    """
    invitation = actions.withdraw_invitation(invitation=invitation, by=by)
    entry = invitation.entry
    if _is_stopped(invitation, by):
        return None
    return tell_maker(
        entry=entry,
        occasion="invitation_withdrawn",
        by=by,
        once=invitation.code,
        edition=invitation.edition,
        send_at=after_the_wait(invitation.edition.festival),
        more={"message": message, "link": address("lounge-entry", entry.code)},
    )


def _is_stopped(invitation: Invitation, by: User | None) -> bool:
    """Stop the letter of an invitation if it still can be; tell whether its maker will never have seen it."""
    letter = Letter.objects.filter(key=f"invitation:{invitation.entry.code}:{invitation.code}").first()
    if letter is None:
        return True
    if letter.state != LetterState.STOPPED:
        try:
            stop_letter(letter=letter, by=by)
        except WrongState:
            return False
    return True
