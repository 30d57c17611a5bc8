"""States that makers and the public meet too, in every language."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class LineupState(models.TextChoices):
    """A draft, or the edition's one adopted lineup."""

    DRAFT = "draft", _("Draft")
    ADOPTED = "adopted", _("The lineup")


class ProgramKind(models.TextChoices):
    """What a program is made of."""

    SHORTS = "shorts", _("Shorts program")
    FEATURE = "feature", _("Feature")


class WishKind(models.TextChoices):
    """What a wish for an edition's mixture looks at."""

    FORM = "form", _("Form")
    GENRE = "genre", _("Genre")
    COUNTRY = "country", _("Country")
    LANGUAGE = "language", _("Language")
    FIRST_FILM = "first_film", _("First films")
    STUDENT = "student", _("Student films")


class ProposalState(models.TextChoices):
    """Where the engine's work stands."""

    QUEUED = "queued", _("Waiting")
    RUNNING = "running", _("Working")
    READY = "ready", _("Ready")
    INFEASIBLE = "infeasible", _("Not possible")
    FAILED = "failed", _("Failed")
    CANCELLED = "cancelled", _("Stopped")
    ADOPTED = "adopted", _("Adopted")


PROPOSAL_MOVES: dict[ProposalState, frozenset[ProposalState]] = {
    ProposalState.QUEUED: frozenset({ProposalState.RUNNING, ProposalState.CANCELLED, ProposalState.FAILED}),
    ProposalState.RUNNING: frozenset(
        {ProposalState.READY, ProposalState.INFEASIBLE, ProposalState.FAILED, ProposalState.CANCELLED}
    ),
    ProposalState.READY: frozenset({ProposalState.ADOPTED}),
    ProposalState.CANCELLED: frozenset({ProposalState.ADOPTED}),
    ProposalState.ADOPTED: frozenset({ProposalState.ADOPTED}),
}


class CheckLevel(models.TextChoices):
    """How serious a finding is."""

    FORBIDS = "forbids", _("Not allowed")
    BLOCKS_RELEASE = "blocks_release", _("Mend before publishing")
    WARNS = "warns", _("Look again")
    INFORMS = "informs", _("For information")


class OfferState(models.TextChoices):
    """Where an invitation of a film stands."""

    OFFERED = "offered", _("Waiting for an answer")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    EXPIRED = "expired", _("No answer in time")
    WITHDRAWN = "withdrawn", _("Taken back")


OFFER_MOVES: dict[OfferState, frozenset[OfferState]] = {
    OfferState.OFFERED: frozenset({OfferState.ACCEPTED, OfferState.DECLINED, OfferState.EXPIRED, OfferState.WITHDRAWN}),
    OfferState.ACCEPTED: frozenset({OfferState.ACCEPTED, OfferState.DECLINED, OfferState.WITHDRAWN}),
    OfferState.DECLINED: frozenset({OfferState.ACCEPTED}),
    OfferState.EXPIRED: frozenset({OfferState.OFFERED}),
    OfferState.WITHDRAWN: frozenset(),
}
OFFER_OPEN = (OfferState.OFFERED, OfferState.ACCEPTED)
