"""What every page of the programming desk needs: the page itself, and boards of this festival."""

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from matinee.office.access import DeskRequest
from matinee.programming.models import Lineup


def page(request: DeskRequest, name: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """Return a page of this desk."""
    known = {"festival": request.festival, **context}
    return render(request, f"office/programming/{name}.html", known, status=status)


def lineup_or_404(request: DeskRequest, code: str) -> Lineup:
    """Return a lineup of this festival."""
    found = Lineup.objects.filter(edition__festival=request.festival, code=code)
    lineup = found.select_related("edition__festival__policy").first()
    if lineup is None:
        raise Http404
    return lineup


def to_board(request: DeskRequest, lineup: Lineup, film: str = "") -> HttpResponse:
    """Go back to a board, with the pool's filters as they were and the film in sight."""
    address = reverse("office-programming-board", args=[request.festival.slug, lineup.code])
    kept = request.GET.copy()
    kept.pop("version", None)
    query = f"?{kept.urlencode()}" if kept else ""
    return HttpResponseRedirect(f"{address}{query}{f'#film-{film}' if film else ''}")


def undo_address(request: DeskRequest, lineup: Lineup) -> str:
    """Return where a board's last change is taken back; it works while nobody changes the board again."""
    address = reverse("office-programming-undo", args=[request.festival.slug, lineup.code])
    return f"{address}?{urlencode({'version': lineup.version})}"
