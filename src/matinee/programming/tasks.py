"""What the worker does for programming (queue ``engine``)."""

from django_tasks import task

from matinee.programming.actions import run_proposal
from matinee.programming.models import Proposal


@task(queue_name="engine")
def propose(code: str) -> str:
    """Let the engine answer one question; return how it ended."""
    proposal = Proposal.objects.filter(code=code).first()
    return str(run_proposal(proposal=proposal).state) if proposal else "gone"
