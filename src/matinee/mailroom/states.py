"""Where a letter stands."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class LetterState(models.TextChoices):
    """Where a letter stands."""

    WAITING = "waiting", _("Waiting")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Failed")


LETTER_MOVES: dict[LetterState, frozenset[LetterState]] = {
    LetterState.WAITING: frozenset({LetterState.SENT, LetterState.FAILED}),
    LetterState.FAILED: frozenset({LetterState.WAITING}),
    LetterState.SENT: frozenset(),
}
