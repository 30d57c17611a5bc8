"""The pool as a table: looking, exporting, holding, longer windows, all taken back with one press."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from matinee.entries.actions.holding import (
    Changed,
    extend_windows,
    hold_entries,
    plan_entries,
    release_entries,
    undo_pool_change,
)
from matinee.entries.models import Entry, PoolChange
from matinee.entries.states import ConsiderationState
from matinee.festival.models import Edition
from matinee.festival.queries import upcoming_editions
from matinee.festival.states import Permission
from matinee.films.states import Form
from matinee.kit.clock import today_in
from matinee.kit.errors import Conflict, InvalidInput
from matinee.office.access import DeskRequest, desk
from matinee.office.entries.pool_csv import lines_as_csv
from matinee.office.entries.pool_table import (
    EXPIRES,
    REASONS,
    country_counts,
    every_line,
    lines_of,
    ordered,
    pool_entries,
    sifted,
    with_cells,
)
from matinee.office.entries.views.pages import page
from matinee.programming.queries import strands_of
from matinee.web.notices import tell, tell_trouble

A_PAGE = 50
MONTHS = (1, 3, 6, 12)
PASSED_NAMED = 3


@desk(Permission.SEE_ENTRIES)
@require_safe
def table(request: DeskRequest) -> HttpResponse:
    """Show the entries of the pool that the address asks for."""
    festival, today = request.festival, today_in(request.festival.time_zone)
    editions = list(upcoming_editions(festival))
    everything = pool_entries(festival, editions)
    shown = ordered(sifted(everything, request.GET, editions, today), request.GET)
    pages = Paginator(with_cells(shown, editions), A_PAGE).get_page(request.GET.get("page"))
    may_score = Permission.SEE_SCORES in request.permissions
    context = {
        "page": pages,
        "lines": lines_of(list(pages.object_list), reader=request.user, may_score=may_score, today=today),
        "editions": editions,
        "later": editions[1:],
        "may_score": may_score,
        "states": ConsiderationState.choices,
        "reasons": list(REASONS.items()),
        "expires": EXPIRES,
        "months": MONTHS,
        "forms": Form.choices,
        "countries": country_counts(everything, request.GET.getlist("country")),
        "strands": list(strands_of(festival)),
    }
    return page(request, "pool", context)


@desk(Permission.SEE_ENTRIES)
@require_safe
def export(request: DeskRequest) -> HttpResponseBase:
    """Hand out the same entries, row by row, as a CSV that no spreadsheet program takes for formulas."""
    festival, today = request.festival, today_in(request.festival.time_zone)
    editions = list(upcoming_editions(festival))
    shown = ordered(sifted(pool_entries(festival, editions), request.GET, editions, today), request.GET)
    may_score = Permission.SEE_SCORES in request.permissions
    lines = every_line(with_cells(shown, editions), reader=request.user, may_score=may_score, today=today)
    answer = StreamingHttpResponse(lines_as_csv(lines, editions), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{festival.slug}-pool-{today}.csv"'
    answer["Cache-Control"] = "private, no-store"
    return answer


@desk(Permission.MANAGE_ENTRIES)
@require_POST
def change(request: DeskRequest) -> HttpResponse:
    """Hold, plan, release or extend what is ticked."""
    codes = request.POST.getlist("entry")
    entries = list(Entry.objects.filter(festival=request.festival, code__in=codes).select_related("film"))
    try:
        done = _done(request, request.POST.get("deed", ""), entries)
    except InvalidInput as refused:
        tell_trouble(request, refused.accepted)
        return redirect(_back(request))
    if done.change is None:
        tell_trouble(request, _("Nothing was changed: tick films that are in consideration and placed nowhere."))
        return redirect(_back(request))
    undo = reverse("office-entries-pool-undo", args=[request.festival.slug, done.change.code])
    tell(request, _told(done), undo_url=f"{undo}?{urlencode({'back': _back(request)})}")
    return redirect(_back(request))


@desk(Permission.MANAGE_ENTRIES)
@require_POST
def undo(request: DeskRequest, code: str) -> HttpResponse:
    """Take a change of the pool back."""
    made = PoolChange.objects.filter(festival=request.festival, code=code).first()
    if made is None:
        raise Http404
    try:
        n = undo_pool_change(change=made, by=request.user)
    except Conflict as refused:
        tell_trouble(request, refused.message)
    else:
        said = ngettext("%(n)d film stands as it did before.", "%(n)d films stand as they did before.", n)
        tell(request, said % {"n": n})
    return redirect(_back(request))


def _done(request: DeskRequest, deed: str, entries: list[Entry]) -> Changed:
    """Do what was asked to the entries."""
    festival, by = request.festival, request.user
    if deed == "hold":
        return hold_entries(festival=festival, entries=entries, until=_edition(request, "until"), by=by)
    if deed == "plan":
        edition = _edition(request, "edition")
        return plan_entries(festival=festival, planned=dict.fromkeys(entries, edition), by=by)
    if deed in {"release", "free"}:
        return release_entries(festival=festival, entries=entries, by=by, is_planned=deed == "free")
    if deed == "extend":
        asked = request.POST.get("months", "")
        return extend_windows(festival=festival, entries=entries, months=int(asked) if asked.isdigit() else 0, by=by)
    raise InvalidInput("deed", deed, _("Hold, plan, end the hold, or give more time."))


def _edition(request: DeskRequest, name: str) -> Edition:
    """Return the coming edition that a field names."""
    slug = request.POST.get(name, "")
    found = next((one for one in upcoming_editions(request.festival) if one.slug == slug), None)
    if found is None:
        raise InvalidInput(name, slug, _("Choose a coming edition."))
    return found


def _told(done: Changed) -> str:
    """Say what was done, and what was passed over."""
    said = ngettext("%(n)d film is changed.", "%(n)d films are changed.", done.entries) % {"n": done.entries}
    if not done.passed_over:
        return said
    names = ", ".join(f"“{title}”" for title in done.passed_over[:PASSED_NAMED])
    more = len(done.passed_over) - PASSED_NAMED
    names += _(" and %(n)d more") % {"n": more} if more > 0 else ""
    return said + " " + _("Left as they were: %(names)s.") % {"names": names}


def _back(request: DeskRequest) -> str:
    """Return the page to go back to, one of this house only."""
    asked = request.POST.get("back", "") or request.GET.get("back", "")
    if url_has_allowed_host_and_scheme(asked, allowed_hosts=None):
        return asked
    return reverse("office-entries-pool", args=[request.festival.slug])
