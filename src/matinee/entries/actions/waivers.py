"""Waivers of fees: made by staff, used by filmmakers, never once too often."""

from datetime import timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from matinee.accounts.models import User
from matinee.entries.models import Call, Entry, Waiver, WaiverTry, WaiverUse
from matinee.entries.states import EntryState
from matinee.festival.actions import audit
from matinee.kit.errors import Conflict, InvalidInput
from matinee.kit.rows import apply_changes, checked

TRIES_PER_HOUR = 10
KEPT_FOR_A_DRAFT = timedelta(days=14)


@transaction.atomic
def make_waiver(*, call: Call, word: str, by: User | None, **fields: Any) -> Waiver:  # noqa: ANN401  columns
    """Make a waiver of a call's fee.

    Raises
    ------
    Conflict
        The call has a waiver of that word.
    """
    waiver = Waiver(call=call, word=word_of(word), **fields)
    if not waiver.word:
        raise InvalidInput("word", word, _("Give a word of letters and digits, such as SCHOOL2031."))
    if Waiver.objects.filter(call=call, word=waiver.word).exists():
        raise Conflict(_("There is a waiver “%(word)s” already. Choose another word.") % {"word": waiver.word})
    checked(waiver)
    waiver.save()
    audit(festival=call.festival, by=by, verb="make_waiver", about=call, waiver=waiver.word)
    return waiver


@transaction.atomic
def change_waiver(*, waiver: Waiver, by: User | None, **fields: Any) -> Waiver:  # noqa: ANN401  columns
    """Change a waiver; whoever has used it keeps what it gave."""
    changed = apply_changes(waiver, fields)
    if changed:
        festival = waiver.call.festival
        audit(festival=festival, by=by, verb="change_waiver", about=waiver.call, waiver=waiver.word, changed=changed)
    return waiver


def use_waiver(*, entry: Entry, word: str, by: User) -> WaiverUse:
    """Use a waiver for a draft; it is kept for the draft for two weeks, and for good once the entry is sent.

    Raises
    ------
    InvalidInput
        No such waiver, or it is over, used up or for other categories; the message says which.
    Conflict
        Too many words that were none within the hour.
    """
    _check_tries(by)
    waiver = Waiver.objects.filter(call=entry.call, word=word_of(word), is_on=True).first()
    if waiver is None:
        with transaction.atomic():
            WaiverTry.objects.filter(at__lt=timezone.now() - timedelta(hours=1)).delete()
            WaiverTry.objects.create(user=by)
        raise InvalidInput("word", word, _("We do not know this code. Check its letters, or ask the festival."))
    return _claim(waiver, entry, by)


@transaction.atomic
def give_back_waiver(*, entry: Entry, by: User | None) -> None:
    """Give a waiver back that a draft has used; asking twice changes nothing."""
    used = WaiverUse.objects.filter(entry=entry).select_related("waiver").first()
    if used is not None:
        used.delete()
        audit(festival=entry.festival, by=by, verb="give_back_waiver", about=entry, waiver=used.waiver.word)


def word_of(text: str) -> str:
    """Return a waiver's word as it is kept: capitals and digits, whatever stands between them left out."""
    return "".join(letter for letter in text.upper() if letter.isalnum() or letter in "-_")[:40]


def _check_tries(by: User) -> None:
    hour_ago = timezone.now() - timedelta(hours=1)
    if WaiverTry.objects.filter(user=by, at__gt=hour_ago).count() >= TRIES_PER_HOUR:
        raise Conflict(_("Too many codes that are none. Your draft is kept: try again in an hour."))


@transaction.atomic
def _claim(waiver: Waiver, entry: Entry, by: User) -> WaiverUse:
    """Take the first free use of a waiver; its row is held meanwhile, so that two never take the same."""
    waiver = Waiver.objects.select_for_update().get(pk=waiver.pk)
    _check_claim(waiver, entry)
    WaiverUse.objects.filter(entry=entry).exclude(waiver=waiver).delete()
    known = WaiverUse.objects.filter(entry=entry).first()
    if known is not None:
        return known
    stale = timezone.now() - KEPT_FOR_A_DRAFT
    WaiverUse.objects.filter(waiver=waiver, entry__state=EntryState.DRAFT, at__lt=stale).delete()
    used = WaiverUse(waiver=waiver, entry=entry, number=_free_number(waiver), by=by)
    try:
        with transaction.atomic():
            used.save()
    except IntegrityError as error:
        raise Conflict(_("Somebody used this code at the same moment. Please try once more.")) from error
    audit(festival=entry.festival, by=by, verb="use_waiver", about=entry, waiver=waiver.word)
    return used


def _check_claim(waiver: Waiver, entry: Entry) -> None:
    """Refuse a waiver that is over, or an entry that is sent."""
    if entry.state != EntryState.DRAFT:
        raise Conflict(_("This entry has been sent already; its fee stands."))
    if waiver.until is not None and waiver.until <= timezone.now():
        raise InvalidInput("word", waiver.word, _("This code was valid until an earlier day. Ask the festival."))


def _free_number(waiver: Waiver) -> int:
    """Return the first number that is not taken, or refuse where all are."""
    taken = set(WaiverUse.objects.filter(waiver=waiver).values_list("number", flat=True))
    number = next(number for number in range(1, len(taken) + 2) if number not in taken)
    if waiver.uses_most is not None and number > waiver.uses_most:
        raise InvalidInput("word", waiver.word, _("This code has been used as often as it may be. Ask the festival."))
    return number
