"""Planning the pool: asking which film goes to which coming edition, and adopting the answer in whole or in part."""

from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from matinee.accounts.models import User
from matinee.entries.actions.holding import Changed, plan_entries
from matinee.entries.models import Entry
from matinee.entries.states import EntryState
from matinee.festival.actions import audit
from matinee.festival.models import Edition, Festival
from matinee.festival.queries import upcoming_editions
from matinee.kit.errors import Conflict, NotFound, WrongState
from matinee.programming.actions.asking import Listener, budget_of, run_question, stop_question
from matinee.programming.bridge.horizon import pool_problem
from matinee.programming.models import PoolPlan
from matinee.programming.queries.horizon import candidates_of, expected_of, horizon_of, rooms_of
from matinee.programming.queries.plans import plan_at_work, planned_films
from matinee.programming.states import ProposalState

RUN = "matinee.programming.tasks.plan_pool"  # by name: tasks stand above actions
ADOPTABLE = (ProposalState.READY, ProposalState.CANCELLED, ProposalState.ADOPTED)


@transaction.atomic
def ask_plan(
    *, festival: Festival, by: User | None, budget_s: int | None = None, seed: int = 0, is_queued: bool = True
) -> PoolPlan:
    """Ask the engine which film of the pool goes to which coming edition; a worker of the queue ``engine`` answers.

    With ``is_queued=False`` nobody is told: the caller runs it (``run_plan``).

    Raises
    ------
    InvalidInput
        A budget off the allowed seconds.
    Conflict
        It is at this pool already, no edition lies ahead, or no film may be planned.
    """
    row = Festival.objects.select_for_update(of=("self",)).select_related("policy").get(pk=festival.pk)
    if plan_at_work(row) is not None:
        raise Conflict(_("The engine is planning already. Stop it first, or wait for its answer."))
    budget = budget_of(budget_s)
    plan = PoolPlan.objects.create(festival=row, problem=_problem(row), budget_s=budget, seed=seed, asked_by=by)
    audit(festival=row, by=by, verb="ask_plan", about=plan)
    if is_queued:
        transaction.on_commit(lambda: import_string(RUN).enqueue(plan.code))
    return plan


def run_plan(*, plan: PoolPlan, listener: Listener | None = None, steps: int | None = None) -> PoolPlan:
    """Let the engine work on a plan that waits, and keep what its checker lets through; run twice, it answers once."""
    run_question(question=plan, kind="pool", listener=listener, steps=steps)
    return plan


@transaction.atomic
def stop_plan(*, plan: PoolPlan, by: User | None) -> PoolPlan:
    """Ask the engine to stop; what it has by then is kept. What has ended already stays as it is."""
    row = stop_question(PoolPlan.objects.select_for_update(of=("self",)).get(pk=plan.pk))
    audit(festival=plan.festival, by=by, verb="stop_plan", about=plan)
    return row


@transaction.atomic
def adopt_plan(
    *,
    plan: PoolPlan,
    by: User | None,
    editions: Collection[str] | None = None,
    films: Collection[str] | None = None,
) -> Changed:
    """Adopt a plan: whole, for the editions with these slugs, or these films by their codes.

    Each film is shortlisted for its edition, which puts it into that edition's pool beside the board, and held for it
    at the editions before. Lineups are not touched. ``entries.actions.holding.undo_pool_change`` takes it back. Films
    that were decided otherwise since the engine was asked are passed over and named.

    Raises
    ------
    WrongState
        There is no answer to adopt.
    NotFound
        No such edition or film in the plan.
    Conflict
        Nothing of it can be adopted any more.
    """
    held = PoolPlan.objects.select_for_update(of=("self",)).select_related("festival__policy").get(pk=plan.pk)
    if held.state not in ADOPTABLE or not (held.solution or {}).get("editions"):
        raise WrongState(_("There is nothing to adopt here: the engine has no answer to this question."))
    planned = _planned(held, _chosen(held, editions, films))
    if not planned:
        raise Conflict(_("None of these films can be planned any more. Ask the engine again."))
    done = plan_entries(festival=held.festival, planned=planned, by=by, verb="adopt_plan")
    if not done.entries:
        raise Conflict(_("These films were decided otherwise since the engine was asked. Ask it again."))
    held.state = ProposalState.ADOPTED
    held.save(update_fields=["state", "changed_at"])
    audit(festival=held.festival, by=by, verb="adopt_plan", about=held, entries=done.entries)
    plan.state = held.state
    return done


def _chosen(plan: PoolPlan, editions: Collection[str] | None, films: Collection[str] | None) -> dict[str, str]:
    """Return the wanted part of a plan: film code to edition slug."""
    everything = planned_films(plan)
    where = {film: slug for slug, codes in everything.items() for film in codes}
    unknown = [*(set(editions or ()) - everything.keys()), *(set(films or ()) - where.keys())]
    if unknown:
        raise NotFound(_("This is not in the plan. Open the plan again."))
    return {
        film: slug
        for film, slug in where.items()
        if (editions is None or slug in editions) and (films is None or film in films)
    }


def _planned(plan: PoolPlan, chosen: dict[str, str]) -> dict[Entry, Edition]:
    """Return the entries of the chosen films with their editions, as far as both are still there."""
    ahead = {edition.slug: edition for edition in upcoming_editions(plan.festival)}
    found = Entry.objects.filter(festival=plan.festival, film__code__in=chosen, state=EntryState.CONSIDERED)
    rows = found.select_related("film").order_by("pk")
    return {entry: ahead[chosen[entry.film.code]] for entry in rows if chosen[entry.film.code] in ahead}


def _problem(festival: Festival) -> dict[str, Any]:
    """Return what the engine is asked, or say what is missing."""
    editions = horizon_of(festival)
    if not editions:
        raise Conflict(_("No edition lies ahead. Plan one first, then ask again."))
    rooms = rooms_of(festival, editions)
    candidates = candidates_of(festival, rooms)
    if not candidates:
        said = _("No film above the cut of %(cut)s is open to a coming edition. Let reviewers score more entries.")
        raise Conflict(said % {"cut": festival.policy.quality_cut})
    return pool_problem(rooms, candidates, expected_of(festival, rooms), festival.policy)
