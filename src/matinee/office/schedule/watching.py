"""The engine at work on a grid as its page draws it."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from matinee.office.access import DeskRequest
from matinee.office.watching import waiting_note, watched
from matinee.schedule.models import GridProposal


def watching(request: DeskRequest, proposal: GridProposal) -> dict[str, Any]:
    """Return what the progress of a proposal is drawn from."""
    names = [request.festival.slug, proposal.code]
    poll_url, stop_url = reverse("office-schedule-progress", args=names), reverse("office-schedule-stop", args=names)
    seen = watched(proposal, poll_url=poll_url, stop_url=stop_url)
    return seen | {"done_s": round(seen["done_s"]), "note": waiting_note(proposal) or _found(proposal)}


def _found(proposal: GridProposal) -> str:
    """Return how far the engine is, in words."""
    if proposal.score is None:
        return _("Looking for a first grid.")
    says = {"score": round(proposal.score, 1), "bound": round(proposal.bound or 0, 1)}
    if proposal.bound is None:
        return _("Best so far %(score)s points.") % says
    return _("Best so far %(score)s points; at most %(bound)s are possible.") % says
