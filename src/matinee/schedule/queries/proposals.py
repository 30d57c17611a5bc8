"""What the engine was asked about grids and what it answered."""

from django.db.models import QuerySet

from matinee.festival.models import Edition, Festival
from matinee.programming.queries.plans import has_lost_worker
from matinee.programming.states import ProposalState
from matinee.schedule.models import GridProposal


def grid_proposals_of(edition: Edition) -> QuerySet[GridProposal]:
    """Return an edition's grid proposals, the last first, without their long JSON."""
    rows = GridProposal.objects.filter(edition=edition).select_related("asked_by")
    return rows.defer("problem", "trace", "legend")


def grid_proposal_of(festival: Festival, code: str) -> GridProposal | None:
    """Return a festival's grid proposal."""
    rows = GridProposal.objects.filter(edition__festival=festival, code=code)
    return rows.select_related("edition__festival", "asked_by").first()


def grid_working_on(edition: Edition) -> GridProposal | None:
    """Return the question that the engine is at, or that waits for it."""
    running = (ProposalState.QUEUED, ProposalState.RUNNING)
    rows = GridProposal.objects.filter(edition=edition, state__in=running)
    return next((one for one in rows if not has_lost_worker(one)), None)


def lost_on_grid(edition: Edition) -> list[GridProposal]:
    """Return the questions whose worker was lost."""
    rows = GridProposal.objects.filter(edition=edition, state=ProposalState.RUNNING)
    return [one for one in rows if has_lost_worker(one)]
