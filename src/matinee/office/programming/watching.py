"""The engine at work as its page draws it: seconds, the best so far, what is possible at most, and a small curve."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from matinee.office.access import DeskRequest
from matinee.office.programming.answer import gap_words
from matinee.programming.models import Proposal
from matinee.programming.queries.proposals import is_silent
from matinee.programming.states import ProposalState

OPEN = (ProposalState.QUEUED, ProposalState.RUNNING)
WIDE, HIGH = 320, 72
SLOW_START_S = 15  # a question that waits for so long may have no worker at all


@dataclass(frozen=True, slots=True)
class Trace:
    """The search so far as two lines of SVG points: the best found, and the most that is possible."""

    best: str
    bound: str
    words: str


def watching(request: DeskRequest, proposal: Proposal) -> dict[str, Any]:
    """Return what the progress of a proposal is drawn from."""
    silent = is_silent(proposal)
    is_open = proposal.state in OPEN and not silent
    seconds = (timezone.now() - proposal.started_at).total_seconds() if proposal.started_at else 0.0
    gap = _gap(proposal)
    return {
        "is_open": is_open,
        "is_silent": silent,
        "done_s": min(seconds, proposal.budget_s),
        "share": min(100, round(100 * seconds / max(1, proposal.budget_s))),
        "budget_s": proposal.budget_s,
        "note": note_of(proposal),
        "gap": gap_words(gap) if proposal.score is not None else "",
        "drawn": trace_of(proposal),
        "poll_url": _address(request, "progress", proposal) if is_open else "",
        "stop_url": _address(request, "stop", proposal) if is_open and not proposal.is_stop_asked else "",
    }


def note_of(proposal: Proposal) -> str:
    """Return how far the engine is, in words."""
    if proposal.is_stop_asked:
        return _("Stopping; its best so far is kept.")
    if proposal.state == ProposalState.QUEUED:
        waits_s = (timezone.now() - proposal.created_at).total_seconds()
        if waits_s > SLOW_START_S:
            return _("No worker has taken it yet. It goes on by itself as soon as one is free.")
        return _("Waiting for a worker.")
    if proposal.score is None:
        return _("Looking for a first lineup.")
    return _("Looking for a better one.")


def trace_of(proposal: Proposal) -> Trace | None:
    """Return the search so far as a drawing, once there are two moments to connect."""
    events = [(at, best, bound) for at, best, bound in proposal.trace if at is not None and best is not None]
    if len(events) < 2:  # noqa: PLR2004  one moment is no line
        return None
    bounds = [bound for _at, _best, bound in events if bound is not None]
    low, high = min(best for _at, best, _bound in events), max([best for _a, best, _b in events] + bounds[-1:])
    last_s = max(float(proposal.budget_s), events[-1][0])

    def point(at: float, value: float) -> str:
        share = (min(value, high) - low) / max(high - low, 1e-9)
        return f"{WIDE * at / last_s:.1f},{HIGH - (HIGH - 8) * share - 4:.1f}"

    return Trace(
        best=" ".join(point(at, best) for at, best, _bound in events),
        bound=" ".join(point(at, bound) for at, _best, bound in events if bound is not None),
        words=_("The best score over %(seconds)d seconds, up to %(score).1f.")
        % {"seconds": events[-1][0], "score": events[-1][1]},
    )


def _gap(proposal: Proposal) -> float | None:
    """Return how far the best so far is from the best possible."""
    if proposal.score is None or proposal.bound is None:
        return None
    return max(0.0, proposal.bound - proposal.score) / max(abs(proposal.bound), 1e-9)


def _address(request: DeskRequest, name: str, proposal: Proposal) -> str:
    """Return an address of a proposal; the page it is asked from goes along."""
    on = "?on=board" if request.GET.get("on") == "board" else ""
    return reverse(f"office-programming-{name}", args=[request.festival.slug, proposal.code]) + on
