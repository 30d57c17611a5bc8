"""What the worker does for the schedule (queue ``engine``)."""

from django_tasks import task

from matinee.schedule.actions import run_grid_proposal
from matinee.schedule.models import GridProposal


@task(queue_name="engine")
def propose_grid(code: str) -> str:
    """Let the engine answer one question about a grid; return how it ended."""
    proposal = GridProposal.objects.filter(code=code).first()
    return str(run_grid_proposal(proposal=proposal).state) if proposal else "gone"
