"""Asking the engine, listening to it, stopping it, keeping its answer for replay."""

from typing import Any

from django.db import transaction
from django.utils.module_loading import import_string

from matinee.accounts.models import User
from matinee.festival.actions import audit
from matinee.kit.errors import Conflict
from matinee.kit.states import check_move
from matinee.programming import bridge
from matinee.programming.actions.asking import Listener, budget_of, run_question, stop_question
from matinee.programming.models import Lineup, Proposal
from matinee.programming.queries import board, curation_of, pool, working_on
from matinee.programming.states import PROPOSAL_MOVES, ProposalState

RUN = "matinee.programming.tasks.propose"  # by name: tasks stand above actions


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
        budget_s=budget_of(budget_s),
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
    run_question(question=proposal, kind="blocks", listener=listener, steps=steps)
    return proposal


@transaction.atomic
def stop_proposal(*, proposal: Proposal, by: User | None) -> Proposal:
    """Ask the engine to stop; what it has by then is kept. What has ended already stays as it is."""
    row = stop_question(Proposal.objects.select_for_update().get(pk=proposal.pk))
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
    learnt = curation_of(lineup.edition.festival)
    weights = learnt.weights if learnt else bridge.WEIGHTS
    problem = bridge.problem_of(here.programs, pool(lineup), policy, weights)
    if not problem["programs"]:
        raise Conflict("There is no program to fill. Add one, or unlock one.")
    if not problem["films"]:
        raise Conflict(
            f"No film is above the cut of {policy.quality_cut} for {lineup.edition} yet. "
            "Let reviewers score more entries, or shortlist films by hand."
        )
    return problem
