"""Talking about an entry once it is marked: say, correct, withdraw, bring back."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from matinee.accounts.models import User
from matinee.entries.models import Entry
from matinee.festival.actions import audit
from matinee.festival.queries import may
from matinee.festival.states import Permission
from matinee.kit.errors import InvalidInput, NotAllowed
from matinee.preselection.models import Remark
from matinee.preselection.queries.talk import has_marked, has_yet_to_mark, is_kept_away

LONGEST = 4000


def refuse_early_readers(entry: Entry, user: User) -> None:
    """Refuse whoever must not see what others think of an entry: not yet, or never.

    Raises
    ------
    NotAllowed
        They keep away from it, have yet to mark it, or neither marked it nor see everybody's scores.
    """
    if is_kept_away(user, entry):
        raise NotAllowed(_("You keep away from this film, so its marks and its discussion are not shown to you."))
    if has_marked(user, entry):
        return
    if has_yet_to_mark(user, entry):
        raise NotAllowed(_("This film waits in your queue. Mark it or pass it on first; then you see what others say."))
    if not may(user, entry.festival, Permission.SEE_SCORES):
        raise NotAllowed(_("You see what others say of a film once you have marked it."))


@transaction.atomic
def say(*, entry: Entry, by: User, text: str) -> Remark:
    """Add a remark to the discussion of an entry; the very same words again are the same remark."""
    refuse_early_readers(entry, by)
    words = _words(text)
    last = Remark.objects.filter(entry=entry).order_by("-created_at", "-pk").first()
    if last is not None and last.by_id == by.pk and last.text == words and last.withdrawn_at is None:
        return last
    remark = Remark.objects.create(entry=entry, by=by, text=words)
    audit(festival=entry.festival, by=by, verb="say", about=entry)
    return remark


@transaction.atomic
def reword(*, remark: Remark, by: User, text: str) -> Remark:
    """Correct one's own remark; that it was corrected stays visible."""
    _own(remark, by)
    words = _words(text)
    if words != remark.text:
        remark.text, remark.edited_at = words, timezone.now()
        remark.save(update_fields=["text", "edited_at", "changed_at"])
        audit(festival=remark.entry.festival, by=by, verb="reword", about=remark.entry)
    return remark


@transaction.atomic
def withdraw_remark(*, remark: Remark, by: User, is_back: bool = False) -> Remark:
    """Withdraw one's own remark, or bring it back (undo)."""
    _own(remark, by)
    remark.withdrawn_at = None if is_back else timezone.now()
    remark.save(update_fields=["withdrawn_at", "changed_at"])
    audit(festival=remark.entry.festival, by=by, verb="bring_back" if is_back else "withdraw", about=remark.entry)
    return remark


def _own(remark: Remark, by: User) -> None:
    if remark.by_id != by.pk:
        raise NotAllowed(_("Only who wrote a remark changes it."))


def _words(text: str) -> str:
    words = text.strip()
    if not words or len(words) > LONGEST:
        raise InvalidInput("text", words, _("Write something, of at most 4000 letters."))
    return words
