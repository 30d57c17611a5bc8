"""The tus 1.0.0 protocol (https://tus.io/protocols/resumable-upload) as the house speaks it: headers in, headers out.

Core with the extensions creation, checksum, expiration and termination. What the house refuses becomes the status that
the protocol asks for, with the house's sentence as plain text.
"""

from base64 import b64decode
from binascii import Error as NotBase64
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, UnreadablePostError
from django.utils.http import http_date

from matinee.films.actions import Checksum
from matinee.films.errors import (
    AllLanesTaken,
    ChecksumMismatch,
    NoRoom,
    OffsetMismatch,
    TooLarge,
    TooManyUploads,
    UploadGone,
    UploadHeld,
)
from matinee.films.models import Upload
from matinee.kit.errors import Conflict, InvalidInput, MatineeError

P = ParamSpec("P")
R = TypeVar("R", bound=HttpRequest)
TusView = Callable[Concatenate[R, P], HttpResponse]
VERSION = "1.0.0"
EXTENSIONS = "creation,checksum,expiration,termination"
BYTES_TYPE = "application/offset+octet-stream"
STATUS: tuple[tuple[type[MatineeError], int], ...] = (
    (TooLarge, 413), (ChecksumMismatch, 460), (TooManyUploads, 429), (UploadGone, 410), (OffsetMismatch, 409),
    (UploadHeld, 423), (NoRoom, 507), (AllLanesTaken, 429), (InvalidInput, 400), (Conflict, 409),
)  # fmt: skip
AGAIN_IN_S = {423: "5", 429: "600", 507: "600"}
BUSY_S = "2"


def tus(*methods: str) -> Callable[[TusView[R, P]], TusView[R, P]]:
    """Let a view speak the protocol: its version, its methods (also by ``X-HTTP-Method-Override``), its refusals."""

    def wrap(view: TusView[R, P]) -> TusView[R, P]:
        @wraps(view)
        def spoken(request: R, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            request.method = request.headers.get("X-HTTP-Method-Override", request.method or "").upper()
            if request.method == "OPTIONS":
                return signed(HttpResponse(status=204))
            if request.method not in methods:
                return HttpResponseNotAllowed(methods)
            if request.headers.get("Tus-Resumable") != VERSION:
                return signed(told(412, "Speak version 1.0.0 of the tus protocol."))
            try:
                return signed(view(request, *args, **kwargs))
            except MatineeError as refusal:
                answer = told(status_of(refusal), refusal.message)
                if isinstance(refusal, AllLanesTaken):  # not 503: a full house is no fault that wakes an operator
                    answer["Retry-After"] = BUSY_S
                return signed(answer)

        return spoken

    return wrap


def signed(response: HttpResponse) -> HttpResponse:
    """Say on an answer which protocol is spoken, and keep it out of every cache."""
    response["Tus-Resumable"] = response["Tus-Version"] = VERSION
    response["Tus-Extension"] = EXTENSIONS
    response["Tus-Max-Size"] = str(settings.SCREENER_MAX_BYTES)
    response["Tus-Checksum-Algorithm"] = "sha1,sha256"
    response["Cache-Control"] = "no-store"
    return response


def told(status: int, words: str) -> HttpResponse:
    """Return a refusal as plain text, with when to try again where that helps."""
    response = HttpResponse(words, status=status, content_type="text/plain; charset=utf-8")
    if status in AGAIN_IN_S:
        response["Retry-After"] = AGAIN_IN_S[status]
    return response


def status_of(refusal: MatineeError) -> int:
    """Return the protocol's status for a refusal of the house."""
    return next((status for kind, status in STATUS if isinstance(refusal, kind)), 400)


def standing(upload: Upload, response: HttpResponse) -> HttpResponse:
    """Say on an answer how far an upload is and when it ends."""
    response["Upload-Offset"] = str(upload.received)
    response["Upload-Length"] = str(upload.size)
    response["Upload-Expires"] = http_date(upload.expires_at.timestamp())
    return response


def number(request: HttpRequest, header: str) -> int:
    """Return a header that must be a whole number."""
    given = request.headers.get(header, "")
    if not (given.isascii() and given.isdigit()):
        raise InvalidInput(header, given, "Give a whole number of bytes.")
    return int(given)


def file_name(request: HttpRequest) -> str:
    """Return the file's name from ``Upload-Metadata``; what cannot be read is no name."""
    pairs = (pair.strip().partition(" ") for pair in request.headers.get("Upload-Metadata", "").split(","))
    encoded = {key: value for key, _space, value in pairs}.get("filename", "")
    try:
        return b64decode(encoded, validate=True).decode(errors="replace")
    except NotBase64:
        return ""


def checksum(request: HttpRequest) -> Checksum | None:
    """Return the digest that came with the bytes, if one did."""
    given = request.headers.get("Upload-Checksum", "")
    return Checksum.read(given) if given else None


def reader(request: HttpRequest) -> Callable[[int], bytes]:
    """Return a way to read the body block by block; a line that drops is the end of it."""

    def read(size: int) -> bytes:
        try:
            return bytes(request.read(size))
        except UnreadablePostError:
            return b""

    return read
