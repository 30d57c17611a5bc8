"""Why a decision went as it did: a code for the team, and the kind sentence that the filmmaker reads."""

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from matinee.entries.states import ConsiderationState

Words = str | Promise


@dataclass(frozen=True, slots=True)
class OutcomeReason:
    """A reason to choose from: its code, how the team calls it, what the filmmaker reads, which outcome it is for."""

    code: str
    label: Words
    words: Words
    state: ConsiderationState


REASONS: Final = (
    OutcomeReason(
        "room",
        _("No room"),
        _("We received many more films than this edition has room for, and others were placed before yours."),
        ConsiderationState.NOT_SELECTED,
    ),
    OutcomeReason(
        "alike",
        _("Alike to another"),
        _("We liked your film. Another film of this edition is close to it in subject or tone; we place only one."),
        ConsiderationState.NOT_SELECTED,
    ),
    OutcomeReason(
        "length",
        _("Its length"),
        _("We liked your film. Its length left no place for it beside the other films of this edition."),
        ConsiderationState.NOT_SELECTED,
    ),
    OutcomeReason(
        "divided",
        _("We did not agree"),
        _("Our team watched your film with care and did not come to one mind about it; this time that was not enough."),
        ConsiderationState.NOT_SELECTED,
    ),
    OutcomeReason(
        "audience",
        _("Not our audience"),
        _("Our team watched your film with care. We think that other festivals have a better audience for it."),
        ConsiderationState.NOT_SELECTED,
    ),
    OutcomeReason(
        "craft",
        _("Not there yet"),
        _("Our team saw what your film is after, and felt that picture, sound or edit do not carry it there yet."),
        ConsiderationState.NOT_SELECTED,
    ),
    OutcomeReason(
        "marks",
        _("Marks below the cut"),
        _("Our team watched your film with care, and other films stood higher with them this time."),
        ConsiderationState.NOT_SELECTED,
    ),
    OutcomeReason(
        "later",
        _("Better at a later edition"),
        _("We hold your film for a later edition, where we think it will stand better."),
        ConsiderationState.HELD,
    ),
    OutcomeReason(
        "strand",
        _("For a strand to come"),
        _("We hold your film for a coming edition whose strand it belongs to."),
        ConsiderationState.HELD,
    ),
    OutcomeReason(
        "copy",
        _("Waiting for the finished film"),
        _("We hold your film until we can see it finished."),
        ConsiderationState.HELD,
    ),
)
BY_CODE: Final = {reason.code: reason for reason in REASONS}


def reasons_for(state: str) -> list[OutcomeReason]:
    """Return the reasons that an outcome may have; none for those that need none."""
    return [reason for reason in REASONS if reason.state == state]


def words_of(code: str) -> str:
    """Return what the filmmaker reads, in the language that is active; nothing for a code that is not known."""
    return str(BY_CODE[code].words) if code in BY_CODE else ""
