"""Carrying letters to the mail server: one worker a letter, again until it arrives or never will."""

import smtplib

from anymail.exceptions import AnymailRecipientsRefused
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from matinee.festival.actions import audit
from matinee.kit.text import plain_line
from matinee.mailroom.actions.bounces import mark_mailbox
from matinee.mailroom.actions.posting import enqueue_delivery
from matinee.mailroom.letters import html_page
from matinee.mailroom.models import Letter
from matinee.mailroom.queries import due_letters
from matinee.mailroom.rules import LEASE, envelope_sender, wait_after
from matinee.mailroom.states import LetterState

PERMANENT = 500  # RFC 5321: replies from here on are final
WIPED = "(This letter held a secret link and was wiped after delivery.)"


def carry_letter(*, letter: Letter) -> bool:
    """Send a letter if it is due and nobody else is carrying it; tell whether it went out now.

    The lease is taken by one conditional update, so two workers never carry the same letter. A worker that
    dies while carrying leaves a lease that runs out; the message repeated then has the same Message-ID, by which
    mailboxes know it.
    """
    taken = due_letters().filter(pk=letter.pk).order_by()
    lease = {"state": LetterState.CARRIED, "leased_until": timezone.now() + LEASE, "attempts": F("attempts") + 1}
    if not taken.update(**lease):
        return False
    letter.refresh_from_db()
    message = message_of(letter)
    try:
        message.send()
    except Exception as error:  # noqa: BLE001  a mail backend may raise anything; whatever it is, the letter stays
        _keep_after_failure(letter, error)
        return False
    _mark_sent(letter, str(getattr(getattr(message, "anymail_status", None), "message_id", None) or ""))
    return True


def carry_due_letters(*, limit: int = 100) -> int:
    """Carry what is overdue, such as letters whose worker died; return how many went out."""
    return sum(carry_letter(letter=letter) for letter in list(due_letters()[:limit]))


def message_of(letter: Letter) -> EmailMultiAlternatives:
    """Return the letter as an e-mail; replies go to the festival, what comes back to the bounces' own address."""
    domain = settings.SITE_ADDRESS.partition("://")[2].partition(":")[0]
    reply_to = [letter.festival.contact_email] if letter.festival and letter.festival.contact_email else None
    headers = {"Message-ID": f"<{letter.code}@{domain}>", "Auto-Submitted": "auto-generated"}
    sender = envelope_sender(settings.BOUNCE_ADDRESS, letter.code) or settings.DEFAULT_FROM_EMAIL
    if sender != settings.DEFAULT_FROM_EMAIL:
        headers["From"] = settings.DEFAULT_FROM_EMAIL
    message = EmailMultiAlternatives(
        letter.subject, letter.body, sender, [letter.to_email], reply_to=reply_to, headers=headers
    )
    if letter.html:
        message.attach_alternative(html_page(letter.subject, letter.html, letter.language), "text/html")
    return message


@transaction.atomic
def _mark_sent(letter: Letter, provider_id: str) -> None:
    letter.state = LetterState.SENT
    letter.sent_at, letter.leased_until, letter.last_error = timezone.now(), None, ""
    letter.provider_id = provider_id[:200]
    if letter.is_private:
        letter.body, letter.html = WIPED, ""
    letter.save()


@transaction.atomic
def _keep_after_failure(letter: Letter, error: Exception) -> None:
    """Plan the next try, or give up where the address is refused for good or every try is used."""
    is_address = _is_refused(error)
    wait = None if is_address or _is_refused_text(error) else wait_after(letter.attempts)
    letter.last_error = plain_line(f"{type(error).__name__}: {error}", 300)
    letter.leased_until = None
    if wait is None:
        letter.state = LetterState.FAILED
        audit(festival=letter.festival, by=None, verb="give_up_letter", about=letter, error=letter.last_error)
        if is_address:
            mark_mailbox(letter=letter, reason=letter.last_error)
    else:
        letter.state = LetterState.WAITING
        letter.next_try_at = timezone.now() + wait
        enqueue_delivery(letter)
    letter.save()


def _is_refused(error: Exception) -> bool:
    """Tell whether the server said that this address will never do (SMTP 5xx for every recipient)."""
    if isinstance(error, AnymailRecipientsRefused):
        return True
    if not isinstance(error, smtplib.SMTPRecipientsRefused):
        return False
    return all(code >= PERMANENT for code, _text in error.recipients.values())


def _is_refused_text(error: Exception) -> bool:
    """Tell whether the server read the letter and will never take it (SMTP 5xx after the text)."""
    return isinstance(error, smtplib.SMTPDataError) and error.smtp_code >= PERMANENT
