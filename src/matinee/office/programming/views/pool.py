"""The pool beside a board, as somebody types."""

from django.http import HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from matinee.festival.states import Permission
from matinee.office.access import DeskRequest, desk
from matinee.office.programming.pages import lineup_or_404, page
from matinee.office.programming.pooling import pool_context
from matinee.programming.bridge.meaning import warm
from matinee.programming.queries.sifting import index_for


@desk(Permission.PROGRAM)
@never_cache
@require_safe
def pool(request: DeskRequest, code: str) -> HttpResponse:
    """Return the list of the pool alone, or with ``more`` only the next cards of it."""
    lineup = lineup_or_404(request, code)
    if "warm" in request.GET:  # the page is open: the first letter typed should find everything ready
        warm(index_for(lineup))
        return HttpResponse(status=204)
    context = pool_context(request, lineup) | {"lineup": lineup, "edition": lineup.edition}
    return page(request, "pool_cards" if "more" in request.GET else "pool_list", context)
