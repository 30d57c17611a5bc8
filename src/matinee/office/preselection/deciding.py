"""The decision meeting: the ranked table of an edition, decisions on many at once, undo, the log, the export."""

import csv
from collections.abc import Iterable
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from matinee.entries.interchange.filmfreeway.cells import armoured
from matinee.entries.rules.reasons import BY_CODE, reasons_for
from matinee.entries.states import ConsiderationState
from matinee.festival.models import Edition
from matinee.festival.queries import upcoming_editions
from matinee.festival.states import Permission
from matinee.films.states import Form
from matinee.kit.errors import InvalidInput
from matinee.office.access import DeskRequest, desk, edition_or_404
from matinee.office.preselection.decisionrows import candidate_rows
from matinee.office.preselection.pages import page
from matinee.preselection.actions import Outcome, decide, end_meeting, start_meeting, undo_decision
from matinee.preselection.queries import (
    candidates,
    candidates_named,
    decision_of,
    decisions_of,
    in_order,
    looked_at,
    open_meeting,
    outcome_counts,
)
from matinee.web.notices import tell, tell_trouble

ROWS_A_PAGE = 50
LOG_SHOWN = 12
CHOICES = (
    ConsiderationState.ELIGIBLE,
    ConsiderationState.SHORTLISTED,
    ConsiderationState.HELD,
    ConsiderationState.NOT_SELECTED,
    ConsiderationState.PLACED,
)
OPEN = [ConsiderationState.ELIGIBLE.value, ConsiderationState.SHORTLISTED.value]


@desk(Permission.SEE_SCORES)
@require_safe
def meetings(request: DeskRequest) -> HttpResponse:
    """Go to the edition that is decided on next."""
    edition = upcoming_editions(request.festival).first()
    if edition is None:
        return page(request, "no_edition", {})
    return redirect("office-preselection-meeting", request.festival.slug, edition.slug)


@desk(Permission.SEE_SCORES)
@never_cache
@require_safe
def meeting(request: DeskRequest, edition: str) -> HttpResponse:
    """Show the candidates of an edition, the best first, to be decided on."""
    on = edition_or_404(request.festival, edition)
    asked = _asked(on, request.GET).values_list("pk", flat=True)  # wide rows are fetched for one page only
    found = Paginator(asked, ROWS_A_PAGE).get_page(request.GET.get("page"))
    rows = candidates_named(on, found.object_list)
    counts, going_on = outcome_counts(on), open_meeting(on)
    log = decisions_of(on, going_on)
    context = {
        "edition": on,
        "editions": list(upcoming_editions(request.festival)),
        "page": found,
        "rows": candidate_rows(rows, request.festival.policy, request.user, first=found.start_index()),
        "states": [(state.value, state.label, counts[state]) for state in CHOICES if counts.get(state)],
        "forms": Form.choices,
        "total": sum(counts.values()),
        "meeting": going_on,
        "log": [(one, _label_of(one.reason_code)) for one in log[:LOG_SHOWN]],
        "reasons": {state.value: reasons_for(state) for state in ConsiderationState},
        "may_decide": Permission.PROGRAM in request.permissions,
        "is_projected": request.GET.get("show") == "wall",
    }
    return page(request, "meeting", context)


@desk(Permission.PROGRAM)
@require_POST
def decide_many(request: DeskRequest, edition: str) -> HttpResponse:
    """Decide on the entries that were ticked, as they stood when they were seen."""
    on = edition_or_404(request.festival, edition)
    state = request.POST.get("to", "")
    seen = dict(pair.split(":", 1) for pair in request.POST.getlist("entry") if ":" in pair)
    if state not in ConsiderationState.values or not seen:
        raise InvalidInput("to", state, _("Tick the films first, then choose what becomes of them."))
    chosen = ConsiderationState(state)
    code = request.POST.get(f"reason_{state}", "")
    try:
        outcome = decide(edition=on, seen=seen, state=chosen, by=request.user, reason_code=code)
    except InvalidInput as refused:
        tell_trouble(request, refused.accepted)
        return _back(request, on)
    _tell(request, on, outcome, chosen)
    return _back(request, on)


@desk(Permission.PROGRAM)
@require_POST
def undo(request: DeskRequest, edition: str, code: str) -> HttpResponse:
    """Take a decision back."""
    on = edition_or_404(request.festival, edition)
    decision = decision_of(on, code)
    if decision is None:
        raise Http404
    back = undo_decision(decision=decision, by=request.user)
    words = ngettext("%(n)d film stands as it stood before.", "%(n)d films stand as they stood before.", back)
    tell(request, words % {"n": back})
    return _back(request, on)


@desk(Permission.PROGRAM)
@require_POST
def gather(request: DeskRequest, edition: str) -> HttpResponse:
    """Start the meeting on an edition, or end it."""
    on = edition_or_404(request.festival, edition)
    going_on = open_meeting(on)
    if going_on is None:
        start_meeting(edition=on, by=request.user)
    else:
        end_meeting(meeting=going_on, by=request.user)
        tell(request, _("The meeting has ended. What it decided stays."))
    return _back(request, on)


@desk(Permission.SEE_SCORES)
@require_safe
def table(request: DeskRequest, edition: str) -> HttpResponse:
    """Return the table as a CSV that no spreadsheet program takes for formulas; it holds no names."""
    on = edition_or_404(request.festival, edition)
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{request.festival.slug}-{on.slug}-decisions.csv"'
    answer.write("\ufeff")
    lines = csv.writer(answer)
    lines.writerow(
        ["Film", "Length (s)", "Mean", "Sd", "Best rank", "Worst rank", "Chance", "Viewings", "Spread", "State", "Why"]
    )
    found = list(_asked(on, request.GET)[:5000])
    rows = candidate_rows(found, request.festival.policy, request.user, first=1)
    lines.writerows([armoured(str(cell)) for cell in row.cells()] for row in rows)
    return answer


def _asked(edition: Edition, query: QueryDict) -> Any:  # noqa: ANN401  a queryset of considerations
    """Return the candidates that an address asks for: those still open, unless it names other states."""
    states = [state for state in query.getlist("state") if state in ConsiderationState.values] or OPEN
    found = candidates(edition).filter(state__in=states)
    forms = [form for form in query.getlist("form") if form in Form.values]
    found = found.filter(entry__film__form__in=forms) if forms else found
    return in_order(looked_at(found, query.getlist("look"), edition.festival.policy), query.get("sort", ""))


def _tell(request: DeskRequest, edition: Edition, outcome: Outcome, state: ConsiderationState) -> None:
    """Say what was decided, with the way back, and what was passed over."""
    if outcome.decision is not None:
        words = ngettext("%(n)d film: %(state)s.", "%(n)d films: %(state)s.", outcome.decided)
        back = reverse(
            "office-preselection-meeting-undo", args=[request.festival.slug, edition.slug, outcome.decision.code]
        )
        tell(request, words % {"n": outcome.decided, "state": state.label}, undo_url=back)
    if outcome.stale:
        words = _("Somebody was faster with %(films)s. Look at how it stands now, then decide again.")
        tell_trouble(request, words % {"films": _listed(outcome.stale)})
    if outcome.barred:
        words = _("You keep away from %(films)s, so others decide on it.")
        tell_trouble(request, words % {"films": _listed(outcome.barred)})


def _label_of(code: str) -> str:
    """Return how the team calls a reason."""
    return str(BY_CODE[code].label) if code in BY_CODE else ""


def _listed(titles: Iterable[str]) -> str:
    return ", ".join(f"“{title}”" for title in titles)


def _back(request: DeskRequest, edition: Edition) -> HttpResponse:
    """Return to the table as it was filtered."""
    here = reverse("office-preselection-meeting", args=[request.festival.slug, edition.slug])
    back = request.POST.get("back", "")
    is_ours = url_has_allowed_host_and_scheme(back, allowed_hosts=None) and back.startswith(here)
    return redirect(back if is_ours else here)
