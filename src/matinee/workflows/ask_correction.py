"""Ask the maker of an entry to correct something: the question, its letter, and the way back."""

from django.db import transaction

from matinee.accounts.models import User
from matinee.entries import actions
from matinee.entries.models import Correction, Entry
from matinee.workflows.stop_asking import stop_asking
from matinee.workflows.tell_maker import after_the_wait, tell_maker

OCCASION = "correction_asked"


@transaction.atomic
def ask_correction(*, entry: Entry, asked: str, by: User | None) -> Correction:
    """Ask, and post the letter; it waits as long as a mailing does, so that the question can be taken back unread."""
    correction = actions.ask_correction(entry=entry, asked=asked, by=by)
    _write(correction, by)
    return correction


@transaction.atomic
def take_back_correction(*, correction: Correction, by: User | None) -> Correction:
    """Close a question; where its letter has not gone yet, nobody hears of it."""
    closed = actions.close_correction(correction=correction, by=by)
    stop_asking(entry=closed.entry, occasion=OCCASION, by=by)
    return closed


@transaction.atomic
def reopen_correction(*, correction: Correction, by: User | None) -> Correction:
    """Open a question again that was closed (undo); its letter goes if it was stopped."""
    opened = actions.reopen_correction(correction=correction, by=by)
    if opened.waits_for_maker:
        _write(opened, by)
    return opened


def _write(correction: Correction, by: User | None) -> None:
    """Post the letter of a question, once."""
    tell_maker(
        entry=correction.entry,
        occasion=OCCASION,
        by=by,
        once=correction.code,
        send_at=after_the_wait(correction.entry.festival),
        is_again=True,
        more={"asked": correction.asked},
    )
