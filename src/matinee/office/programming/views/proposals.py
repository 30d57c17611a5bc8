"""The engine's proposals: watching it work, stopping it, three side by side with their reasons, adopting."""

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from matinee.festival.states import Permission
from matinee.kit.errors import Conflict, NotFound
from matinee.office.access import DeskRequest, desk
from matinee.office.programming.answer import answer_of
from matinee.office.programming.forms import AdoptForm, AskForm
from matinee.office.programming.pages import page, to_board, undo_address
from matinee.office.programming.watching import watching
from matinee.programming.actions import stop_proposal, take_move
from matinee.programming.models import Proposal
from matinee.programming.queries import board, proposal_in
from matinee.programming.states import ProposalState
from matinee.web.notices import tell, tell_trouble
from matinee.workflows.adopt_proposal import adopt_proposal

ADOPTABLE = (ProposalState.READY, ProposalState.CANCELLED, ProposalState.ADOPTED)


@desk(Permission.PROGRAM)
@never_cache
@require_safe
def show(request: DeskRequest, code: str) -> HttpResponse:
    """Show a question: how far the engine is, or its proposals side by side and one of them in full."""
    proposal = proposal_or_404(request, code)
    number = request.GET.get("pick", "0")
    answer = answer_of(proposal, board(proposal.lineup), int(number) if number.isdigit() else 0)
    context = {
        "proposal": proposal,
        "lineup": proposal.lineup,
        "edition": proposal.lineup.edition,
        "answer": answer,
        "conflict": (proposal.solution or {}).get("conflict", []),
        "is_stale": proposal.lineup.version != proposal.lineup_version,
        "may_adopt": proposal.state in ADOPTABLE,
        "again": AskForm(initial={"budget_s": proposal.budget_s, "seed": proposal.seed + 1}, auto_id="again-%s"),
        **watching(request, proposal),
    }
    return page(request, "proposal", context)


@desk(Permission.PROGRAM)
@never_cache
@require_safe
def progress(request: DeskRequest, code: str) -> HttpResponse:
    """Answer the page that asks how far the engine is; at its end, send the page to the answer, or say it is there."""
    proposal = proposal_or_404(request, code)
    context = watching(request, proposal) | {"proposal": proposal, "festival": request.festival, "is_part": True}
    if context["is_open"]:
        return render(request, "office/programming/progress.html", context)
    if request.GET.get("on") == "board":
        return render(request, "office/programming/progress_done.html", context)
    answer = render(request, "office/programming/progress.html", context)
    answer["HX-Redirect"] = reverse("office-programming-proposal", args=[request.festival.slug, code])
    return answer


@desk(Permission.PROGRAM)
@require_POST
def stop(request: DeskRequest, code: str) -> HttpResponse:
    """Ask the engine to stop and to hand over its best so far."""
    proposal = proposal_or_404(request, code)
    stop_proposal(proposal=proposal, by=request.user)
    return redirect("office-programming-proposal", request.festival.slug, code)


@desk(Permission.PROGRAM)
@require_POST
def adopt(request: DeskRequest, code: str) -> HttpResponse:
    """Adopt one of the proposals, or the programs that were chosen of it; what does not fit any more is told."""
    proposal = proposal_or_404(request, code)
    form = AdoptForm(request.POST)
    given = form.cleaned_data if form.is_valid() else {}
    number = given.get("pick") or 0
    chosen = request.POST.getlist("program") or None
    try:
        adopted = adopt_proposal(
            proposal=proposal, by=request.user, programs=chosen, version=given.get("version"), variant=number
        )
    except (Conflict, NotFound) as refused:
        tell_trouble(request, refused.message)
        return _to_proposal(request, code, number)
    words = _("It is on the board.") if chosen else _("The proposal is on the board.")
    if adopted.left:
        words = " ".join([_("What still fits is on the board; the rest stayed as it was:"), *adopted.left])
    tell(request, words, undo_url=undo_address(request, adopted.lineup))
    return to_board(request, adopted.lineup)


@desk(Permission.PROGRAM)
@require_POST
def move(request: DeskRequest, code: str) -> HttpResponse:
    """Make one move of a proposal, and stay with it."""
    proposal = proposal_or_404(request, code)
    form = AdoptForm(request.POST)
    given = form.cleaned_data if form.is_valid() else {}
    number, film = given.get("pick") or 0, given.get("film") or ""
    try:
        made = take_move(proposal=proposal, film=film, by=request.user, variant=number, version=given.get("version"))
    except (Conflict, NotFound) as refused:
        tell_trouble(request, refused.message)
    else:
        tell(request, _("This one move is on the board."), undo_url=undo_address(request, made.lineup))
    return _to_proposal(request, code, number, film)


@desk(Permission.PROGRAM)
@require_safe
def download(request: DeskRequest, code: str, part: str) -> HttpResponse:
    """Hand out the question or the answer as JSON, to replay it with ``matinee engine blocks``."""
    proposal = proposal_or_404(request, code)
    document = {"problem": proposal.problem, "solution": proposal.solution}.get(part)
    if document is None:
        raise Http404
    name = f"{proposal.lineup.edition.slug}-{proposal.code}-{part}.json"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return JsonResponse(document, headers=headers, json_dumps_params={"ensure_ascii": False, "indent": 1})


def proposal_or_404(request: DeskRequest, code: str) -> Proposal:
    """Return a proposal of this festival."""
    found = proposal_in(request.festival, code)
    if found is None:
        raise Http404
    return found


def _to_proposal(request: DeskRequest, code: str, number: int, film: str = "") -> HttpResponse:
    """Go back to the proposal that was looked at."""
    address = reverse("office-programming-proposal", args=[request.festival.slug, code])
    return redirect(f"{address}?pick={number}{f'#film-{film}' if film else ''}")
