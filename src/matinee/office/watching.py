"""The engine at work as every desk draws it: whether it still is, its seconds, its best so far, and a small curve."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from matinee.programming.models import Question
from matinee.programming.queries.plans import OPEN, has_lost_worker
from matinee.programming.states import ProposalState

WIDE, HIGH = 320, 72
SLOW_START_S = 15  # a question that waits for so long may have no worker at all


@dataclass(frozen=True, slots=True)
class Trace:
    """The search so far as two lines of SVG points: the best found, and the most that is possible."""

    best: str
    bound: str
    words: str


def watched(question: Question, *, poll_url: str, stop_url: str) -> dict[str, Any]:
    """Return what the progress of a question is drawn from; the addresses are left out once they lead nowhere."""
    silent = has_lost_worker(question)
    is_open = question.state in OPEN and not silent
    seconds = (timezone.now() - question.started_at).total_seconds() if question.started_at else 0.0
    return {
        "proposal": question,
        "is_open": is_open,
        "is_silent": silent,
        "done_s": min(seconds, question.budget_s),
        "share": min(100, round(100 * seconds / max(1, question.budget_s))),
        "budget_s": question.budget_s,
        "drawn": trace_of(question),
        "poll_url": poll_url if is_open else "",
        "stop_url": stop_url if is_open and not question.is_stop_asked else "",
    }


def waiting_note(question: Question) -> str:
    """Return in words what keeps the engine from looking on, or nothing while it looks."""
    if question.is_stop_asked:
        return _("Stopping; its best so far is kept.")
    if question.state == ProposalState.QUEUED:
        waits_s = (timezone.now() - question.created_at).total_seconds()
        if waits_s > SLOW_START_S:
            return _("No worker has taken it yet. It goes on by itself as soon as one is free.")
        return _("Waiting for a worker.")
    return ""


def trace_of(question: Question) -> Trace | None:
    """Return the search so far as a drawing, once there are two moments to connect."""
    events = [(at, best, bound) for at, best, bound in question.trace if at is not None and best is not None]
    if len(events) < 2:  # noqa: PLR2004  one moment is no line
        return None
    bounds = [bound for _at, _best, bound in events if bound is not None]
    low, high = min(best for _at, best, _bound in events), max([best for _a, best, _b in events] + bounds[-1:])
    last_s = max(float(question.budget_s), events[-1][0])

    def point(at: float, value: float) -> str:
        share = (min(value, high) - low) / max(high - low, 1e-9)
        return f"{WIDE * at / last_s:.1f},{HIGH - (HIGH - 8) * share - 4:.1f}"

    return Trace(
        best=" ".join(point(at, best) for at, best, _bound in events),
        bound=" ".join(point(at, bound) for at, _best, bound in events if bound is not None),
        words=_("The best score over %(seconds)d seconds, up to %(score).1f.")
        % {"seconds": events[-1][0], "score": events[-1][1]},
    )
