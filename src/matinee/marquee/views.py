"""Published files through the application: where no server of ours, and no other, stands in front.

Nothing here asks the database, so the pages stay up when it does not answer.
"""

from functools import cache
from pathlib import Path

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.views.decorators.http import require_safe

from matinee.marquee.serving import Answer, Shelf


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
