"""The writers of the mailroom: post a letter, carry it, try it again."""

import smtplib
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.module_loading import import_string

from matinee.accounts.models import User
from matinee.festival.actions import audit
from matinee.festival.models import Festival
from matinee.kit.rows import checked
from matinee.kit.states import check_move
from matinee.kit.text import plain_line
from matinee.mailroom.letters import written
from matinee.mailroom.models import Letter
from matinee.mailroom.queries import due_letters
from matinee.mailroom.rules import LEASE, wait_after
from matinee.mailroom.states import LETTER_MOVES, LetterState

DELIVERY = "matinee.mailroom.tasks.deliver"  # by name: tasks stand above actions


@transaction.atomic
def post_letter(  # noqa: PLR0913  a letter has that many parts, all named
    *,
    festival: Festival | None,
    key: str,
    template: str,
    to_email: str,
    context: Mapping[str, Any],
    by: User | None,
    language: str = "en",
    is_private: bool = False,
) -> Letter:
    """Put a letter into the outbox; it is carried after the transaction, and again until it arrives.

    ``key`` names the occasion: posting the same occasion again returns the first letter and sends nothing.
    ``is_private`` letters hold a secret link; their text is wiped once they are delivered.

    Raises
    ------
    InvalidInput
        The address is none, or there is no such template.
    """
    posted = Letter.objects.filter(key=key).first()
    if posted is not None:
        return posted
    subject, body = written(template, context, language)
    letter = Letter(
        festival=festival,
        key=key,
        template=template,
        to_email=to_email.strip(),
        subject=subject,
        body=body,
        language=language,
        is_private=is_private,
    )
    checked(letter)
    try:
        with transaction.atomic():
            letter.save()
    except IntegrityError:
        return Letter.objects.get(key=key)
    audit(festival=festival, by=by, verb="post_letter", about=letter, template=template)
    enqueue_delivery(letter)
    return letter


def enqueue_delivery(letter: Letter) -> None:
    """Hand a letter to the worker once the present transaction is kept, not before its next try is due."""
    when = letter.next_try_at if letter.next_try_at > timezone.now() else None
    transaction.on_commit(lambda: import_string(DELIVERY).using(run_after=when).enqueue(letter.code))


def carry_letter(*, letter: Letter) -> bool:
    """Send a letter if nobody else is carrying it; tell whether it went out now.

    The lease is taken by one conditional update, so two workers never carry the same letter. A worker that
    dies while carrying leaves a lease that runs out; the message repeated then has the same Message-ID, by which
    mailboxes know it.
    """
    now = timezone.now()
    is_taken = due_letters().filter(pk=letter.pk).update(leased_until=now + LEASE, attempts=F("attempts") + 1)
    if not is_taken:
        return False
    letter.refresh_from_db()
    try:
        _message_of(letter).send()
    except Exception as error:  # noqa: BLE001  a mail backend may raise anything; whatever it is, the letter stays
        _keep_after_failure(letter, error)
        return False
    _mark_sent(letter)
    return True


def carry_due_letters(*, limit: int = 100) -> int:
    """Carry what is overdue, such as letters whose worker died; return how many went out."""
    return sum(carry_letter(letter=letter) for letter in list(due_letters()[:limit]))


@transaction.atomic
def retry_letter(*, letter: Letter, by: User | None) -> Letter:
    """Put a failed letter back into the outbox, with all its tries ahead again."""
    check_move(LETTER_MOVES, LetterState(letter.state), LetterState.WAITING, f"The letter “{letter.subject}”")
    letter.state = LetterState.WAITING
    letter.attempts, letter.next_try_at, letter.leased_until = 0, timezone.now(), None
    letter.save()
    audit(festival=letter.festival, by=by, verb="retry_letter", about=letter)
    enqueue_delivery(letter)
    return letter


def _message_of(letter: Letter) -> EmailMessage:
    """Return the letter as an e-mail; replies go to the festival."""
    domain = settings.SITE_ADDRESS.partition("://")[2].partition(":")[0]
    reply_to = [letter.festival.contact_email] if letter.festival and letter.festival.contact_email else None
    headers = {"Message-ID": f"<{letter.code}@{domain}>", "Auto-Submitted": "auto-generated"}
    return EmailMessage(letter.subject, letter.body, None, [letter.to_email], reply_to=reply_to, headers=headers)


@transaction.atomic
def _mark_sent(letter: Letter) -> None:
    letter.state = LetterState.SENT
    letter.sent_at, letter.leased_until, letter.last_error = timezone.now(), None, ""
    if letter.is_private:
        letter.body = "(This letter held a secret link and was wiped after delivery.)"
    letter.save()


@transaction.atomic
def _keep_after_failure(letter: Letter, error: Exception) -> None:
    """Plan the next try, or give up where the address is refused for good or every try is used."""
    wait = None if _is_final(error) else wait_after(letter.attempts)
    letter.last_error = plain_line(f"{type(error).__name__}: {error}", 300)
    letter.leased_until = None
    if wait is None:
        letter.state = LetterState.FAILED
        audit(festival=letter.festival, by=None, verb="give_up_letter", about=letter, error=letter.last_error)
    else:
        letter.next_try_at = timezone.now() + wait
        enqueue_delivery(letter)
    letter.save()


def _is_final(error: Exception) -> bool:
    """Tell whether the server said that this address will never do (SMTP 5xx for every recipient)."""
    if not isinstance(error, smtplib.SMTPRecipientsRefused):
        return False
    return all(code >= 500 for code, _text in error.recipients.values())  # noqa: PLR2004  RFC 5321: permanent
