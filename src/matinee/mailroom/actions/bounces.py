"""Letters that come back: the letter is marked, its address too, and staff see both."""

from django.db import transaction
from django.utils import timezone

from matinee.accounts.models import User
from matinee.festival.actions import audit
from matinee.kit.text import plain_line
from matinee.mailroom.models import Letter, Mailbox
from matinee.mailroom.states import LetterState


@transaction.atomic
def take_bounce(*, letter: Letter, reason: str) -> bool:
    """Note that a letter came back for good; tell whether that was news (reports come twice)."""
    now = timezone.now()
    words = plain_line(reason, 300)
    is_news = Letter.objects.filter(pk=letter.pk, state=LetterState.SENT).update(
        state=LetterState.BOUNCED, bounced_at=now, last_error=words
    )
    letter.refresh_from_db()
    if is_news:
        mark_mailbox(letter=letter, reason=words)
        audit(festival=letter.festival, by=None, verb="take_bounce", about=letter, reason=words)
    return bool(is_news)


@transaction.atomic
def take_delay(*, letter: Letter, reason: str) -> None:
    """Note that the other side has not taken a letter yet and goes on trying."""
    Letter.objects.filter(pk=letter.pk, state=LetterState.SENT).update(last_error=plain_line(reason, 300))
    letter.refresh_from_db()


@transaction.atomic
def take_complaint(*, letter: Letter, reason: str) -> None:
    """Note that its reader called a letter junk; the address is marked, so that staff think before the next."""
    mailbox = _mailbox_of(letter)
    if mailbox is None or mailbox.complained_at:
        return
    mailbox.complained_at, mailbox.reason = timezone.now(), plain_line(reason, 300)
    mailbox.save()
    audit(festival=letter.festival, by=None, verb="take_complaint", about=letter)


@transaction.atomic
def clear_mailbox(*, mailbox: Mailbox, by: User | None) -> Mailbox:
    """Take the mark off an address that works again."""
    mailbox.bounced_at, mailbox.complained_at, mailbox.reason = None, None, ""
    mailbox.save()
    audit(festival=mailbox.festival, by=by, verb="clear_mailbox", about=mailbox, email=mailbox.email)
    return mailbox


def mark_mailbox(*, letter: Letter, reason: str) -> None:
    """Mark the address of a letter that came back or was refused."""
    mailbox = _mailbox_of(letter)
    if mailbox is not None:
        mailbox.bounced_at, mailbox.reason = timezone.now(), plain_line(reason, 300)
        mailbox.save()


def _mailbox_of(letter: Letter) -> Mailbox | None:
    """Return what is known of a letter's address; letters of no festival mark nothing."""
    if letter.festival is None:
        return None
    found, _is_new = Mailbox.objects.get_or_create(festival=letter.festival, email=letter.to_email.lower())
    return found
