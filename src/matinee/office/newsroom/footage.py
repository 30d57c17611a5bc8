"""The newsroom desk: an interview's video, kept here."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePath

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from matinee.festival.states import Permission
from matinee.kit.errors import InvalidInput, NotFound
from matinee.newsroom.actions import remove_video, set_video
from matinee.office.access import DeskRequest, desk
from matinee.office.newsroom.interviews import interview_or_404
from matinee.web.notices import tell, tell_trouble
from matinee.web.screening.sending import send_stored


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
        tell(request, _("The video is here. Add its captions, so that everybody can follow it."))
    return back


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
