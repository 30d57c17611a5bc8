"""The engine at work on a grid as its page draws it."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from matinee.office.access import DeskRequest
from matinee.programming.queries.plans import has_lost_worker
from matinee.programming.states import ProposalState
from matinee.schedule.models import GridProposal

OPEN = (ProposalState.QUEUED, ProposalState.RUNNING)
SLOW_START_S = 15  # a question that waits for so long may have no worker at all


def watching(request: DeskRequest, proposal: GridProposal) -> dict[str, Any]:
    """Return what the progress of a proposal is drawn from."""
    silent = has_lost_worker(proposal)
    is_open = proposal.state in OPEN and not silent
    seconds = (timezone.now() - proposal.started_at).total_seconds() if proposal.started_at else 0.0
    names = [request.festival.slug, proposal.code]
    return {
        "proposal": proposal,
        "is_open": is_open,
        "is_silent": silent,
        "done_s": round(min(seconds, proposal.budget_s)),
        "budget_s": proposal.budget_s,
        "note": _note(proposal),
        "poll_url": reverse("office-schedule-progress", args=names) if is_open else "",
        "cancel_url": reverse("office-schedule-stop", args=names) if is_open and not proposal.is_stop_asked else "",
    }


def _note(proposal: GridProposal) -> str:
    """Return how far the engine is, in words."""
    if proposal.is_stop_asked:
        return _("Stopping; its best so far is kept.")
    if proposal.state == ProposalState.QUEUED:
        waits_s = (timezone.now() - proposal.created_at).total_seconds()
        if waits_s > SLOW_START_S:
            return _("No worker has taken it yet. It goes on by itself as soon as one is free.")
        return _("Waiting for a worker.")
    if proposal.score is None:
        return _("Looking for a first grid.")
    says = {"score": round(proposal.score, 1), "bound": round(proposal.bound or 0, 1)}
    if proposal.bound is None:
        return _("Best so far %(score)s points.") % says
    return _("Best so far %(score)s points; at most %(bound)s are possible.") % says
