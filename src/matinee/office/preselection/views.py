"""The preselection desk: my queue, the scoring page, the ranking, the reviewers."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from matinee.entries.models import Entry
from matinee.entries.states import EntryState
from matinee.festival.queries import upcoming_editions
from matinee.festival.states import Permission
from matinee.films.actions import reveal_password
from matinee.films.models import Credit
from matinee.films.states import CreditRole
from matinee.kit.errors import InvalidInput
from matinee.office.access import DeskRequest, desk, edition_or_404
from matinee.office.preselection.forms import RecusalForm, ScoreForm, initial_of
from matinee.office.preselection.player import player_of
from matinee.office.preselection.rows import ranked
from matinee.preselection.actions import fill_queues, record_score, recuse, take_back_score, undo_recusal
from matinee.preselection.models import Scorecard
from matinee.preselection.queries import (
    entry_cards,
    entry_for_reviewer,
    own_cards,
    own_recusals,
    progress_of,
    queue_of,
    ranking,
    score_counts,
    seconds_in,
    without_viewing,
)
from matinee.programming.queries import strands_of
from matinee.web.notices import tell

RANKS_A_PAGE = 50
TURNS_SHOWN = 50


@desk(Permission.REVIEW)
@require_safe
def queue(request: DeskRequest) -> HttpResponse:
    """Show what the reviewer watches next, and what they have marked."""
    waiting = queue_of(request.user, request.festival)
    context = {
        "turns": list(waiting[:TURNS_SHOWN]),
        "waiting": waiting.count(),
        "waiting_s": seconds_in(waiting),
        "cards": list(own_cards(request.user, request.festival)[:12]),
        "recusals": list(own_recusals(request.user, request.festival)),
        "may_see_scores": Permission.SEE_SCORES in request.permissions,
    }
    return _page(request, "queue", context)


@desk(Permission.REVIEW)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def watch(request: DeskRequest, code: str) -> HttpResponse:
    """Show one entry with the score pad; on marking it, go on to the next."""
    entry = _own_entry(request, code)
    card = Scorecard.objects.filter(viewing__entry=entry, viewing__reviewer=request.user).first()
    strands = strands_of(request.festival)
    form = ScoreForm(request.POST or None, strands=strands, initial=initial_of(card))
    if request.method != "POST" or not form.is_valid():
        return _scoring_page(request, entry, form, status=400 if form.errors else 200)
    try:
        given = record_score(entry=entry, reviewer=request.user, by=request.user, **form.cleaned_data)
    except InvalidInput as refused:
        form.add_error(None, refused.message)
        return _scoring_page(request, entry, form, status=400)
    undo = reverse("office-preselection-unscore", args=[request.festival.slug, code])
    words = _("“%(film)s” has your %(mark)s.") % {"film": entry, "mark": f"{given.mark.normalize():f}"}
    tell(request, words, undo_url=undo)
    return _next(request)


@desk(Permission.REVIEW)
@never_cache
@require_POST
def password(request: DeskRequest, code: str) -> HttpResponse:
    """Show the screener's password; that it was asked for is written down."""
    entry = _own_entry(request, code)
    word = reveal_password(film=entry.film, by=request.user)
    form = ScoreForm(strands=strands_of(request.festival))
    return _scoring_page(request, entry, form, word=word)


@desk(Permission.REVIEW)
@require_POST
def unscore(request: DeskRequest, code: str) -> HttpResponse:
    """Take a mark back and show the entry again."""
    entry = _own_entry(request, code)
    take_back_score(entry=entry, reviewer=request.user, by=request.user)
    return redirect("office-preselection-watch", request.festival.slug, code)


@desk(Permission.REVIEW)
@require_POST
def stay_away(request: DeskRequest, code: str) -> HttpResponse:
    """Keep the reviewer away from an entry, with a way back."""
    entry = _own_entry(request, code)
    form = RecusalForm(request.POST)
    if not form.is_valid():
        score = ScoreForm(strands=strands_of(request.festival))
        return _scoring_page(request, entry, score, recusal=form, status=400)
    recuse(entry=entry, reviewer=request.user, reason=form.cleaned_data["reason"], by=request.user)
    undo = reverse("office-preselection-recuse-undo", args=[request.festival.slug, code])
    tell(request, _("“%(film)s” is out of your queue; somebody else will watch it.") % {"film": entry}, undo_url=undo)
    return _next(request)


@desk(Permission.REVIEW)
@require_POST
def come_back(request: DeskRequest, code: str) -> HttpResponse:
    """Undo a reviewer's own recusal."""
    recusal = own_recusals(request.user, request.festival).filter(entry__code=code).select_related("entry").first()
    if recusal is None:
        raise Http404
    undo_recusal(entry=recusal.entry, reviewer=request.user, by=request.user)
    return redirect("office-preselection", request.festival.slug)


@desk(Permission.SEE_SCORES)
@require_safe
def ranks(request: DeskRequest) -> HttpResponse:
    """Show the standings of a festival, or of one edition's candidates, with the cut."""
    slug = request.GET.get("edition", "")
    scope = edition_or_404(request.festival, slug) if slug else request.festival
    pages = Paginator(ranking(scope), RANKS_A_PAGE)
    page = pages.get_page(request.GET.get("page"))
    policy, first = request.festival.policy, page.start_index()
    before = next(iter(ranking(scope)[first - 2 : first - 1]), None) if first > 1 else None
    is_above = before is None or before.mean >= policy.quality_cut
    context = {
        "page": page,
        "ranks": ranked(page.object_list, policy, first=first, above=is_above),
        "counts": score_counts(request.festival),
        "unwatched": without_viewing(request.festival),
        "editions": list(upcoming_editions(request.festival)),
        "policy": policy,
    }
    return _page(request, "ranking", context)


@desk(Permission.SEE_SCORES)
@require_safe
def cards(request: DeskRequest, code: str) -> HttpResponse:
    """Show everybody's marks of one entry."""
    found = Entry.objects.filter(festival=request.festival, code=code).exclude(state=EntryState.DRAFT)
    entry = found.select_related("film", "standing").first()
    if entry is None:
        raise Http404
    standing = getattr(entry, "standing", None)
    lines = ranked([standing], request.festival.policy, first=1) if standing else []
    context = {"entry": entry, "cards": list(entry_cards(entry)), "rank": lines[0] if lines else None}
    return _page(request, "cards", context)


@desk(Permission.SEE_SCORES)
@require_safe
def reviewers(request: DeskRequest) -> HttpResponse:
    """Show how far everybody is."""
    context = {
        "team": progress_of(request.festival),
        "unwatched": without_viewing(request.festival),
        "may_fill": Permission.MANAGE_ENTRIES in request.permissions,
    }
    return _page(request, "reviewers", context)


@desk(Permission.MANAGE_ENTRIES)
@require_POST
def fill(request: DeskRequest) -> HttpResponse:
    """Deal every missing viewing to the team."""
    new = fill_queues(festival=request.festival, by=request.user)
    words = ngettext("%(n)d viewing was dealt.", "%(n)d viewings were dealt.", new) % {"n": new}
    tell(request, words if new else _("Every entry has its viewings, or somebody who will watch it."))
    return redirect("office-preselection-reviewers", request.festival.slug)


def _page(request: DeskRequest, name: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """Return a page of this desk."""
    known = {"festival": request.festival, **context}
    return render(request, f"office/preselection/{name}.html", known, status=status)


def _own_entry(request: DeskRequest, code: str) -> Entry:
    """Return an entry that this reviewer may open."""
    entry = entry_for_reviewer(request.user, request.festival, code)
    if entry is None:
        raise Http404
    return entry


def _next(request: DeskRequest) -> HttpResponse:
    """Go on to what the reviewer watches next, or to the empty queue."""
    turn = queue_of(request.user, request.festival).first()
    if turn is None:
        return redirect("office-preselection", request.festival.slug)
    return redirect("office-preselection-watch", request.festival.slug, turn.entry.code)


def _scoring_page(  # noqa: PLR0913  one page, its two forms and its secret
    request: DeskRequest,
    entry: Entry,
    form: ScoreForm,
    *,
    recusal: RecusalForm | None = None,
    word: str | None = None,
    status: int = 200,
) -> HttpResponse:
    """Return the page on which an entry is marked."""
    directors = Credit.objects.filter(film=entry.film, role=CreditRole.DIRECTOR).select_related("person")
    waiting = queue_of(request.user, request.festival)
    context = {
        "entry": entry,
        "film": entry.film,
        "directors": [credit.person for credit in directors],
        "turn": waiting.filter(entry=entry).first(),
        "waiting": waiting.count(),
        "form": form,
        "recusal": recusal or RecusalForm(),
        "word": word,
        **player_of(entry, request.user),
    }
    return _page(request, "watch", context, status=status)
