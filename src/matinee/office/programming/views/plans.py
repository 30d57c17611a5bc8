"""Plans for the pool: asking, watching the engine work, reading which film goes where and why, adopting."""

from urllib.parse import urlencode

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from matinee.festival.states import Permission
from matinee.kit.errors import Conflict
from matinee.office.access import DeskRequest, desk
from matinee.office.programming.forms import AskForm
from matinee.office.programming.pages import page
from matinee.office.programming.plan import plan_answer
from matinee.office.watching import watched
from matinee.programming.actions.planning import ADOPTABLE, adopt_plan, ask_plan, stop_plan
from matinee.programming.models import PoolPlan, Strand
from matinee.programming.queries.horizon import horizon_of, rooms_of
from matinee.programming.queries.plans import plan_at_work, plan_in, plans_of
from matinee.web.notices import tell, tell_trouble

SHOWN = 20


@desk(Permission.PROGRAM)
@require_safe
def plans(request: DeskRequest) -> HttpResponse:
    """Show what was planned so far, the room there is, and the way to ask."""
    titles = dict(Strand.objects.filter(festival=request.festival).values_list("slug", "title"))
    rooms = [
        (room, [(titles.get(strand or "", ""), minutes) for strand, minutes in room.left.items() if minutes >= 1])
        for room in rooms_of(request.festival, horizon_of(request.festival))
    ]
    context = {
        "plans": plans_of(request.festival)[:SHOWN],
        "working": plan_at_work(request.festival),
        "rooms": rooms,
        "ask": AskForm(),
    }
    return page(request, "plans", context)


@desk(Permission.PROGRAM)
@require_POST
def ask(request: DeskRequest) -> HttpResponse:
    """Ask for a plan and go to where the work can be watched."""
    form = AskForm(request.POST)
    if not form.is_valid():
        tell_trouble(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
        return redirect("office-programming-plans", request.festival.slug)
    given = form.cleaned_data
    try:
        asked = ask_plan(
            festival=request.festival, by=request.user, budget_s=given["budget_s"], seed=given["seed"] or 0
        )
    except Conflict as refused:
        tell_trouble(request, refused.message)
        return redirect("office-programming-plans", request.festival.slug)
    return redirect("office-programming-plan", request.festival.slug, asked.code)


@desk(Permission.PROGRAM)
@never_cache
@require_safe
def show(request: DeskRequest, code: str) -> HttpResponse:
    """Show a plan: how far it is, or what it says."""
    plan = _plan_or_404(request, code)
    context = {
        "plan": plan,
        "answer": plan_answer(plan) if (plan.solution or {}).get("editions") else None,
        "may_adopt": plan.state in ADOPTABLE,
        **_progress(request, plan),
    }
    return page(request, "plan", context)


@desk(Permission.PROGRAM)
@never_cache
@require_safe
def progress(request: DeskRequest, code: str) -> HttpResponse:
    """Answer the page that asks how far the engine is; at its end, send the page to the answer."""
    plan = _plan_or_404(request, code)
    context = _progress(request, plan) | {"is_part": True}
    answer = render(request, "office/programming/progress.html", context)
    if not context["is_open"]:
        answer["HX-Redirect"] = reverse("office-programming-plan", args=[request.festival.slug, code])
    return answer


@desk(Permission.PROGRAM)
@require_POST
def stop(request: DeskRequest, code: str) -> HttpResponse:
    """Ask the engine to stop and to hand over its best so far."""
    stop_plan(plan=_plan_or_404(request, code), by=request.user)
    return redirect("office-programming-plan", request.festival.slug, code)


@desk(Permission.PROGRAM)
@require_POST
def adopt(request: DeskRequest, code: str) -> HttpResponse:
    """Adopt a plan whole, for an edition, or single films of it."""
    plan = _plan_or_404(request, code)
    here = reverse("office-programming-plan", args=[request.festival.slug, code])
    wanted = {name: request.POST.getlist(name) or None for name in ("edition", "film")}
    try:
        done = adopt_plan(plan=plan, by=request.user, editions=wanted["edition"], films=wanted["film"])
    except Conflict as refused:
        tell_trouble(request, refused.message)
        return redirect(here)
    said = ngettext("%(n)d film is planned.", "%(n)d films are planned.", done.entries) % {"n": done.entries}
    if done.passed_over:
        said += " " + _("Decided otherwise meanwhile: %(names)s.") % {"names": ", ".join(done.passed_over[:5])}
    change = done.change.code if done.change else ""
    undo = reverse("office-entries-pool-undo", args=[request.festival.slug, change])
    tell(request, said, undo_url=f"{undo}?{urlencode({'back': here})}")
    return redirect(here)


@desk(Permission.PROGRAM)
@require_safe
def download(request: DeskRequest, code: str, part: str) -> HttpResponse:
    """Hand out the question or the answer as JSON, to replay it with ``matinee engine pool``."""
    plan = _plan_or_404(request, code)
    document = {"problem": plan.problem, "solution": plan.solution}.get(part)
    if document is None:
        raise Http404
    headers = {"Content-Disposition": f'attachment; filename="pool-{plan.code}-{part}.json"'}
    return JsonResponse(document, headers=headers, json_dumps_params={"ensure_ascii": False, "indent": 1})


def _plan_or_404(request: DeskRequest, code: str) -> PoolPlan:
    """Return a plan of this festival."""
    found = plan_in(request.festival, code)
    if found is None:
        raise Http404
    return found


def _progress(request: DeskRequest, plan: PoolPlan) -> dict[str, object]:
    """Return what the progress of a plan is drawn from."""
    poll_url, stop_url = (
        reverse(f"office-programming-plan-{name}", args=[request.festival.slug, plan.code])
        for name in ("progress", "stop")
    )
    note = "" if plan.started_at else _("Waiting for its turn.")
    return {**watched(plan, poll_url=poll_url, stop_url=stop_url), "note": note}
