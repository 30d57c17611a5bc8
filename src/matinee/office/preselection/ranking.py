"""Where entries stand."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from matinee.festival.queries import upcoming_editions
from matinee.festival.states import Permission
from matinee.office.access import DeskRequest, desk, edition_or_404
from matinee.office.preselection.pages import page as a_page
from matinee.office.preselection.rows import ranked
from matinee.preselection.queries import ranking, recused_from, score_counts, without_viewing

RANKS_A_PAGE = 50


@desk(Permission.SEE_SCORES)
@require_safe
def ranks(request: DeskRequest) -> HttpResponse:
    """Show the standings of a festival, or of one edition's candidates, with the cut."""
    slug = request.GET.get("edition", "")
    scope = edition_or_404(request.festival, slug) if slug else request.festival
    page = Paginator(ranking(scope), RANKS_A_PAGE).get_page(request.GET.get("page"))
    policy, first = request.festival.policy, page.start_index()
    before = next(iter(ranking(scope)[first - 2 : first - 1]), None) if first > 1 else None
    is_above = before is None or before.mean >= policy.quality_cut
    standings = list(page.object_list)
    away = recused_from(request.user, [standing.entry_id for standing in standings])
    context = {
        "page": page,
        "ranks": ranked(standings, policy, first=first, above=is_above, away=away),
        "counts": score_counts(request.festival),
        "unwatched": without_viewing(request.festival),
        "editions": list(upcoming_editions(request.festival)),
        "policy": policy,
    }
    return a_page(request, "ranking", context)
