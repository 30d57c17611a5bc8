"""Where a letter stands."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class LetterState(models.TextChoices):
    """Where a letter stands."""

    WAITING = "waiting", _("Waiting")
    SCHEDULED = "scheduled", _("Scheduled")
    CARRIED = "carried", _("On its way")
    SENT = "sent", _("Sent")
    BOUNCED = "bounced", _("Came back")
    FAILED = "failed", _("Failed")
    STOPPED = "stopped", _("Stopped")


LETTER_MOVES: dict[LetterState, frozenset[LetterState]] = {
    LetterState.WAITING: frozenset({LetterState.SCHEDULED, LetterState.CARRIED, LetterState.STOPPED}),
    LetterState.SCHEDULED: frozenset({LetterState.WAITING, LetterState.CARRIED, LetterState.STOPPED}),
    LetterState.CARRIED: frozenset({LetterState.SENT, LetterState.WAITING, LetterState.FAILED}),
    LetterState.SENT: frozenset({LetterState.BOUNCED}),
    LetterState.BOUNCED: frozenset({LetterState.WAITING}),
    LetterState.FAILED: frozenset({LetterState.WAITING}),
    LetterState.STOPPED: frozenset({LetterState.WAITING, LetterState.SCHEDULED}),
}
IN_THE_OUTBOX = (LetterState.WAITING, LetterState.SCHEDULED)


class MailingState(models.TextChoices):
    """Where the writing of letters to many stands."""

    WAITING = "waiting", _("Waiting for its turn")
    RUNNING = "running", _("Being written")
    DONE = "done", _("Written")
    STOPPED = "stopped", _("Stopped")


MAILING_MOVES: dict[MailingState, frozenset[MailingState]] = {
    MailingState.WAITING: frozenset({MailingState.RUNNING, MailingState.STOPPED}),
    MailingState.RUNNING: frozenset({MailingState.DONE, MailingState.STOPPED, MailingState.WAITING}),
    MailingState.STOPPED: frozenset({MailingState.WAITING}),
    MailingState.DONE: frozenset(),
}
