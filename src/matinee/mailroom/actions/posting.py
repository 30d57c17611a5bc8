"""Putting letters into the outbox."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from matinee.accounts.models import User
from matinee.festival.actions import audit
from matinee.festival.models import Festival
from matinee.kit.rows import checked
from matinee.kit.text import plain_line
from matinee.mailroom.letters import written
from matinee.mailroom.models import Letter
from matinee.mailroom.states import LetterState

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
    about: str = "",
    batch: str = "",
    send_at: datetime | None = None,
    is_again: bool = False,
    is_test: bool = False,
) -> Letter:
    """Put a letter into the outbox; it is carried after the transaction, or at ``send_at``, until it arrives.

    ``key`` names the occasion: posting the same occasion again returns the first letter and sends nothing, unless
    ``is_again`` and that one was stopped: then it is written anew and goes. ``context`` holds the fields' values,
    ``about`` is the code of an entry, ``batch`` is the same for the letters of one mailing, ``is_test`` says so in
    the subject. ``is_private`` letters hold a secret link; their text is wiped once they are delivered.

    Raises
    ------
    InvalidInput
        The address is none, or there is no such occasion.
    """
    posted = Letter.objects.select_for_update().filter(key=key).first()
    if posted is not None and not (is_again and posted.state == LetterState.STOPPED):
        return posted
    letter = posted or Letter(festival=festival, key=key)
    letter.template, letter.to_email, letter.is_private = template, to_email.strip(), is_private
    letter.about, letter.batch = about, batch
    _write(letter, context, language)
    letter.subject = plain_line(f"[Test] {letter.subject}", 200) if is_test else letter.subject
    _date(letter, send_at)
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


def _write(letter: Letter, context: Mapping[str, Any], language: str) -> None:
    """Write the text that goes, and keep from which words it was made."""
    text = written(letter.template, context, language, letter.festival)
    letter.subject, letter.body, letter.html = text.subject, text.body, text.html
    letter.language, letter.text_number = text.wording.language, text.wording.number
    is_other = language.split("-", maxsplit=1)[0].lower() != text.wording.language
    letter.wanted_language = language[:12] if is_other else ""


def _date(letter: Letter, send_at: datetime | None) -> None:
    """Let a letter go now, or at its time."""
    now = timezone.now()
    is_later = send_at is not None and send_at > now
    letter.state = LetterState.SCHEDULED if is_later else LetterState.WAITING
    letter.next_try_at = send_at if send_at is not None and is_later else now
    letter.attempts, letter.leased_until, letter.last_error = 0, None, ""
