"""Drafts of one edition side by side, with what differs, in words and film by film."""

from urllib.parse import urlencode

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from matinee.festival.models import Edition
from matinee.festival.states import Permission
from matinee.kit.errors import Conflict, InvalidInput, NotFound
from matinee.office.access import DeskRequest, desk, edition_or_404
from matinee.office.programming.columns import overview_of
from matinee.office.programming.comparing import film_rows, lines_of, measures_of
from matinee.office.programming.pages import page, undo_address
from matinee.programming.actions.comparing import take_difference
from matinee.programming.models import Lineup
from matinee.programming.queries import boards, lineups_of
from matinee.programming.rules.comparing import differences
from matinee.web.notices import tell, tell_trouble

MOST = 4


@desk(Permission.PROGRAM)
@never_cache
@require_safe
def compare(request: DeskRequest, edition: str) -> HttpResponse:
    """Show drafts beside each other; of two, what differs can be taken over one by one."""
    found = edition_or_404(request.festival, edition)
    lineups = list(lineups_of(found))
    chosen = _chosen(request, lineups)
    here = boards(found, chosen)
    overviews = [overview_of(board, request.festival.policy) for board in here]
    pair = len(chosen) == 2  # noqa: PLR2004  a pair
    context = {
        "edition": found,
        "lineups": lineups,
        "chosen": chosen,
        "overviews": overviews,
        "measures": measures_of(overviews),
        "rows": film_rows(overviews),
        "lines": lines_of(differences(here[0].programs, here[1].programs)) if pair else [],
        "is_pair": pair,
        "scale_s": max((column.time_s for one in overviews for column in one.columns), default=0),
        "query": request.GET.urlencode(),
    }
    return page(request, "compare", context)


@desk(Permission.PROGRAM)
@require_POST
def take(request: DeskRequest, edition: str) -> HttpResponse:
    """Take one difference over into the first draft."""
    found = edition_or_404(request.festival, edition)
    lineup, other = (_lineup_or_404(found, request.POST.get(name, "")) for name in ("into", "from"))
    try:
        take_difference(lineup=lineup, other=other, key=request.POST.get("key", ""), by=request.user)
    except (Conflict, NotFound, InvalidInput) as refused:
        tell_trouble(request, refused.message)
    else:
        lineup.refresh_from_db()
        tell(request, _("“%(draft)s” has it now.") % {"draft": lineup.title}, undo_url=undo_address(request, lineup))
    there = reverse("office-programming-compare", args=[request.festival.slug, edition])
    return HttpResponseRedirect(f"{there}?{urlencode([('draft', lineup.code), ('draft', other.code)])}")


def _chosen(request: DeskRequest, lineups: list[Lineup]) -> list[Lineup]:
    """Return the drafts that the address names, in its order; otherwise the first two."""
    by_code = {one.code: one for one in lineups}
    named = [by_code[code] for code in dict.fromkeys(request.GET.getlist("draft")) if code in by_code]
    return named[:MOST] if len(named) > 1 else [*named, *(one for one in lineups if one not in named)][:2]


def _lineup_or_404(edition: Edition, code: str) -> Lineup:
    lineup = Lineup.objects.filter(edition=edition, code=code).select_related("edition__festival__policy").first()
    if lineup is None:
        raise Http404
    return lineup
