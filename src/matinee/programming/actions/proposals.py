"""Asking the engine, listening to it, stopping it, keeping its answer for replay."""

import logging
from collections.abc import Callable, Sequence
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from matinee.accounts.models import User
from matinee.festival.actions import audit
from matinee.kit.errors import Conflict, InvalidInput
from matinee.kit.states import check_move
from matinee.programming import bridge
from matinee.programming.models import Lineup, Proposal
from matinee.programming.queries import board, pool, working_on
from matinee.programming.states import PROPOSAL_MOVES, ProposalState

log = logging.getLogger(__name__)
RUN = "matinee.programming.tasks.propose"  # by name: tasks stand above actions
TRACE_KEPT = 200
Listener = Callable[[Sequence[bridge.Event]], bool]


@transaction.atomic
def ask_engine(
    *, lineup: Lineup, by: User | None, budget_s: int | None = None, seed: int = 0, is_queued: bool = True
) -> Proposal:
    """Ask the engine to fill a board around its locks; a worker of the queue ``engine`` answers.

    With ``is_queued=False`` nobody is told: the caller runs it (``run_proposal``).

    Raises
    ------
    InvalidInput
        A budget off the allowed seconds.
    Conflict
        It is at this board already, or there is nothing to fill or nothing to fill it with.
    """
    row = Lineup.objects.select_for_update().select_related("edition__festival").get(pk=lineup.pk)
    if working_on(row) is not None:
        raise Conflict("The engine is working on this board. Stop it first, or wait for its answer.")
    proposal = Proposal.objects.create(
        lineup=row,
        problem=_problem(row),
        budget_s=_budget(budget_s),
        seed=seed,
        lineup_version=row.version,
        asked_by=by,
    )
    audit(festival=row.edition.festival, by=by, verb="ask_engine", about=row, proposal=proposal.code)
    if is_queued:
        transaction.on_commit(lambda: import_string(RUN).enqueue(proposal.code))
    return proposal


def run_proposal(*, proposal: Proposal, listener: Listener | None = None, steps: int | None = None) -> Proposal:
    """Let the engine work on a question that waits, and keep what it says; run twice, it answers once.

    ``listener`` hears the trace twice a second and may ask to stop by returning True. After ``steps`` deterministic
    steps the engine ends, where the budget allows them, so that the same question has the same answer.
    """
    if not _begin(proposal):
        proposal.refresh_from_db()
        return proposal

    def tick(trace: Sequence[bridge.Event]) -> bool:
        wants_end = listener is not None and listener(trace)
        return _note(proposal, trace) or wants_end

    try:
        answer = bridge.solve(proposal.problem, budget_s=proposal.budget_s, seed=proposal.seed, tick=tick, steps=steps)
    except BaseException:
        _finish(proposal, ProposalState.FAILED, message="The engine could not be run. Ask again; the log says more.")
        raise
    _keep(proposal, answer)
    return proposal


@transaction.atomic
def stop_proposal(*, proposal: Proposal, by: User | None) -> Proposal:
    """Ask the engine to stop; what it has by then is kept. What has ended already stays as it is."""
    row = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if row.state == ProposalState.QUEUED:
        row.state, row.message, row.ended_at = ProposalState.CANCELLED, "Stopped before it began.", timezone.now()
    row.is_stop_asked = True
    row.save(update_fields=["state", "message", "ended_at", "is_stop_asked", "changed_at"])
    audit(festival=proposal.lineup.edition.festival, by=by, verb="stop_proposal", about=proposal.lineup)
    return row


def mark_adopted(*, proposal: Proposal) -> None:
    """Move a proposal to adopted, inside the transaction of its adoption."""
    state = ProposalState(proposal.state)
    if state == ProposalState.ADOPTED:
        return
    check_move(PROPOSAL_MOVES, state, ProposalState.ADOPTED, "This proposal")
    Proposal.objects.filter(pk=proposal.pk).update(state=ProposalState.ADOPTED)
    proposal.state = ProposalState.ADOPTED


def _problem(lineup: Lineup) -> dict[str, Any]:
    """Return what the engine is asked, or say what is missing."""
    here = board(lineup)
    policy = lineup.edition.festival.policy
    problem = bridge.problem_of(here.programs, pool(lineup), policy)
    if not problem["programs"]:
        raise Conflict("There is no program to fill. Add one, or unlock one.")
    if not problem["films"]:
        raise Conflict(
            f"No film is above the cut of {policy.quality_cut} for {lineup.edition} yet. "
            "Let reviewers score more entries, or shortlist films by hand."
        )
    return problem


def _budget(asked: int | None) -> int:
    """Return the seconds to work, or refuse what is out of reason."""
    seconds = settings.ENGINE_BUDGET_S if asked is None else asked
    if not 1 <= seconds <= settings.ENGINE_BUDGET_MOST_S:
        raise InvalidInput("budget_s", seconds, f"Give 1 to {settings.ENGINE_BUDGET_MOST_S} seconds.")
    return seconds


def _begin(proposal: Proposal) -> bool:
    """Take a question that waits; tell whether it was still there to take."""
    now = timezone.now()
    waiting = Proposal.objects.filter(pk=proposal.pk, state=ProposalState.QUEUED, is_stop_asked=False)
    return waiting.update(state=ProposalState.RUNNING, started_at=now, heartbeat_at=now) == 1


def _note(proposal: Proposal, trace: Sequence[bridge.Event]) -> bool:
    """Write down how far the engine is; tell whether somebody asked it to stop."""
    last = trace[-1] if trace else [None, None, None]
    row = Proposal.objects.filter(pk=proposal.pk)
    row.update(trace=_thinned(trace), score=last[1], bound=last[2], heartbeat_at=timezone.now())
    return bool(row.values_list("is_stop_asked", flat=True).first())


def _keep(proposal: Proposal, answer: bridge.Answer) -> None:
    """Keep an answer that the engine's own checker lets through; say in words why there is none."""
    solution = answer.solution
    if answer.ending == "solved" and solution is not None:
        broken = bridge.broken_rules(proposal.problem, solution)
        if broken:
            words = "The checker refused the engine's answer, so it cannot be adopted: " + " ".join(broken)
            _finish(proposal, ProposalState.FAILED, message=words, solution=solution)
            return
        state = ProposalState.CANCELLED if answer.was_stopped else ProposalState.READY
        words = answer.words if "killed" in answer.words else ""
        _finish(proposal, state, message=words, solution=solution, trace=answer.trace)
        return
    if answer.ending == "died":
        log.error("The engine broke off at proposal %s: %s", proposal.code, answer.words)
    state = ProposalState.INFEASIBLE if answer.ending == "infeasible" else ProposalState.FAILED
    if answer.was_stopped:
        state = ProposalState.CANCELLED
    _finish(proposal, state, message=_why_none(answer), solution=solution, trace=answer.trace)


def _why_none(answer: bridge.Answer) -> str:
    """Return why there is no proposal, in words."""
    said = answer.words.removeprefix("matinee engine: ")
    return {
        "infeasible": said or "The board's rules cannot all be kept.",
        "none": "The engine found nothing in its time. Give it longer, widen a program's minutes, or unlock a film.",
        "refused": f"The engine could not read the question: {said}",
    }.get(answer.ending, "The engine broke off without an answer; the log says why. Ask again.")


def _finish(
    proposal: Proposal,
    state: ProposalState,
    *,
    message: str,
    solution: dict[str, Any] | None = None,
    trace: Sequence[bridge.Event] = (),
) -> None:
    """End a run."""
    check_move(PROPOSAL_MOVES, ProposalState.RUNNING, state, "This proposal")
    found = solution or {}
    now = timezone.now()
    proposal.state, proposal.message, proposal.solution = state, message[:4000], solution
    proposal.score, proposal.bound = found.get("score"), found.get("bound")
    proposal.trace = _thinned(trace) or found.get("trace", [])
    proposal.ended_at = proposal.heartbeat_at = now
    columns = ["state", "message", "solution", "score", "bound", "trace", "ended_at", "heartbeat_at", "changed_at"]
    proposal.save(update_fields=columns)


def _thinned(trace: Sequence[bridge.Event]) -> list[bridge.Event]:
    """Return a trace that is short enough to keep: every so-manieth event, and the last."""
    step = len(trace) // TRACE_KEPT + 1
    return [*trace[:-1:step], trace[-1]] if trace else []
