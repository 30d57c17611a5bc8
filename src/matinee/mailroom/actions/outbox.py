"""What staff do with a letter: stop it before it goes, send it at another time, try it again."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from matinee.accounts.models import User
from matinee.festival.actions import audit
from matinee.festival.models import Festival
from matinee.kit.errors import InvalidInput, WrongState
from matinee.kit.rows import checked
from matinee.kit.states import check_move
from matinee.mailroom.actions.posting import enqueue_delivery
from matinee.mailroom.models import Letter
from matinee.mailroom.queries import free_letters
from matinee.mailroom.states import IN_THE_OUTBOX, LETTER_MOVES, LetterState


@transaction.atomic
def stop_letter(*, letter: Letter, by: User | None) -> Letter:
    """Stop a letter that has not gone; one conditional update, so that it cannot go at the same moment.

    Raises
    ------
    WrongState
        It is on its way, or gone.
    """
    stopped = free_letters().filter(pk=letter.pk, state__in=IN_THE_OUTBOX).update(state=LetterState.STOPPED)
    letter.refresh_from_db()
    if not stopped:
        said = _("This letter is “%(state)s”: only one that waits can be stopped.")
        raise WrongState(said % {"state": letter.get_state_display()})
    audit(festival=letter.festival, by=by, verb="stop_letter", about=letter)
    return letter


@transaction.atomic
def stop_batch(*, festival: Festival, batch: str, by: User | None) -> list[Letter]:
    """Stop what of a mailing has not gone yet; return the letters that were stopped."""
    waiting = free_letters().filter(festival=festival, batch=batch, state__in=IN_THE_OUTBOX)
    chosen = list(waiting.select_for_update()) if batch else []
    waiting.filter(pk__in=[letter.pk for letter in chosen]).update(state=LetterState.STOPPED)
    stopped = list(Letter.objects.filter(pk__in=[letter.pk for letter in chosen], state=LetterState.STOPPED))
    if stopped:
        audit(festival=festival, by=by, verb="stop_mailing", about=stopped[0], letters=len(stopped), batch=batch)
    return stopped


@transaction.atomic
def schedule_letter(*, letter: Letter, send_at: datetime, by: User | None) -> Letter:
    """Let a letter that has not gone (or was stopped) go at another time.

    Raises
    ------
    InvalidInput
        The time has passed.
    WrongState
        It is on its way, or gone.
    """
    if send_at <= timezone.now():
        raise InvalidInput("send_at", send_at, _("Give a time that lies ahead, or send it now."))
    _move(letter, LetterState.SCHEDULED, send_at)
    audit(festival=letter.festival, by=by, verb="schedule_letter", about=letter, send_at=send_at)
    return letter


@transaction.atomic
def send_now(*, letter: Letter, by: User | None) -> Letter:
    """Let a letter go at once that is scheduled or was stopped.

    Raises
    ------
    WrongState
        It waits already, is on its way, or gone.
    """
    if letter.state == LetterState.WAITING:
        raise WrongState(_("This letter goes with the next round already."))
    _move(letter, LetterState.WAITING, timezone.now())
    audit(festival=letter.festival, by=by, verb="send_letter_now", about=letter)
    return letter


@transaction.atomic
def retry_letter(*, letter: Letter, by: User | None, to_email: str = "") -> Letter:
    """Send a letter again that failed or came back, with all its tries ahead; ``to_email`` corrects the address.

    Raises
    ------
    WrongState
        It did neither, or its text was wiped because it held a secret.
    InvalidInput
        The corrected address is none.
    """
    check_move(LETTER_MOVES, LetterState(letter.state), LetterState.WAITING, f"The letter “{letter.subject}”")
    if letter.is_private and letter.sent_at:
        raise WrongState(_("Its secret link was wiped when it left. Invite the person again instead."))
    if to_email.strip():
        letter.to_email = to_email.strip()
    letter.state, letter.bounced_at = LetterState.WAITING, None
    letter.attempts, letter.next_try_at, letter.leased_until = 0, timezone.now(), None
    checked(letter)
    letter.save()
    audit(festival=letter.festival, by=by, verb="retry_letter", about=letter)
    enqueue_delivery(letter)
    return letter


def _move(letter: Letter, to: LetterState, at: datetime) -> None:
    """Move a letter that nobody carries, by one conditional update, and hand it to the worker."""
    movable = free_letters().filter(pk=letter.pk, state__in=(*IN_THE_OUTBOX, LetterState.STOPPED))
    if not movable.update(state=to, next_try_at=at, attempts=0, leased_until=None):
        letter.refresh_from_db()
        said = _("This letter is “%(state)s”: its time cannot be changed any more.")
        raise WrongState(said % {"state": letter.get_state_display()})
    letter.refresh_from_db()
    enqueue_delivery(letter)
