"""The engine's proposals: asking, watching it work, stopping it, reading its reasons, adopting."""

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from matinee.festival.states import Permission
from matinee.kit.errors import Conflict
from matinee.office.access import DeskRequest, desk
from matinee.office.programming.answer import answer_of
from matinee.office.programming.forms import AskForm, VersionForm
from matinee.office.programming.pages import lineup_or_404, page, to_board, undo_address
from matinee.programming.actions import ask_engine, stop_proposal
from matinee.programming.models import Proposal
from matinee.programming.queries import board, proposal_in
from matinee.programming.queries.proposals import is_silent
from matinee.programming.states import ProposalState
from matinee.web.notices import tell, tell_trouble
from matinee.workflows.adopt_proposal import adopt_proposal

OPEN = (ProposalState.QUEUED, ProposalState.RUNNING)


@desk(Permission.PROGRAM)
@require_POST
def ask(request: DeskRequest, code: str) -> HttpResponse:
    """Ask the engine about a board and go to where its work can be watched."""
    lineup = lineup_or_404(request, code)
    form = AskForm(request.POST)
    if not form.is_valid():
        tell_trouble(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
        return to_board(request, lineup)
    given = form.cleaned_data
    try:
        asked = ask_engine(lineup=lineup, by=request.user, budget_s=given["budget_s"], seed=given["seed"] or 0)
    except Conflict as refused:
        tell_trouble(request, refused.message)
        return to_board(request, lineup)
    return redirect("office-programming-proposal", request.festival.slug, asked.code)


@desk(Permission.PROGRAM)
@never_cache
@require_safe
def show(request: DeskRequest, code: str) -> HttpResponse:
    """Show a proposal: how far it is, or what it says."""
    proposal = _proposal_or_404(request, code)
    here = board(proposal.lineup)
    context = {
        "proposal": proposal,
        "lineup": proposal.lineup,
        "edition": proposal.lineup.edition,
        "answer": answer_of(proposal, here) if (proposal.solution or {}).get("programs") else None,
        "is_stale": proposal.lineup.version != proposal.lineup_version,
        "may_adopt": proposal.state in {ProposalState.READY, ProposalState.CANCELLED, ProposalState.ADOPTED},
        **_progress(request, proposal),
    }
    return page(request, "proposal", context)


@desk(Permission.PROGRAM)
@never_cache
@require_safe
def progress(request: DeskRequest, code: str) -> HttpResponse:
    """Answer the page that asks how far the engine is; at its end, send the page to the answer."""
    proposal = _proposal_or_404(request, code)
    context = _progress(request, proposal)
    answer = render(request, "office/programming/progress.html", context)
    if not context["is_open"]:
        answer["HX-Redirect"] = reverse("office-programming-proposal", args=[request.festival.slug, code])
    return answer


@desk(Permission.PROGRAM)
@require_POST
def stop(request: DeskRequest, code: str) -> HttpResponse:
    """Ask the engine to stop and to hand over its best so far."""
    proposal = _proposal_or_404(request, code)
    stop_proposal(proposal=proposal, by=request.user)
    return redirect("office-programming-proposal", request.festival.slug, code)


@desk(Permission.PROGRAM)
@require_POST
def adopt(request: DeskRequest, code: str) -> HttpResponse:
    """Adopt a proposal, or the programs that were chosen of it."""
    proposal = _proposal_or_404(request, code)
    form = VersionForm(request.POST)
    version = form.cleaned_data["version"] if form.is_valid() else None
    chosen = request.POST.getlist("program") or None
    try:
        lineup = adopt_proposal(proposal=proposal, by=request.user, programs=chosen, version=version).lineup
    except Conflict as refused:
        tell_trouble(request, refused.message)
        return redirect("office-programming-proposal", request.festival.slug, code)
    tell(request, _("The proposal is on the board."), undo_url=undo_address(request, lineup))
    return to_board(request, lineup)


@desk(Permission.PROGRAM)
@require_safe
def download(request: DeskRequest, code: str, part: str) -> HttpResponse:
    """Hand out the question or the answer as JSON, to replay it with ``matinee engine blocks``."""
    proposal = _proposal_or_404(request, code)
    document = {"problem": proposal.problem, "solution": proposal.solution}.get(part)
    if document is None:
        raise Http404
    name = f"{proposal.lineup.edition.slug}-{proposal.code}-{part}.json"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return JsonResponse(document, headers=headers, json_dumps_params={"ensure_ascii": False, "indent": 1})


def _proposal_or_404(request: DeskRequest, code: str) -> Proposal:
    """Return a proposal of this festival."""
    found = proposal_in(request.festival, code)
    if found is None:
        raise Http404
    return found


def _progress(request: DeskRequest, proposal: Proposal) -> dict[str, object]:
    """Return what the progress of a proposal is drawn from."""
    is_open = proposal.state in OPEN and not is_silent(proposal)
    begun = proposal.started_at
    seconds = (timezone.now() - begun).total_seconds() if begun else 0
    address = {
        name: reverse(f"office-programming-{name}", args=[request.festival.slug, proposal.code])
        for name in ("progress", "stop")
    }
    return {
        "is_open": is_open,
        "is_silent": is_silent(proposal),
        "done_s": min(seconds, proposal.budget_s),
        "budget_s": proposal.budget_s,
        "note": _note(proposal),
        "poll_url": address["progress"] if is_open else "",
        "cancel_url": address["stop"] if is_open and not proposal.is_stop_asked else "",
    }


def _note(proposal: Proposal) -> str:
    """Return how far the engine is, in words."""
    if proposal.is_stop_asked:
        return _("Stopping; its best so far is kept.")
    if proposal.state == ProposalState.QUEUED:
        return _("Waiting for a worker.")
    if proposal.score is None:
        return _("Looking for a first lineup.")
    if proposal.bound is None:
        return _("Score %(score).1f so far; how far from the best is not known yet.") % {"score": proposal.score}
    gap = 100 * max(0.0, proposal.bound - proposal.score) / max(abs(proposal.bound), 1e-9)
    says = {"score": proposal.score, "bound": proposal.bound, "gap": gap}
    return _("Score %(score).1f so far, at most %(bound).1f possible: %(gap).1f %% to gain.") % says
