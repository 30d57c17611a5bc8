"""The engine at work on a board as its page draws it."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from matinee.office.access import DeskRequest
from matinee.office.programming.answer import gap_words
from matinee.office.watching import waiting_note, watched
from matinee.programming.models import Proposal


def watching(request: DeskRequest, proposal: Proposal) -> dict[str, Any]:
    """Return what the progress of a proposal is drawn from."""
    gap = _gap(proposal)
    return {
        **watched(
            proposal,
            poll_url=_address(request, "progress", proposal),
            stop_url=_address(request, "stop", proposal),
        ),
        "note": note_of(proposal),
        "gap": gap_words(gap) if proposal.score is not None else "",
    }


def note_of(proposal: Proposal) -> str:
    """Return how far the engine is, in words."""
    looking = _("Looking for a first lineup.") if proposal.score is None else _("Looking for a better one.")
    return waiting_note(proposal) or looking


def _gap(proposal: Proposal) -> float | None:
    """Return how far the best so far is from the best possible."""
    if proposal.score is None or proposal.bound is None:
        return None
    return max(0.0, proposal.bound - proposal.score) / max(abs(proposal.bound), 1e-9)


def _address(request: DeskRequest, name: str, proposal: Proposal) -> str:
    """Return an address of a proposal; the page it is asked from goes along."""
    on = "?on=board" if request.GET.get("on") == "board" else ""
    return reverse(f"office-programming-{name}", args=[request.festival.slug, proposal.code]) + on
