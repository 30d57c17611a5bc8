"""Asking the maker of a sent entry to look at something again: asked, answered, looked at by the team."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from matinee.accounts.models import User
from matinee.entries.models import Correction, Entry
from matinee.entries.queries.looks import open_correction
from matinee.entries.states import ALIVE
from matinee.festival.actions import audit
from matinee.kit.errors import Conflict, InvalidInput, WrongState
from matinee.kit.rows import checked

LONGEST = 1000


@transaction.atomic
def ask_correction(*, entry: Entry, asked: str, by: User | None) -> Correction:
    """Ask the maker of an entry to look at something again; an entry has one such question open at a time.

    Raises
    ------
    InvalidInput
        Nothing is asked, or too much.
    WrongState
        The entry is not in consideration.
    Conflict
        A question is open already.
    """
    words = _read("asked", asked)
    entry = Entry.objects.select_for_update(of=("self",)).select_related("festival", "film").get(pk=entry.pk)
    if entry.state not in ALIVE:
        raise WrongState(_("Only an entry in consideration can be corrected. Bring it back first."))
    if open_correction(entry) is not None:
        raise Conflict(_("Something is asked of its maker already. Take that back first, or wait for the answer."))
    correction = Correction(entry=entry, asked=words, by=by)
    checked(correction)
    correction.save()
    audit(festival=entry.festival, by=by, verb="ask_correction", about=entry, asked=words)
    return correction


@transaction.atomic
def answer_correction(*, correction: Correction, answer: str, by: User | None) -> Correction:
    """Keep that its maker has looked, with what they say to it; saying it twice changes nothing.

    Raises
    ------
    WrongState
        The question was taken back meanwhile.
    """
    found = _locked(correction)
    if found.waits_for_team:
        return found
    if found.closed_at is not None:
        raise WrongState(_("The festival has taken its question back. There is nothing to do."))
    found.answer, found.answered_at = answer.strip()[:LONGEST], timezone.now()
    checked(found)
    found.save()
    audit(festival=found.entry.festival, by=by, verb="answer_correction", about=found.entry, answer=found.answer)
    return found


@transaction.atomic
def close_correction(*, correction: Correction, by: User | None) -> Correction:
    """Close a question: looked at by the team, or taken back before it was answered; closing twice changes nothing."""
    found = _locked(correction)
    if found.closed_at is None:
        found.closed_at = timezone.now()
        found.save()
        verb = "close_correction" if found.answered_at else "take_back_correction"
        audit(festival=found.entry.festival, by=by, verb=verb, about=found.entry, asked=found.asked)
    return found


@transaction.atomic
def reopen_correction(*, correction: Correction, by: User | None) -> Correction:
    """Open a question that was closed (undo), unless another one is open now."""
    found = _locked(correction)
    if found.closed_at is None:
        return found
    if open_correction(found.entry) is not None:
        raise Conflict(_("Something else is asked of its maker already."))
    found.closed_at = None
    found.save()
    audit(festival=found.entry.festival, by=by, verb="reopen_correction", about=found.entry, asked=found.asked)
    return found


def _locked(correction: Correction) -> Correction:
    """Return the question as it stands now, for this transaction alone."""
    rows = Correction.objects.select_for_update(of=("self",)).select_related("entry__festival", "entry__film", "by")
    return rows.get(pk=correction.pk)


def _read(field: str, text: str) -> str:
    """Return what was written; nothing, or a whole essay, is refused."""
    words = text.strip()
    if not words or len(words) > LONGEST:
        said = _("Say what should be looked at, in at most %(most)d letters. The filmmaker reads it.")
        raise InvalidInput(field, text[:80], said % {"most": LONGEST})
    return words
