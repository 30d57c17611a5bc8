"""The schedule desk: asking the engine for a grid or a repair, watching it work, adopting all or single moves."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from matinee.festival.models import Edition
from matinee.festival.states import Permission
from matinee.kit.errors import MatineeError
from matinee.office.access import DeskRequest, desk, edition_or_404
from matinee.office.schedule.answer import answer_of
from matinee.office.schedule.room_forms import AbsentForm, AskGridForm, LostForm
from matinee.office.schedule.watching import watching
from matinee.programming.states import ProposalState
from matinee.schedule.actions import (
    adopt_grid,
    ask_grid,
    repair_absent_person,
    repair_lost_auditorium,
    stop_grid_proposal,
    undo_change,
)
from matinee.schedule.bridge import Ask
from matinee.schedule.models import GridProposal
from matinee.schedule.queries import (
    grid_findings,
    grid_proposal_of,
    grid_proposals_of,
    grid_version,
    grid_working_on,
    people_of,
)
from matinee.web.notices import tell, tell_trouble

ADOPTABLE = (ProposalState.READY, ProposalState.CANCELLED, ProposalState.ADOPTED)
Asker = Callable[[DeskRequest, Edition, Any], GridProposal]


@desk(Permission.SCHEDULE)
@require_http_methods(["GET", "HEAD", "POST"])
def proposals(request: DeskRequest, edition: str) -> HttpResponse:
    """Show what the engine was asked; a POST asks (``what=grid``), or repairs (``lost``, ``absent``)."""
    found = edition_or_404(request.festival, edition)
    what = request.POST.get("what", "")
    forms = _forms(found, request, what)
    form, status = forms.get(what), 200
    if form is not None and form.is_valid():
        try:
            asked = ASKERS[what](request, found, form)
        except MatineeError as error:
            form.add_error(None, error.message)
            status = 409
        else:
            return redirect("office-schedule-proposal", request.festival.slug, asked.code)
    context = {
        "festival": request.festival,
        "edition": found,
        "tab": "proposals",
        "working": grid_working_on(found),
        "rows": list(grid_proposals_of(found)[:30]),
        "conflicts": sum(len(one.codes) > 0 and one.level == "forbids" for one in grid_findings(found)),
        "forms": forms,
    }
    return render(request, "office/schedule/proposals.html", context, status=status)


@desk(Permission.SCHEDULE)
@never_cache
@require_safe
def proposal(request: DeskRequest, code: str) -> HttpResponse:
    """Show a question: how far the engine is, or what it proposes, move by move."""
    row = proposal_or_404(request, code)
    context = {
        "festival": request.festival,
        "edition": row.edition,
        "tab": "proposals",
        "proposal": row,
        "answer": answer_of(row),
        "may_adopt": row.state in ADOPTABLE and row.solution is not None,
        "is_stale": grid_version(row.edition) != row.grid_version,
        **watching(request, row),
    }
    return render(request, "office/schedule/proposal.html", context)


@desk(Permission.SCHEDULE)
@never_cache
@require_safe
def progress(request: DeskRequest, code: str) -> HttpResponse:
    """Answer the page that asks how far the engine is; send it to the answer once there is one."""
    row = proposal_or_404(request, code)
    context = watching(request, row)
    response = render(request, "office/schedule/progress.html", context)
    if not context["is_open"]:
        response["HX-Redirect"] = reverse("office-schedule-proposal", args=[request.festival.slug, code])
    return response


@desk(Permission.SCHEDULE)
@require_POST
def stop(request: DeskRequest, code: str) -> HttpResponse:
    """Ask the engine to stop; its best so far is kept."""
    stop_grid_proposal(proposal=proposal_or_404(request, code), by=request.user)
    return redirect("office-schedule-proposal", request.festival.slug, code)


@desk(Permission.SCHEDULE)
@require_POST
def adopt(request: DeskRequest, code: str) -> HttpResponse:
    """Adopt all of a proposal, or the moves that are named."""
    row = proposal_or_404(request, code)
    only = request.POST.getlist("move") or None
    try:
        moved = len(adopt_grid(proposal=row, by=request.user, only=only))
    except MatineeError as error:
        tell_trouble(request, error.message)
        return redirect("office-schedule-proposal", request.festival.slug, code)
    words = ngettext("%(n)s booking stands as proposed.", "%(n)s bookings stand as proposed.", moved) % {"n": moved}
    undo = reverse("office-schedule-undo", args=[request.festival.slug, row.edition.slug])
    tell(request, words if moved else _("It stands so already."), undo_url=undo if moved else "")
    if only:
        return redirect("office-schedule-proposal", request.festival.slug, code)
    return redirect("office-schedule-edition", request.festival.slug, row.edition.slug)


@desk(Permission.SCHEDULE)
@require_POST
def undo(request: DeskRequest, edition: str) -> HttpResponse:
    """Undo one's own last change of the grid, for pages without the grid itself."""
    found = edition_or_404(request.festival, edition)
    try:
        tell(request, undo_change(edition=found, by=request.user, only_own=True).words)
    except MatineeError as error:
        tell_trouble(request, error.message)
    return redirect("office-schedule-edition", request.festival.slug, found.slug)


@desk(Permission.SCHEDULE)
@require_safe
def download(request: DeskRequest, code: str, part: str) -> HttpResponse:
    """Hand out the question or the answer as JSON, to replay it with ``matinee engine grid``."""
    row = proposal_or_404(request, code)
    document = {"problem": row.problem, "solution": row.solution}.get(part)
    if document is None:
        raise Http404
    headers = {"Content-Disposition": f'attachment; filename="{row.edition.slug}-{row.code}-{part}.json"'}
    return JsonResponse(document, headers=headers, json_dumps_params={"ensure_ascii": False, "indent": 1})


def proposal_or_404(request: DeskRequest, code: str) -> GridProposal:
    """Return a grid proposal of this festival."""
    row = grid_proposal_of(request.festival, code)
    if row is None:
        raise Http404
    return row


def _forms(edition: Edition, request: DeskRequest, what: str) -> dict[str, Any]:
    """Return the three questions, the one that was asked with what was typed."""
    people = [row.person for row in people_of(edition)]
    given = {name: request.POST if what == name else None for name in ASKERS}
    return {
        "grid": AskGridForm(given["grid"]),
        "lost": LostForm(edition, given["lost"], auto_id="id_lost_%s"),
        "absent": AbsentForm(edition, people, given["absent"], auto_id="id_absent_%s"),
    }


def _ask(request: DeskRequest, edition: Edition, form: AskGridForm) -> GridProposal:
    ask, budget_s = Ask(form.cleaned_data["ask"]), form.cleaned_data["budget_s"]
    return ask_grid(edition=edition, ask=ask, budget_s=budget_s, by=request.user)


def _lost(request: DeskRequest, edition: Edition, form: LostForm) -> GridProposal:
    return repair_lost_auditorium(
        edition=edition, auditorium=form.room(), starts_at=form.starts_at(), ends_at=form.ends_at(), by=request.user
    )


def _absent(request: DeskRequest, edition: Edition, form: AbsentForm) -> GridProposal:
    person = form.people[form.cleaned_data["person"]]
    return repair_absent_person(
        edition=edition, person=person, starts_at=form.starts_at(), ends_at=form.ends_at(), by=request.user
    )


ASKERS: dict[str, Asker] = {"grid": _ask, "lost": _lost, "absent": _absent}
