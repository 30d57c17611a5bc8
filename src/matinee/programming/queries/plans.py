"""Reads of plans for the pool."""

from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone

from matinee.festival.models import Festival
from matinee.programming.models import PoolPlan, Question
from matinee.programming.states import ProposalState

SILENT_S = 30  # a running question that has not been heard of for so long has lost its worker
OPEN = (ProposalState.QUEUED, ProposalState.RUNNING)


def plans_of(festival: Festival) -> QuerySet[PoolPlan]:
    """Return what the engine was asked about the pool, the newest first, without the large answers."""
    found = PoolPlan.objects.filter(festival=festival).defer("problem", "solution", "trace")
    return found.select_related("asked_by").order_by("-created_at", "-pk")


def plan_in(festival: Festival, code: str) -> PoolPlan | None:
    """Return a plan of this festival."""
    return PoolPlan.objects.filter(festival=festival, code=code).select_related("festival", "asked_by").first()


def plan_at_work(festival: Festival) -> PoolPlan | None:
    """Return the plan that the engine is still at, or that waits for it."""
    return next((plan for plan in plans_of(festival).filter(state__in=OPEN) if not has_lost_worker(plan)), None)


def has_lost_worker(question: Question) -> bool:
    """Tell whether a running question has lost its worker."""
    if question.state != ProposalState.RUNNING or question.heartbeat_at is None:
        return False
    return timezone.now() - question.heartbeat_at > timedelta(seconds=SILENT_S)


def planned_films(plan: PoolPlan) -> dict[str, list[str]]:
    """Return the codes of the films planned for each edition, by the edition's slug."""
    editions = (plan.solution or {}).get("editions", [])
    return {one["id"]: [put["film"] for put in one["films"]] for one in editions}


def newest_answer(festival: Festival) -> PoolPlan | None:
    """Return the newest plan that has an answer to adopt."""
    answered = (ProposalState.READY, ProposalState.ADOPTED, ProposalState.CANCELLED)
    found = PoolPlan.objects.filter(festival=festival, state__in=answered, score__isnull=False)
    return found.order_by("-created_at", "-pk").first()
