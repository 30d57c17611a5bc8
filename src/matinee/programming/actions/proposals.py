"""Asking the engine, listening to it, stopping it, keeping its answer for replay."""

from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from matinee.accounts.models import User
from matinee.festival.actions import audit
from matinee.kit.errors import Conflict
from matinee.kit.states import check_move
from matinee.programming import bridge
from matinee.programming.actions.asking import Listener, budget_of, give_up, run_question, stop_question
from matinee.programming.models import Lineup, Proposal
from matinee.programming.queries import board, curation_of, pool, working_on
from matinee.programming.queries.asking import bench_films, benched_codes, must_play_of
from matinee.programming.queries.proposals import lost_on
from matinee.programming.states import PROPOSAL_MOVES, AskMode, ProposalState

RUN = "matinee.programming.tasks.propose"  # by name: tasks stand above actions
ALTERNATIVES = 2  # beside the best: three can be looked at side by side


@transaction.atomic
def ask_engine(  # noqa: PLR0913  a question has these parts, all named
    *,
    lineup: Lineup,
    by: User | None,
    budget_s: int | None = None,
    seed: int = 0,
    mode: AskMode = AskMode.ANY,
    programs: Collection[str] = (),
    uses_bench: bool = False,
    alternatives: int = ALTERNATIVES,
    is_queued: bool = True,
) -> Proposal:
    """Ask the engine to fill a board around its locks; a worker of the queue ``engine`` answers.

    ``programs`` are codes, none for all of them; ``mode`` says what may change. With ``is_queued=False`` nobody is
    told: the caller runs it (``run_proposal``).

    Raises
    ------
    InvalidInput
        A budget off the allowed seconds.
    Conflict
        It is at this board already, or there is nothing to fill or nothing to fill it with.
    """
    row = _free_board(lineup)
    ask = bridge.Ask(mode=mode, programs=frozenset(programs), must_play=must_play_of(row.edition))
    proposal = Proposal(
        lineup=row,
        problem=_problem(row, ask, uses_bench=uses_bench),
        budget_s=budget_of(budget_s),
        seed=seed,
        mode=mode,
        programs=sorted(programs),
        uses_bench=uses_bench,
        alternatives=0 if mode == AskMode.ORDER else alternatives,
        lineup_version=row.version,
        asked_by=by,
    )
    return _put(proposal, by, is_queued=is_queued)


@transaction.atomic
def ask_again(
    *, proposal: Proposal, by: User | None, budget_s: int | None = None, seed: int | None = None, is_queued: bool = True
) -> Proposal:
    """Ask the very same question once more, with other seconds or another seed: a replay on the page.

    Raises
    ------
    InvalidInput
        A budget off the allowed seconds.
    Conflict
        The engine is at this board already.
    """
    row = _free_board(proposal.lineup)
    again = Proposal(
        lineup=row,
        problem=proposal.problem,
        budget_s=budget_of(budget_s or proposal.budget_s),
        seed=proposal.seed + 1 if seed is None else seed,
        mode=proposal.mode,
        programs=proposal.programs,
        uses_bench=proposal.uses_bench,
        alternatives=proposal.alternatives,
        lineup_version=proposal.lineup_version,
        asked_by=by,
    )
    return _put(again, by, is_queued=is_queued)


def run_proposal(*, proposal: Proposal, listener: Listener | None = None, steps: int | None = None) -> Proposal:
    """Let the engine work on a question that waits, and keep what it says; run twice, it answers once.

    ``listener`` hears the trace twice a second and may ask to stop by returning True. After ``steps`` deterministic
    steps the engine ends, where the budget allows them, so that the same question has the same answer.
    """
    run_question(question=proposal, kind="blocks", listener=listener, steps=steps, alternatives=proposal.alternatives)
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


def _free_board(lineup: Lineup) -> Lineup:
    """Return a board's row, held, where nobody is at work on it; questions whose worker was lost are given up."""
    found = Lineup.objects.select_for_update(of=("self",)).select_related("edition__festival__policy")
    row = found.get(pk=lineup.pk)
    for lost in lost_on(row):
        give_up(lost)
    if working_on(row) is not None:
        raise Conflict(_("The engine is working on this board. Stop it first, or wait for its answer."))
    return row


def _put(proposal: Proposal, by: User | None, *, is_queued: bool) -> Proposal:
    """Keep a question, and tell the worker once it is kept."""
    proposal.save()
    festival = proposal.lineup.edition.festival
    audit(festival=festival, by=by, verb="ask_engine", about=proposal.lineup, proposal=proposal.code)
    if is_queued:
        transaction.on_commit(lambda: import_string(RUN).enqueue(proposal.code))
    return proposal


def _problem(lineup: Lineup, ask: bridge.Ask, *, uses_bench: bool) -> dict[str, Any]:
    """Return what the engine is asked, or say what is missing."""
    policy = lineup.edition.festival.policy
    benched = benched_codes(lineup)
    films = [film for film in pool(lineup) if film.code not in benched]
    films += bench_films(lineup) if uses_bench else []
    problem = bridge.problem_of(board(lineup).programs, films, policy, weights_for(lineup), ask)
    if not problem["programs"]:
        raise Conflict(nothing_to_do(ask.mode))
    if not problem["films"]:
        words = _(
            "No film is above the cut of %(cut)s for %(edition)s yet. Let reviewers score more entries, or shortlist "
            "films by hand."
        )
        raise Conflict(words % {"cut": policy.quality_cut, "edition": lineup.edition})
    return problem


def nothing_to_do(mode: AskMode) -> str:
    """Return what is said where no program may change."""
    if mode == AskMode.FILL:
        return _("There is no hole to fill: every program that is not locked is full.")
    return _("There is no program to fill. Add one, or unlock one.")


def weights_for(lineup: Lineup) -> dict[str, float]:
    """Return the weights that proposals of this festival go by."""
    learnt = curation_of(lineup.edition.festival)
    return dict(learnt.weights if learnt else bridge.WEIGHTS)
