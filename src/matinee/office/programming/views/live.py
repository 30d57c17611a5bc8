"""The board while people work on it: moves as they are made, what others do, and what each column says then."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from matinee.festival.states import Permission
from matinee.kit.errors import Conflict, InvalidInput, NotFound
from matinee.office.access import DeskRequest, desk
from matinee.office.programming.cards import cards_of, surroundings_of
from matinee.office.programming.columns import columns_of
from matinee.office.programming.live import asked_of, board_news, do, log_news, people, turns
from matinee.office.programming.pages import lineup_or_404
from matinee.programming.actions import be_present
from matinee.programming.errors import Collision
from matinee.programming.queries import board, strands_of
from matinee.programming.queries.board import bench_of
from matinee.programming.queries.history import HEARD_EVERY, changes_since, is_heard, visitors
from matinee.programming.rules.state import BENCH

MOST_COLUMNS = 100


@desk(Permission.PROGRAM)
@require_POST
def act(request: DeskRequest, code: str) -> HttpResponse:
    """Make one move; the answer is the board as it is then, or who was faster and what can be done."""
    lineup = lineup_or_404(request, code)
    try:
        asked = asked_of(request)
        done = do(lineup, asked, request.user)
    except Collision as refused:
        told = {"error": refused.message, "who": refused.who, "what": refused.what, "may_force": True}
        return JsonResponse(told | board_news(lineup), status=409)
    except (Conflict, InvalidInput, NotFound) as refused:
        status = {Conflict: 409, NotFound: 404}.get(type(refused), 400 if isinstance(refused, InvalidInput) else 409)
        return JsonResponse({"error": refused.message, "may_force": False}, status=status)
    made = [done.change] if done.change else []
    log = changes_since(lineup, asked["base"]) if done.since is None else [*made, *done.since]
    news = board_news(lineup, done.state) | (done.turns or turns(lineup, request.user))
    return JsonResponse(news | {"log": log_news(log, request.user)})


@desk(Permission.PROGRAM)
@never_cache
@require_safe
def state(request: DeskRequest, code: str) -> HttpResponse:
    """Tell what changed since a version and who is here; nothing where nothing did."""
    lineup = lineup_or_404(request, code)
    here = visitors(lineup)
    if not is_heard(here, request.user, HEARD_EVERY):
        be_present(lineup=lineup, by=request.user)
    names = people(here, request.user)
    since = request.GET.get("since", "")
    version = int(since) if since.isdecimal() and len(since) <= len("1000000000") else -1
    if version == lineup.version and request.GET.get("people", "") == ",".join(names):
        return HttpResponse(status=204)
    news = board_news(lineup) | turns(lineup, request.user) | {"people": names}
    log = changes_since(lineup, version) if version >= 0 else []
    return JsonResponse(news | {"log": log_news(log, request.user)})


@desk(Permission.PROGRAM)
@never_cache
@require_safe
def columns(request: DeskRequest, code: str) -> HttpResponse:
    """Draw some columns of the board again, with what the checks say about them now."""
    lineup = lineup_or_404(request, code)
    wanted = request.GET.getlist("program")[:MOST_COLUMNS]
    here, strands = board(lineup, wanted), list(strands_of(request.festival))
    context = {
        "festival": request.festival,
        "lineup": lineup,
        "edition": lineup.edition,
        "columns": columns_of(here, request.festival.policy),
        "bench": cards_of(bench_of(lineup), request.festival) if BENCH in wanted else [],
        "strands": strands,
        "surroundings": surroundings_of(lineup, strands),
    }
    return render(request, "office/programming/columns.html", context)
