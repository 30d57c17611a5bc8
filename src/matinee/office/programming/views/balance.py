"""How a board is mixed beside the pool, and what is found on the whole of it."""

from django.http import HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from matinee.festival.states import Permission
from matinee.office.access import DeskRequest, desk
from matinee.office.programming.balancing import groups_of
from matinee.office.programming.columns import remarks_of
from matinee.office.programming.pages import lineup_or_404, page
from matinee.programming.queries import board
from matinee.programming.queries.balance import balance_of, said_in_year
from matinee.programming.rules.balance import Mix


@desk(Permission.PROGRAM)
@never_cache
@require_safe
def panel(request: DeskRequest, code: str) -> HttpResponse:
    """Return what stands beside a board, after each move: what is found on the whole, and its balance."""
    lineup = lineup_or_404(request, code)
    balance = balance_of(lineup)
    whole = [finding for finding in board(lineup).findings if not finding.program]
    context = {
        "lineup": lineup,
        "edition": lineup.edition,
        "remarks": remarks_of(whole),
        "balance": balance,
        "groups": groups_of(balance, request.festival),
    }
    return page(request, "around", context)


@desk(Permission.PROGRAM)
@never_cache
@require_safe
def balance(request: DeskRequest, code: str) -> HttpResponse:
    """Show how a board is mixed, program by program, beside the year and the pool."""
    lineup = lineup_or_404(request, code)
    found = balance_of(lineup)
    rows = list(lineup.programs.order_by("position", "pk"))
    nothing = Mix(0, {}, {}, 0)
    programs = {one.code: found.programs.get(one.code, nothing) for one in rows}
    context = {
        "lineup": lineup,
        "edition": lineup.edition,
        "programs": rows,
        "mixes": list(programs.values()),
        "balance": found,
        "groups": groups_of(found, request.festival, programs),
        "said": said_in_year(lineup.edition),
    }
    return page(request, "balance", context)
