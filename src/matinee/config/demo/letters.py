"""The demo's letters: one in every state, an invitation that waits, one that was declined. None leaves this machine."""

import smtplib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from typing import Final, NoReturn

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from matinee.accounts.models import User
from matinee.config.demo.beside import leave_hole
from matinee.entries.models import Consideration, Entry
from matinee.entries.states import ALIVE, ConsiderationState, EntryState
from matinee.festival.models import Edition, Festival
from matinee.kit.clock import today_in
from matinee.mailroom.actions import carry_letter, stop_letter, take_bounce
from matinee.mailroom.models import Letter
from matinee.programming.models import Invitation
from matinee.workflows.answer_correction import answer_correction
from matinee.workflows.ask_correction import ask_correction
from matinee.workflows.decline_entries import decline_entries
from matinee.workflows.invite_film import invite_film
from matinee.workflows.replace_cut import replace_cut
from matinee.workflows.tell_maker import tell_maker

NOWHERE: Final = "django.core.mail.backends.dummy.EmailBackend"
REFUSING: Final = "matinee.config.demo.letters.RefusingBackend"
NO_MAILBOX: Final = "5.1.1 There is no mailbox of that name here"
FILMMAKER: Final = "josephine@films.example"
LATER: Final = timedelta(days=3)
ASKED: Final = (
    "The running time in your entry is two minutes longer than the film we watched. Which of them is right?",
    "Your entry says that nobody speaks in the film. We heard Portuguese: are there subtitles?",
)
ANSWERED: Final = "There are now, in English. The old file had none."
NEW_IN_IT: Final = "The sound is mixed, and the titles are new."
USUAL_S: Final = 12 * 60


class RefusingBackend(BaseEmailBackend):
    """A mail server that knows nobody, so that the demo has a letter that failed."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> NoReturn:
        """Refuse every address for good."""
        raise smtplib.SMTPRecipientsRefused({to: (550, NO_MAILBOX.encode()) for m in email_messages for to in m.to})


def write_letters(festival: Festival, edition: Edition, by: User) -> str:
    """Invite a filmmaker's film and write letters that stand in every state; done once."""
    if Letter.objects.filter(festival=festival).exists():
        return "The letters are written."
    invitation = _invite(festival, edition, by)
    leave_hole(edition, invitation.answer_by, by)
    rows = _declined(edition)[:6]
    with _mail_through(NOWHERE):
        sent = decline_entries(considerations=rows[:4], by=by)
        sent += list(Letter.objects.filter(template="invitation", festival=festival))
        for letter in sent:
            carry_letter(letter=letter)
    for letter in sent[:1]:
        letter.refresh_from_db()
        take_bounce(letter=letter, reason=NO_MAILBOX)
    _others(rows[4:], by)
    _ask(festival, by)
    return f"{Letter.objects.filter(festival=festival).count()} letters written; {invitation} waits for its answer."


def _invite(festival: Festival, edition: Edition, by: User) -> Invitation:
    """Invite a film of one filmmaker, one of the lineup if there is one."""
    mine = Entry.objects.filter(festival=festival, sender__email=FILMMAKER, state__in=ALIVE)
    placed = mine.filter(considerations__edition=edition, considerations__state=ConsiderationState.PLACED)
    entry = (placed.order_by("film__title") or mine.order_by("film__title"))[0]
    message = "We watched it twice and argued about the ending all the way home. Please come and argue with us."
    soon = today_in(festival.time_zone) + timedelta(days=10)
    answer_by = min(soon, edition.starts_on or soon)
    return invite_film(entry=entry, edition=edition, answer_by=answer_by, by=by, message=message)


def _declined(edition: Edition) -> list[Consideration]:
    """Return films that are not in an edition, with an address to write to."""
    rows = Consideration.objects.filter(edition=edition, entry__state__in=ALIVE, state=ConsiderationState.NOT_SELECTED)
    needed = ("edition", "entry__film", "entry__call", "entry__sender", "entry__festival__policy")
    return list(rows.exclude(entry__sender_email="").select_related(*needed).order_by("entry__film__title"))


def _others(rows: list[Consideration], by: User) -> None:
    """Leave one letter that was stopped, one for later, one that failed, one that waits."""
    entries = [row.entry for row in rows] * 4
    said = {"asked": "The running time in your entry is two minutes longer than the film we watched."}
    times = (timezone.now() + LATER, timezone.now() + LATER, None, None)
    letters = [
        tell_maker(entry=entry, occasion="correction_asked", by=by, once=str(n), more=said, send_at=at)
        for n, (entry, at) in enumerate(zip(entries, times, strict=False))
    ]
    written = [letter for letter in letters if letter is not None]
    for letter in written[:1]:
        stop_letter(letter=letter, by=by)
    with _mail_through(REFUSING):
        for letter in written[2:3]:
            carry_letter(letter=letter)


def _ask(festival: Festival, by: User) -> None:
    """Ask a filmmaker about two films, let them answer about one, and let another send a new cut."""
    known = Entry.objects.filter(festival=festival).select_related("film", "festival__policy", "call", "sender")
    mine = known.filter(sender__email=FILMMAKER, state__in=ALIVE).order_by("film__title")
    questions = [ask_correction(entry=entry, asked=asked, by=by) for entry, asked in zip(mine, ASKED, strict=False)]
    for correction in questions[1:]:
        answer_correction(correction=correction, answer=ANSWERED, by=correction.entry.sender)
    marked = known.filter(state=EntryState.CONSIDERED, standing__viewings__gte=2).exclude(sender_email="")
    for entry in marked.order_by("film__title")[:1]:
        length = entry.film.running_time_s or USUAL_S
        replace_cut(entry=entry, running_time_s=length, note=NEW_IN_IT, by=entry.sender)


@contextmanager
def _mail_through(backend: str) -> Iterator[None]:
    """Let letters leave by another door for a while."""
    usual, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, backend
    try:
        yield
    finally:
        settings.EMAIL_BACKEND = usual
