"""Watching one film and marking it on its call's sheet, or keeping away from it."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from matinee.entries.models import Entry
from matinee.festival.states import Permission
from matinee.films.actions import reveal_password
from matinee.films.models import Credit
from matinee.films.states import CreditRole
from matinee.kit.errors import InvalidInput
from matinee.office.access import DeskRequest, desk
from matinee.office.preselection.forms import RecusalForm, ScoreForm, initial_of
from matinee.office.preselection.pages import go_on, own_entry, page, veiled
from matinee.office.preselection.player import player_of
from matinee.office.preselection.rows import turn_lines
from matinee.preselection.actions import record_score, recuse, take_back_score, undo_recusal
from matinee.preselection.models import Scorecard, Sheet
from matinee.preselection.queries import closeness_of, cut_after_mark, own_recusals, queue_of, sheet_numbered, sheet_of
from matinee.preselection.states import RecusalKind
from matinee.programming.queries import strands_of
from matinee.web.notices import tell


@desk(Permission.REVIEW)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def watch(request: DeskRequest, code: str) -> HttpResponse:
    """Show one entry with its sheet; on marking it, go on to the next."""
    entry = own_entry(request, code)
    form = _form(request, entry, request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _scoring_page(request, entry, form, status=400 if form.errors else 200)
    try:
        given = record_score(entry=entry, reviewer=request.user, by=request.user, **form.said())
    except InvalidInput as refused:
        form.add_error(None, refused.message)
        return _scoring_page(request, entry, form, status=400)
    undo = reverse("office-preselection-unscore", args=[request.festival.slug, code])
    words = _("“%(film)s” has your %(mark)s.") % {"film": entry, "mark": f"{given.mark.normalize():f}"}
    if form.sheet != sheet_of(entry.call_id):
        words += " " + _("The sheet changed while you watched; your card stays as you filled it in.")
    tell(request, words, undo_url=undo)
    return go_on(request)


@desk(Permission.REVIEW)
@never_cache
@require_POST
def password(request: DeskRequest, code: str) -> HttpResponse:
    """Show the screener's password; that it was asked for is written down."""
    entry = own_entry(request, code)
    word = reveal_password(film=entry.film, by=request.user)
    return _scoring_page(request, entry, _form(request, entry, None), word=word)


@desk(Permission.REVIEW)
@require_POST
def unscore(request: DeskRequest, code: str) -> HttpResponse:
    """Take a mark back and show the entry again."""
    entry = own_entry(request, code)
    take_back_score(entry=entry, reviewer=request.user, by=request.user)
    return redirect("office-preselection-watch", request.festival.slug, code)


@desk(Permission.REVIEW)
@require_POST
def stay_away(request: DeskRequest, code: str) -> HttpResponse:
    """Keep the reviewer away from an entry, with a way back."""
    entry = own_entry(request, code)
    form = RecusalForm(request.POST)
    if not form.is_valid():
        return _scoring_page(request, entry, _form(request, entry, None), recusal=form, status=400)
    said = form.cleaned_data
    recuse(entry=entry, reviewer=request.user, reason=said["reason"], kind=RecusalKind(said["kind"]), by=request.user)
    undo = reverse("office-preselection-recuse-undo", args=[request.festival.slug, code])
    veiled(request, [entry])
    words = _("“%(film)s” is out of your queue; somebody else will watch it.") % {"film": entry.film.title}
    tell(request, words, undo_url=undo)
    return go_on(request)


@desk(Permission.REVIEW)
@require_POST
def come_back(request: DeskRequest, code: str) -> HttpResponse:
    """Undo a reviewer's own recusal."""
    recusal = own_recusals(request.user, request.festival).filter(entry__code=code).select_related("entry").first()
    if recusal is None:
        raise Http404
    undo_recusal(entry=recusal.entry, reviewer=request.user, by=request.user)
    return redirect("office-preselection", request.festival.slug)


def _form(request: DeskRequest, entry: Entry, data: Any) -> ScoreForm:  # noqa: ANN401  a form's data
    """Return the score form: on the sheet it was opened with, on a card's own sheet, or on the newest."""
    card = (
        Scorecard.objects.filter(viewing__entry=entry, viewing__reviewer=request.user).select_related("sheet").first()
    )
    sheet: Sheet | None = card.sheet if card else sheet_of(entry.call_id)
    if data is not None and data.get("sheet", "").isdigit():
        number = int(data["sheet"])
        sheet = sheet_numbered(entry.call_id, number) if number else None
    return ScoreForm(data, strands=strands_of(request.festival), sheet=sheet, initial=initial_of(card))


def _scoring_page(  # noqa: PLR0913  one page, its two forms and its secret
    request: DeskRequest,
    entry: Entry,
    form: ScoreForm,
    *,
    recusal: RecusalForm | None = None,
    word: str | None = None,
    status: int = 200,
) -> HttpResponse:
    """Return the page on which an entry is marked, without what a blind call hides."""
    playing = player_of(entry, request.user)
    is_veiled = bool(veiled(request, [entry]))
    directors = Credit.objects.filter(film=entry.film_id, role=CreditRole.DIRECTOR).select_related("person")
    waiting = queue_of(request.user, request.festival)
    lines = turn_lines(waiting.filter(entry=entry), request.festival.policy)
    context = {
        "entry": entry,
        "film": entry.film,
        "is_veiled": is_veiled,
        "directors": [] if is_veiled else [credit.person for credit in directors],
        "close": "" if is_veiled else closeness_of(entry, request.user),
        "line": lines[0] if lines else None,
        "waiting": waiting.count(),
        "form": form,
        "has_marked": bool(form.initial),
        "later_cut": cut_after_mark(entry, request.user),
        "recusal": recusal or RecusalForm(),
        "word": word,
        **playing,
    }
    return page(request, "watch", context, status=status)
