"""Invite a film to an edition: the offer and its letter, together or not at all."""

from datetime import date, datetime

from django.db import transaction

from matinee.accounts.models import User
from matinee.entries.models import Entry
from matinee.festival.models import Edition
from matinee.mailroom.letters import language_for
from matinee.programming.actions import offer_invitation
from matinee.programming.models import Invitation
from matinee.workflows.letter_fields import address, day_in, reader_of
from matinee.workflows.tell_maker import tell_maker


@transaction.atomic
def invite_film(  # noqa: PLR0913  all named
    *,
    entry: Entry,
    edition: Edition,
    answer_by: date,
    by: User | None,
    message: str = "",
    send_at: datetime | None = None,
    batch: str = "",
) -> Invitation:
    """Offer to show a film and post the letter that asks for an answer; it can be stopped until ``send_at``.

    Raises
    ------
    InvalidInput
        The day for the answer does not fit.
    Conflict
        The film is out of consideration, invited already, or the edition is over.
    """
    invitation = offer_invitation(entry=entry, edition=edition, answer_by=answer_by, by=by, message=message)
    tell_maker(
        entry=entry,
        occasion="invitation",
        by=by,
        once=invitation.code,
        edition=edition,
        send_at=send_at,
        batch=batch,
        more=about_invitation(invitation),
    )
    return invitation


def about_invitation(invitation: Invitation) -> dict[str, str]:
    """Return the fields that an invitation fills in its letters."""
    entry = invitation.entry
    language = language_for(reader_of(entry).language, entry.festival)
    return {
        "answer_by": day_in(invitation.answer_by, language),
        "message": invitation.message,
        "link": address("lounge-invitation", invitation.code),
    }
