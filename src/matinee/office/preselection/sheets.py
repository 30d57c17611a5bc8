"""What reviewers are asked: the scorecard of each call, version by version."""

from typing import Any

from django.forms import BaseFormSet, formset_factory
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from matinee.entries.models import Call
from matinee.festival.states import Permission
from matinee.kit.errors import Conflict, InvalidInput
from matinee.office.access import DeskRequest, desk
from matinee.office.preselection.forms import CriterionForm, SheetForm
from matinee.office.preselection.pages import page
from matinee.preselection.actions import set_sheet
from matinee.preselection.models import Sheet
from matinee.preselection.queries import calls_with_sheets, sheet_of
from matinee.preselection.rules.sheets import MOST_CRITERIA
from matinee.web.notices import tell

Criteria = formset_factory(CriterionForm, extra=0, max_num=MOST_CRITERIA, validate_max=True)
EMPTY_ROWS = 3


@desk(Permission.SEE_SCORES)
@require_safe
def sheets(request: DeskRequest) -> HttpResponse:
    """Show the calls with their sheets."""
    return page(request, "sheets", {"calls": list(calls_with_sheets(request.festival))})


@desk(Permission.MANAGE_FESTIVAL)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sheet(request: DeskRequest, slug: str) -> HttpResponse:
    """Show and change what the reviewers of a call are asked."""
    call = Call.objects.filter(festival=request.festival, slug=slug).first()
    if call is None:
        raise Http404
    last = sheet_of(call)
    form = SheetForm(request.POST or None, initial=_initial(last))
    rows = Criteria(request.POST or None, initial=_rows(last), prefix="c")
    if request.method != "POST" or not (form.is_valid() and rows.is_valid()):
        return _sheet_page(request, call, last, form, rows=rows)
    said = form.cleaned_data
    try:
        made = set_sheet(call=call, by=request.user, criteria=[one.cleaned_data for one in rows], **said)
    except (InvalidInput, Conflict) as refused:
        form.add_error(None, refused.message)
        return _sheet_page(request, call, last, form, rows=rows, status=409 if isinstance(refused, Conflict) else 400)
    words = _("“%(call)s” is marked on sheet %(n)d from now on. Cards already filled in keep theirs.")
    tell(request, words % {"call": call, "n": made.number})
    return redirect("office-preselection-sheets", request.festival.slug)


def _initial(last: Sheet | None) -> dict[str, Any]:
    """Return what the form starts with."""
    if last is None:
        return {"seen": 0, "asks_weight": True, "asks_strands": True}
    names = ("asks_weight", "asks_strands", "asks_maker_note", "is_blind")
    return {name: getattr(last, name) for name in names} | {"seen": last.number}


def _rows(last: Sheet | None) -> list[dict[str, Any]]:
    """Return the criteria, and some empty rows behind them."""
    known = list(last.criteria) if last else []
    empty = min(EMPTY_ROWS, MOST_CRITERIA - len(known))
    return [*known, *({"weight": 1, "most": 5} for _row in range(empty))]


def _sheet_page(  # noqa: PLR0913  one page and its two forms
    request: DeskRequest,
    call: Call,
    last: Sheet | None,
    form: SheetForm,
    *,
    rows: BaseFormSet[CriterionForm],
    status: int = 0,
) -> HttpResponse:
    """Return the page of a call's sheet."""
    bad = bool(form.errors) or any(rows.errors)
    context = {"call": call, "sheet": last, "form": form, "rows": rows}
    return page(request, "sheet", context, status=status or (400 if bad else 200))
