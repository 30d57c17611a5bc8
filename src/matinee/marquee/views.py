"""Published files through the application, and previews.

What is published asks no database, so the pages stay up when it does not answer; it usually is sent before the
application is asked at all (``street``).
"""

from functools import cache
from pathlib import Path

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
    StreamingHttpResponse,
)
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from matinee.kit.errors import NotFound
from matinee.marquee.previewing import place_of, response_with
from matinee.marquee.serving import Answer, Shelf
from matinee.releases.queries import preview_of


@login_not_required
@require_safe
def page(request: HttpRequest, festival: str, address: str) -> HttpResponseBase:
    """Serve one published file; a folder is its ``index.html``, and an address without a page the site's own 404."""
    given = request.headers
    answer = _shelf(Path(settings.RELEASES_ROOT)).answer(
        f"{festival}/{address}",
        accepts=given.get("Accept-Encoding", ""),
        knows=given.get("If-None-Match", ""),
        wants=given.get("Range", ""),
    )
    if answer is None:
        raise Http404
    return response_of(answer)


def response_of(answer: Answer) -> HttpResponseBase:
    """Return an answer as Django sends it."""
    status = int(answer.status[:3])
    headers = dict(answer.headers)
    if answer.file is not None:
        return StreamingHttpResponse(answer.stream(), status=status, headers=headers)
    return HttpResponse(answer.body, status=status, headers=headers)


@cache
def _shelf(root: Path) -> Shelf:
    return Shelf(root)


@login_not_required
@require_safe
def preview(_request: HttpRequest, secret: str, address: str) -> HttpResponse:
    """Show a page of a preview to whoever has its link."""
    found = preview_of(secret)
    if found is None:
        raise NotFound(gettext("This preview has run out. Ask the festival for a new link."))
    place, base = place_of(found, address), reverse("marquee-preview-home", args=[secret])
    if place is None and "404.html" in found.manifest:
        return response_with(found, "404.html", base=base, status=404)
    if place is None:
        raise Http404
    if place.is_folder:
        return HttpResponseRedirect(f"{base}{place.address}/")
    return response_with(found, place.address, base=base)
