"""Answer what staff asked to be corrected, and write to whoever asked it."""

from django.db import transaction

from matinee.accounts.models import User
from matinee.entries import actions
from matinee.entries.models import Correction
from matinee.festival.queries import may
from matinee.festival.states import Permission
from matinee.workflows.letter_fields import address
from matinee.workflows.stop_asking import stop_asking
from matinee.workflows.tell_team import tell_team


@transaction.atomic
def answer_correction(*, correction: Correction, answer: str, by: User | None) -> Correction:
    """Keep what its maker says to a question, and write to whoever asked it; a letter that still waits need not go."""
    answered = actions.answer_correction(correction=correction, answer=answer, by=by)
    stop_asking(entry=answered.entry, occasion="correction_asked", by=None)
    asker, entry = answered.by, answered.entry
    if asker is not None and may(asker, entry.festival, Permission.MANAGE_ENTRIES):
        link = address("office-entry", entry.festival.slug, entry.code)
        more = {"asked": answered.asked, "answer": answered.answer, "link": link}
        tell_team(entry=entry, occasion="correction_answered", to=asker, by=by, once=answered.code, more=more)
    return answered
