"""What the worker does for programming (queue ``engine``)."""

from django_tasks import task

from matinee.programming.actions import run_proposal
from matinee.programming.actions.planning import run_plan
from matinee.programming.models import PoolPlan, Proposal


@task(queue_name="engine")
def propose(code: str) -> str:
    """Let the engine answer one question; return how it ended."""
    proposal = Proposal.objects.filter(code=code).first()
    return str(run_proposal(proposal=proposal).state) if proposal else "gone"


@task(queue_name="engine")
def plan_pool(code: str) -> str:
    """Let the engine plan a pool; return how it ended."""
    plan = PoolPlan.objects.filter(code=code).first()
    return str(run_plan(plan=plan).state) if plan else "gone"
