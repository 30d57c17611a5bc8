"""Running a question to the engine: hearing it, stopping it, keeping only what its checker lets through."""

import logging
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from matinee.kit.errors import InvalidInput
from matinee.kit.states import check_move
from matinee.programming import bridge
from matinee.programming.models import Question
from matinee.programming.states import PROPOSAL_MOVES, ProposalState

log = logging.getLogger(__name__)
TRACE_KEPT = 200
Listener = Callable[[Sequence[bridge.Event]], bool]
Asked = TypeVar("Asked", bound=Question)


def run_question(
    *,
    question: Question,
    kind: bridge.Kind,
    listener: Listener | None = None,
    steps: int | None = None,
    alternatives: int = 0,
) -> None:
    """Let the engine work on a question that waits, and keep what it says; run twice, it answers once."""
    if not _begin(question):
        question.refresh_from_db()
        return

    def tick(trace: Sequence[bridge.Event]) -> bool:
        wants_end = listener is not None and listener(trace)
        return _note(question, trace) or wants_end

    budget_s, seed = question.budget_s, question.seed
    try:
        answer = bridge.solve(
            question.problem,
            budget_s=budget_s,
            seed=seed,
            tick=tick,
            steps=steps,
            kind=kind,
            alternatives=alternatives,
        )
    except BaseException:
        _finish(question, ProposalState.FAILED, message="The engine could not be run. Ask again; the log says more.")
        raise
    _keep(question, answer, kind)


def stop_question(row: Asked) -> Asked:
    """Ask the engine to stop; ``row`` is held by the caller. What has ended already stays as it is."""
    if row.state == ProposalState.QUEUED:
        row.state, row.message, row.ended_at = ProposalState.CANCELLED, "Stopped before it began.", timezone.now()
    row.is_stop_asked = True
    row.save(update_fields=["state", "message", "ended_at", "is_stop_asked", "changed_at"])
    return row


def give_up(row: Question) -> None:
    """Say of a question whose worker was lost that it has no answer; ``row`` is held by the caller."""
    row.state, row.ended_at = ProposalState.FAILED, timezone.now()
    row.message = "The worker that ran the engine was lost, and its work with it. The board is untouched: ask again."
    row.save(update_fields=["state", "message", "ended_at", "changed_at"])


def budget_of(asked: int | None) -> int:
    """Return the seconds to work, or refuse what is out of reason."""
    seconds = settings.ENGINE_BUDGET_S if asked is None else asked
    if not 1 <= seconds <= settings.ENGINE_BUDGET_MOST_S:
        raise InvalidInput("budget_s", seconds, f"Give 1 to {settings.ENGINE_BUDGET_MOST_S} seconds.")
    return seconds


def _rows(question: Question) -> QuerySet[Question]:
    """Return the question's own row, of whatever table it is."""
    return type(question)._default_manager.filter(pk=question.pk)  # noqa: SLF001  Django documents it


def _begin(question: Question) -> bool:
    """Take a question that waits; tell whether it was still there to take."""
    now = timezone.now()
    waiting = _rows(question).filter(state=ProposalState.QUEUED, is_stop_asked=False)
    return waiting.update(state=ProposalState.RUNNING, started_at=now, heartbeat_at=now) == 1


def _note(question: Question, trace: Sequence[bridge.Event]) -> bool:
    """Write down how far the engine is; tell whether somebody asked it to stop."""
    last = trace[-1] if trace else [None, None, None]
    row = _rows(question)
    row.update(trace=_thinned(trace), score=last[1], bound=last[2], heartbeat_at=timezone.now())
    return bool(row.values_list("is_stop_asked", flat=True).first())


def _keep(question: Question, answer: bridge.Answer, kind: bridge.Kind) -> None:
    """Keep an answer that the engine's own checker lets through; say in words why there is none."""
    solution = answer.solution
    if answer.ending == "solved" and solution is not None:
        broken = bridge.broken_rules(question.problem, solution, kind)
        if broken:
            words = "The checker refused the engine's answer, so it cannot be adopted: " + " ".join(broken)
            _finish(question, ProposalState.FAILED, message=words, solution=solution)
            return
        _drop_broken(question, solution, kind)
        state = ProposalState.CANCELLED if answer.was_stopped else ProposalState.READY
        words = answer.words if "killed" in answer.words else ""
        _finish(question, state, message=words, solution=solution, trace=answer.trace)
        return
    if answer.ending == "died":
        log.error("The engine broke off at question %s: %s", question.code, answer.words)
    state = ProposalState.INFEASIBLE if answer.ending == "infeasible" else ProposalState.FAILED
    if answer.was_stopped:
        state = ProposalState.CANCELLED
    _finish(question, state, message=_why_none(answer), solution=solution, trace=answer.trace)


def _drop_broken(question: Question, solution: dict[str, Any], kind: bridge.Kind) -> None:
    """Leave out of an answer the alternatives that the checker refuses."""
    others = solution.get("alternatives") or []
    if others:
        broken = bridge.broken_rules_of(question.problem, others, kind)
        solution["alternatives"] = [other for other, rules in zip(others, broken, strict=True) if not rules]


def _why_none(answer: bridge.Answer) -> str:
    """Return why there is no proposal, in words."""
    said = answer.words.removeprefix("matinee engine: ")
    return {
        "infeasible": said or "The rules cannot all be kept.",
        "none": "The engine found nothing in its time. Give it longer, widen the minutes, or unlock a film.",
        "refused": f"The engine could not read the question: {said}",
    }.get(answer.ending, "The engine broke off without an answer; the log says why. Ask again.")


def _finish(
    question: Question,
    state: ProposalState,
    *,
    message: str,
    solution: dict[str, Any] | None = None,
    trace: Sequence[bridge.Event] = (),
) -> None:
    """End a run; one that was given up meanwhile, because its worker was silent, stays so."""
    check_move(PROPOSAL_MOVES, ProposalState.RUNNING, state, "This proposal")
    if not _rows(question).filter(state=ProposalState.RUNNING).exists():
        question.refresh_from_db()
        return
    found = solution or {}
    now = timezone.now()
    question.state, question.message, question.solution = state, message[:4000], solution
    question.score, question.bound = found.get("score"), found.get("bound")
    question.trace = _thinned(trace) or found.get("trace", [])
    question.ended_at = question.heartbeat_at = now
    columns = ["state", "message", "solution", "score", "bound", "trace", "ended_at", "heartbeat_at", "changed_at"]
    question.save(update_fields=columns)


def _thinned(trace: Sequence[bridge.Event]) -> list[bridge.Event]:
    """Return a trace that is short enough to keep: every so-manieth event, and the last."""
    step = len(trace) // TRACE_KEPT + 1
    return [*trace[:-1:step], trace[-1]] if trace else []
