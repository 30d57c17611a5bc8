"""Films on their way in, for every page that takes one: begun, gone on with, or whole from a plain form."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from matinee.accounts.models import User
from matinee.films.actions import drop_upload, receive, start_upload
from matinee.films.models import Film, Upload
from matinee.films.states import UploadState
from matinee.kit.errors import InvalidInput
from matinee.web.tus import BYTES_TYPE, checksum, file_name, number, reader, standing, told


def begin(
    request: HttpRequest, film: Film, by: User, address_of: Callable[[Upload], str], *, about: str = ""
) -> HttpResponse:
    """Begin an upload and say where its bytes go (tus creation); ``about`` is the interview that it is for."""
    if request.headers.get("Upload-Defer-Length"):
        raise InvalidInput("Upload-Defer-Length", "1", "Say with Upload-Length how large the file is.")
    size = number(request, "Upload-Length")
    upload = start_upload(film=film, name=file_name(request), size=size, by=by, about=about)
    response = standing(upload, HttpResponse(status=201))
    response["Location"] = address_of(upload)
    return response


def go_on(request: HttpRequest, upload: Upload, by: User, check: Callable[[], None]) -> HttpResponse:
    """Say how far an upload is, take its next bytes, or give it up; ``check`` refuses where none may come."""
    if request.method == "HEAD":
        is_over = upload.state == UploadState.DROPPED
        return told(410, _("This upload is over. Start it again.")) if is_over else standing(upload, HttpResponse())
    if request.method == "DELETE":
        drop_upload(upload=upload, by=by)
        return HttpResponse(status=204)
    if request.content_type != BYTES_TYPE:
        return told(415, f"Send bytes as {BYTES_TYPE}.")
    if not request.META.get("CONTENT_LENGTH"):
        return told(411, "Say with Content-Length how many bytes come.")
    check()
    offset, length = number(request, "Upload-Offset"), number(request, "Content-Length")
    digest, read = checksum(request), reader(request)
    taken = receive(upload=upload, offset=offset, length=length, read=read, by=by, checksum=digest)
    return standing(taken, HttpResponse(status=204))


def take_whole(request: HttpRequest, film: Film, by: User) -> Upload:
    """Take a small film from a plain form, through the same door as one that comes in parts."""
    file = request.FILES.get("film")
    if file is None or file.size is None:
        raise InvalidInput("film", "", _("Choose the film's file."))
    if file.size > settings.UPLOAD_MAX_BYTES:
        words = _("This way takes files of at most %(most)s MB. Switch scripts on for larger ones, or give a link.")
        raise InvalidInput("film", file.name, words % {"most": settings.UPLOAD_MAX_BYTES // 2**20})
    started = start_upload(film=film, name=file.name or "", size=file.size, by=by)
    return receive(upload=started, offset=0, length=file.size, read=file.read, by=by)


def limits() -> dict[str, int]:
    """Return what a page says about how much may come and how long it may take."""
    return {
        "most_gb": settings.SCREENER_MAX_BYTES // 10**9,
        "most_plain_mb": settings.UPLOAD_MAX_BYTES // 2**20,
        "hours": settings.UPLOAD_HOURS,
    }
