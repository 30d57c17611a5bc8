"""Stop a mailing before it goes; invitations that nobody has seen are taken back with it."""

from django.db import transaction

from matinee.accounts.models import User
from matinee.festival.models import Festival
from matinee.mailroom.actions import stop_batch
from matinee.mailroom.models import Letter
from matinee.programming.actions import withdraw_invitation
from matinee.programming.queries import invitations_of
from matinee.programming.states import OfferState


@transaction.atomic
def stop_mailing(*, festival: Festival, batch: str, by: User | None) -> list[Letter]:
    """Stop what of a mailing has not gone, and return those letters; what has gone stays as it is."""
    stopped = stop_batch(festival=festival, batch=batch, by=by)
    codes = [letter.key.rpartition(":")[2] for letter in stopped if letter.template == "invitation"]
    for invitation in invitations_of(festival).filter(code__in=codes, state=OfferState.OFFERED):
        withdraw_invitation(invitation=invitation, by=by)
    return stopped
