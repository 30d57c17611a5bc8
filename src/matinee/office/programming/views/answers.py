"""What the makers of a board's films answer: who is not invited yet, and the holes that a no leaves."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from matinee.festival.models import Edition
from matinee.festival.states import Permission
from matinee.films.models import Film
from matinee.kit.errors import Conflict, NotFound, Unavailable
from matinee.office.access import DeskRequest, desk
from matinee.office.programming.forms import FillForm
from matinee.office.programming.pages import lineup_or_404, page, to_board, undo_address
from matinee.programming.actions import fill_hole, fillings_for
from matinee.programming.models import Lineup
from matinee.programming.queries.answers import Hole, answers_on
from matinee.programming.states import LineupState
from matinee.releases.queries import live_release
from matinee.web.notices import tell, tell_trouble


@desk(Permission.PROGRAM)
@never_cache
@require_safe
def show(request: DeskRequest, code: str) -> HttpResponse:
    """Show how the makers have answered, and every hole; as a part of the board, or as a page of its own."""
    lineup = lineup_or_404(request, code)
    context = _context(request, lineup)
    if request.headers.get("HX-Request"):
        return render(request, "office/programming/answers_part.html", context)
    told = [(hole, fillings_for(lineup=lineup, place=hole.placement)) for hole in context["answers"].holes]
    return page(request, "answers", context | {"told": told})


@desk(Permission.PROGRAM)
@never_cache
@require_safe
def fillings(request: DeskRequest, code: str, film: str) -> HttpResponse:
    """Show the engine's best films for the place of one whose makers declined."""
    lineup = lineup_or_404(request, code)
    hole = next((one for one in answers_on(lineup).holes if one.placement.film.code == film), None)
    if hole is None:
        raise Http404
    context: dict[str, object] = {"lineup": lineup, "hole": hole, "festival": request.festival}
    try:
        context["offers"] = fillings_for(lineup=lineup, place=hole.placement)
    except Unavailable as silent:
        context["trouble"] = silent.message
    return render(request, "office/programming/fillings.html", context)


@desk(Permission.PROGRAM)
@require_POST
def fill(request: DeskRequest, code: str) -> HttpResponse:
    """Put a film into a hole, in one change that can be undone."""
    lineup = lineup_or_404(request, code)
    form = FillForm(request.POST)
    if not form.is_valid():
        tell_trouble(request, _("This move is not known. Open the board again."))
        return to_board(request, lineup)
    given = form.cleaned_data
    films = {film.code: film for film in Film.objects.filter(festival=request.festival)
             .filter(code__in=[given["gone"], given["film"]])}  # fmt: skip
    if given["gone"] not in films or given["film"] not in films:
        raise Http404
    filling = films[given["film"]]
    try:
        fill_hole(
            lineup=lineup, gone=films[given["gone"]], film=filling, by=request.user,
            position=given["position"], version=given["version"], why=given["why"],
        )  # fmt: skip
    except (Conflict, NotFound) as refused:
        tell_trouble(request, refused.message)
    else:
        says = _("“%(film)s” fills the hole. Its makers can be invited now.") % {"film": filling.title}
        tell(request, says, undo_url=undo_address(request, lineup))
    return to_board(request, lineup, filling.code)


def _context(request: DeskRequest, lineup: Lineup) -> dict[str, Any]:
    """Return what the answers are shown from."""
    answers = answers_on(lineup)
    invite = f"{reverse('office-invite', args=[request.festival.slug])}?edition={lineup.edition.slug}"
    return {
        "lineup": lineup,
        "edition": lineup.edition,
        "festival": request.festival,
        "answers": answers,
        "is_lineup": lineup.state == LineupState.ADOPTED,
        "invite_url": invite if Permission.MANAGE_FESTIVAL in request.permissions else "",
        "published": _published(lineup.edition, answers.holes),
    }


def _published(edition: Edition, holes: list[Hole]) -> list[str]:
    """Return the titles of the films that declined and that the public pages still announce."""
    release = live_release(edition) if holes else None
    if release is None:
        return []
    announced = {address.split("/films/")[1].split("/")[0] for address in release.manifest if "/films/" in address}
    announced |= {address.split("/")[1] for address in release.manifest if address.startswith("films/")}
    return [hole.placement.film.title for hole in holes if hole.placement.film.slug in announced]
