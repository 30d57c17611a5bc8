"""Reads of proposals."""

from django.db.models import QuerySet

from matinee.festival.models import Festival
from matinee.programming.models import Lineup, Proposal
from matinee.programming.queries.plans import OPEN, has_lost_worker
from matinee.programming.states import ProposalState


def proposals_of(lineup: Lineup) -> QuerySet[Proposal]:
    """Return what the engine was asked about a board, the newest first, without the large answers."""
    return Proposal.objects.filter(lineup=lineup).defer("problem", "solution", "trace").order_by("-created_at", "-pk")


def latest_proposal(lineup: Lineup) -> Proposal | None:
    """Return the newest question about a board."""
    return proposals_of(lineup).first()


def proposal_in(festival: Festival, code: str) -> Proposal | None:
    """Return a proposal of this festival."""
    found = Proposal.objects.filter(lineup__edition__festival=festival, code=code)
    return found.select_related("lineup__edition__festival", "asked_by").first()


def working_on(lineup: Lineup) -> Proposal | None:
    """Return the question about a board that the engine is still at, or that waits for it."""
    open_ones = proposals_of(lineup).filter(state__in=OPEN)
    return next((proposal for proposal in open_ones if not has_lost_worker(proposal)), None)


def lost_on(lineup: Lineup) -> list[Proposal]:
    """Return the questions about a board whose worker was lost."""
    return [one for one in proposals_of(lineup).filter(state=ProposalState.RUNNING) if has_lost_worker(one)]


def why_of(proposal: Proposal) -> dict[str, str]:
    """Return why each film is where it is, in the engine's words."""
    told = (proposal.solution or {}).get("films", [])
    return {one["film"]: one["why_here"] for one in told if one.get("why_here")}
