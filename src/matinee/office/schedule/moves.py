"""The schedule desk: moves of the grid's element, and what changed since a version."""

import json
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_POST, require_safe

from matinee.festival.models import Edition
from matinee.festival.states import Permission
from matinee.kit.errors import Conflict, InvalidInput, MatineeError
from matinee.office.access import DeskRequest, desk, edition_or_404
from matinee.office.schedule.cards import Json
from matinee.office.schedule.intents import Move, carry_out
from matinee.office.schedule.state import MOST_CHANGES, delta_since, latest_changes, standing, whole_state
from matinee.schedule.errors import AlreadyDone
from matinee.schedule.queries.changes import changes_since, grid_version

MOST_BYTES = 20_000


@desk(Permission.SCHEDULE)
@require_POST
def do(request: DeskRequest, edition: str) -> HttpResponse:
    """Carry a move out and answer with what is different now; a refusal says who or what is in the way.

    The body is ``{"op", "id", "base", ...}``: ``id`` makes a repeated move one move, ``base`` is the version that the
    page shows; ``force`` makes the move although somebody has moved the same thing since.
    """
    found = edition_or_404(request.festival, edition)
    try:
        move = _read(request)
        code = carry_out(found, move, request.user)
    except AlreadyDone:
        return JsonResponse(_after(found, request, move.base))
    except MatineeError as error:
        status = 409 if isinstance(error, Conflict) else 400
        return JsonResponse(_refusal(found, request, error), status=status)
    answer = _after(found, request, move.base)
    return JsonResponse(answer | ({"made": code} if move.op in {"place", "event"} else {}))


@desk(Permission.SCHEDULE)
@require_safe
def state(request: DeskRequest, edition: str) -> HttpResponse:
    """Answer what changed since ``?since=``; nothing (204) while nothing has, everything without it."""
    found = edition_or_404(request.festival, edition)
    since = request.GET.get("since", "")
    if not since.isdecimal():
        return JsonResponse(whole_state(found, request.user))
    if grid_version(found) == int(since):
        return HttpResponse(status=204)
    return JsonResponse(delta_since(found, int(since), request.user))


@desk(Permission.SCHEDULE)
@require_safe
def findings(request: DeskRequest, edition: str) -> HttpResponse:
    """Answer with what follows from all cards together: findings, tray, people."""
    return JsonResponse(standing(edition_or_404(request.festival, edition)))


def _read(request: DeskRequest) -> Move:
    """Read a move; whatever cannot be one is refused before anything is touched."""
    try:
        body = json.loads(request.body[:MOST_BYTES])
        return Move.read(body)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise InvalidInput("move", str(error), "Reload the page and repeat your move.") from error


def _after(edition: Edition, request: DeskRequest, base: int) -> Json:
    """Return what changed since the page's version, with the words of this person's last change."""
    changes = latest_changes(edition, base)
    own = [change for change in changes if change.by_id == request.user.pk] if len(changes) <= MOST_CHANGES else []
    done = own[-1] if own else changes_since(edition, 0).filter(by=request.user).last()
    return delta_since(edition, base, request.user, changes) | {"said": done.words if done else ""}


def _refusal(edition: Edition, request: DeskRequest, error: MatineeError) -> dict[str, Any]:
    """Return the refusal with the grid as it is, so that the page shows nothing that did not happen."""
    is_stale = isinstance(error, Conflict) and not isinstance(error, AlreadyDone)
    return whole_state(edition, request.user) | {"message": error.message, "may_force": is_stale}
