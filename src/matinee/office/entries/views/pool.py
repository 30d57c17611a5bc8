"""The list of entries, an entry by hand, weighing everything again."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from matinee.entries.actions import consider_all, record_entry, rolling_call
from matinee.entries.queries import calls_of, entries_visible_to, state_counts
from matinee.entries.states import ConsiderationState
from matinee.entries.tasks import consider_festival
from matinee.festival.queries import upcoming_editions
from matinee.festival.states import Permission
from matinee.films.states import Form
from matinee.kit.errors import MatineeError
from matinee.office.access import DeskRequest, desk
from matinee.office.entries.filters import country_chips, filtered, look_chips, ordered, state_chips, with_columns
from matinee.office.entries.forms import NewEntryForm
from matinee.office.entries.views.pages import page
from matinee.web.notices import tell

ENTRIES_A_PAGE = 50
AT_ONCE = 1000  # more than this many entries are weighed in the background


@desk(Permission.SEE_ENTRIES)
@require_safe
def entries(request: DeskRequest) -> HttpResponse:
    """Show the entries that the address asks for."""
    editions = list(upcoming_editions(request.festival))
    everything = entries_visible_to(request.user, request.festival)
    shown = ordered(filtered(everything, request.GET, editions), request.GET)
    pages = Paginator(with_columns(shown, editions), ENTRIES_A_PAGE)
    counts = state_counts(everything)
    context = {
        "page": pages.get_page(request.GET.get("page")),
        "total": sum(counts.values()),
        "editions": editions,
        "states": state_chips(counts),
        "looks": look_chips(everything, request.GET.getlist("look")),
        "forms": Form.choices,
        "countries": country_chips(everything, request.GET.getlist("country")),
        "calls": list(calls_of(request.festival)),
        "standings": ConsiderationState.choices if request.GET.get("edition") else [],
    }
    return page(request, "list", context)


@desk(Permission.MANAGE_ENTRIES)
@require_http_methods(["GET", "HEAD", "POST"])
def new_entry(request: DeskRequest) -> HttpResponse:
    """Record an entry that came another way."""
    form = NewEntryForm(request.POST or None, calls=calls_of(request.festival))
    if request.method == "POST" and form.is_valid():
        try:
            call = form.cleaned_data["call"] or rolling_call(festival=request.festival, by=request.user)
            entry = record_entry(call=call, said=form.said(), by=request.user)
        except MatineeError as refused:
            form.add_error(None, refused.message)
        else:
            tell(request, _("“%(film)s” is recorded and considered for every upcoming edition.") % {"film": entry})
            return redirect("office-entry", request.festival.slug, entry.code)
    return page(request, "new", {"form": form}, status=400 if form.errors else 200)


@desk(Permission.MANAGE_ENTRIES)
@require_POST
def consider(request: DeskRequest) -> HttpResponse:
    """Weigh every entry for every upcoming edition again."""
    if entries_visible_to(request.user, request.festival).count() > AT_ONCE:
        consider_festival.enqueue(request.festival.slug, request.user.code)
        tell(request, _("All entries are being weighed again. This takes a minute or two."))
    else:
        n = consider_all(festival=request.festival, by=request.user)
        said = ngettext("%(n)d consideration has changed.", "%(n)d considerations have changed.", n) % {"n": n}
        tell(request, said if n else _("Everything was weighed again, and nothing has changed."))
    return redirect("office-entries", request.festival.slug)
