"""Where a call, an entry, a consideration and an import stand."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CallKind(models.TextChoices):
    """Whether a call ever closes."""

    ROLLING = "rolling", _("Rolling: always open")
    DATED = "dated", _("With a deadline")


class EntryState(models.TextChoices):
    """Where an entry stands."""

    DRAFT = "draft", _("Being written")
    INCOMPLETE = "incomplete", _("Incomplete")
    CONSIDERED = "considered", _("In consideration")
    PLACED = "placed", _("Placed")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    DISQUALIFIED = "disqualified", _("Disqualified")
    EXPIRED = "expired", _("Window ended")


ENTRY_MOVES: dict[EntryState, frozenset[EntryState]] = {
    EntryState.DRAFT: frozenset({EntryState.CONSIDERED, EntryState.INCOMPLETE, EntryState.WITHDRAWN}),
    EntryState.INCOMPLETE: frozenset({EntryState.CONSIDERED, EntryState.WITHDRAWN, EntryState.DISQUALIFIED}),
    EntryState.CONSIDERED: frozenset(
        {EntryState.PLACED, EntryState.WITHDRAWN, EntryState.DISQUALIFIED, EntryState.EXPIRED, EntryState.INCOMPLETE}
    ),
    EntryState.PLACED: frozenset({EntryState.CONSIDERED, EntryState.WITHDRAWN, EntryState.DISQUALIFIED}),
    EntryState.WITHDRAWN: frozenset({EntryState.CONSIDERED, EntryState.INCOMPLETE, EntryState.DRAFT}),
    EntryState.DISQUALIFIED: frozenset({EntryState.CONSIDERED, EntryState.INCOMPLETE}),
    EntryState.EXPIRED: frozenset({EntryState.CONSIDERED}),
}
ALIVE = (EntryState.CONSIDERED, EntryState.PLACED)
ENTERED = (*ALIVE, EntryState.INCOMPLETE)  # sent, and neither closed nor over


class ConsiderationState(models.TextChoices):
    """Where an entry stands for one edition."""

    ELIGIBLE = "eligible", _("Considered")
    INELIGIBLE = "ineligible", _("Not eligible")
    HELD = "held", _("Held for a later edition")
    SHORTLISTED = "shortlisted", _("Shortlisted")
    PLACED = "placed", _("In the lineup")
    NOT_SELECTED = "not_selected", _("Not selected")


DECIDED = (ConsiderationState.PLACED, ConsiderationState.NOT_SELECTED)


class EntrySource(models.TextChoices):
    """By which road an entry came in."""

    LOUNGE = "lounge", _("Entered here")
    FILMFREEWAY = "filmfreeway", _("FilmFreeway")
    OFFICE = "office", _("Recorded by staff")


class QuestionKind(models.TextChoices):
    """How a call's own question is answered."""

    TEXT = "text", _("A line")
    LONG = "long", _("Several lines")
    YES_NO = "yes_no", _("Yes or no")
    CHOICE = "choice", _("One of several")
    SEVERAL = "several", _("Some of several")
    NUMBER = "number", _("A number")
    LINK = "link", _("A link")


class PaymentState(models.TextChoices):
    """Where the payment of a fee stands."""

    OPEN = "open", _("Begun")
    PAID = "paid", _("Paid")
    GONE = "gone", _("Not paid")


class PaymentRoad(models.TextChoices):
    """How a fee was paid."""

    CARD = "card", _("By card")
    ELSEWHERE = "elsewhere", _("Outside Matinee")


class RefundState(models.TextChoices):
    """Where money given back stands."""

    ASKED = "asked", _("On its way")
    DONE = "done", _("Given back")
    FAILED = "failed", _("Refused")


class ImportState(models.TextChoices):
    """Where an import stands."""

    UPLOADED = "uploaded", _("Uploaded")
    QUEUED = "queued", _("Waiting")
    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    FAILED = "failed", _("Failed")
    CANCELLED = "cancelled", _("Cancelled")
