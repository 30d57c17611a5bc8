"""The newsroom desk: an interview's video, kept here."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePath

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from matinee.festival.states import Permission
from matinee.films.models import Upload
from matinee.films.queries import footage_of
from matinee.films.states import UploadState
from matinee.kit.errors import InvalidInput, NotFound
from matinee.newsroom.actions import remove_video, set_video
from matinee.newsroom.models import Interview
from matinee.office.access import DeskRequest, desk
from matinee.office.newsroom.interviews import footage_context, interview_or_404
from matinee.web.arrivals import begin, go_on
from matinee.web.notices import tell, tell_trouble
from matinee.web.screening.sending import send_stored
from matinee.web.tus import tus

TAKEN = _l("The video is here. Add its captions, so that everybody can follow it.")


@desk(Permission.TELL)
@require_POST
def video(request: DeskRequest, code: str) -> HttpResponse:
    """Take an interview's video, or delete it."""
    row = interview_or_404(request, code)
    back = redirect("office-newsroom-interview", request.festival.slug, row.code)
    if "remove" in request.POST:
        remove_video(interview=row, by=request.user)
        tell(request, _("The video is deleted here. What is published stays up until the next release."))
        return back
    try:
        with _on_disk(request) as path:
            set_video(interview=row, path=path, by=request.user)
    except InvalidInput as error:
        tell_trouble(request, error.accepted)
    else:
        tell(request, str(TAKEN))
    return back


@desk(Permission.TELL)
@require_http_methods(["POST", "OPTIONS"])
def create(request: DeskRequest, code: str) -> HttpResponse:
    """Begin a video that comes in parts."""
    return _create(request, interview_or_404(request, code))


@desk(Permission.TELL)
@require_http_methods(["HEAD", "PATCH", "DELETE", "POST", "OPTIONS"])
def part(request: DeskRequest, code: str, upload: str) -> HttpResponse:
    """Go on with one's own video."""
    row = interview_or_404(request, code)
    begun = footage_of(row.film, row.code).filter(code=upload, sender=request.user).first()
    if begun is None:
        raise Http404
    return _part(request, begun)


@desk(Permission.TELL)
@never_cache
@require_safe
def state(request: DeskRequest, code: str) -> HttpResponse:
    """Show how the newest video stands; once it is taken, show the interview anew."""
    row = interview_or_404(request, code)
    newest = footage_of(row.film, row.code).first()
    if newest is not None and newest.state == UploadState.READY and request.headers.get("HX-Request"):
        tell(request, str(TAKEN))
        return HttpResponse(headers={"HX-Refresh": "true"})
    return render(request, "office/newsroom/footage_state.html", footage_context(row))


@tus("POST")
def _create(request: DeskRequest, row: Interview) -> HttpResponse:
    """Begin an upload, by the protocol."""

    def address(one: Upload) -> str:
        return reverse("office-newsroom-footage", args=[request.festival.slug, row.code, one.code])

    return begin(request, row.film, request.user, address, about=row.code)


@tus("HEAD", "PATCH", "DELETE")
def _part(request: DeskRequest, begun: Upload) -> HttpResponse:
    """Go on with an upload, by the protocol; there is nothing that closes an interview."""
    return go_on(request, begun, request.user, lambda: None)


@desk(Permission.TELL)
@require_safe
def watch(request: DeskRequest, code: str) -> HttpResponseBase:
    """Send an interview's video to the desk, in the parts that a player asks for."""
    row = interview_or_404(request, code)
    if not row.video_file:
        raise NotFound("This interview has no video here. Upload it first.")
    return send_stored(request, row.video_file, PurePath(str(row.video_file.name)).stem)


@contextmanager
def _on_disk(request: HttpRequest) -> Iterator[Path]:
    """Give the uploaded file a name on the disk while it is looked at."""
    file = request.FILES.get("video")
    if file is None or not file.size:
        raise InvalidInput("video", "", _("Choose the video's file."))
    if file.size > settings.UPLOAD_MAX_BYTES:
        words = _("At most %(most)s MB fit here. Export it smaller, or put it on a video site and embed it.")
        raise InvalidInput("video", file.name, words % {"most": settings.UPLOAD_MAX_BYTES // 2**20})
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"video{PurePath(file.name or '').suffix.lower()[:6]}"
        with path.open("wb") as target:
            shutil.copyfileobj(file, target)
        yield path
