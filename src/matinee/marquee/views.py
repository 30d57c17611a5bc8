"""Serving published files through the application: for development, and where no web server stands in front.

Nothing here asks the database, so the pages stay up when it does not answer.
"""

import mimetypes
import re
from pathlib import Path

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from matinee.kit.errors import InvalidInput
from matinee.releases.rules import LASTING, checked_address, live_path

KINDS = {
    ".atom": "application/atom+xml", ".ics": "text/calendar", ".js": "text/javascript", ".json": "application/json",
    ".webp": "image/webp", ".xml": "application/xml", ".webmanifest": "application/manifest+json",
}  # fmt: skip
TEXTUAL = re.compile(r"^(text/|application/(json|xml|atom\+xml|manifest\+json))")
PACKINGS = (("br", ".br"), ("gzip", ".gz"))


@login_not_required
@require_safe
def page(request: HttpRequest, festival: str, address: str) -> HttpResponseBase:
    """Serve one published file; a folder is its ``index.html``, and an address without a page the site's own 404."""
    folder = live_path(Path(settings.RELEASES_ROOT), festival)
    if not folder.is_dir():
        raise Http404
    found = file_at(folder.resolve(), address)
    if found is None:
        return _missing(folder)
    if found.is_dir():
        return HttpResponseRedirect(f"{request.path}/")
    return _file(request, found, is_lasting=address.startswith(LASTING))


def file_at(folder: Path, address: str) -> Path | None:
    """Return the file of an address, the folder itself where the address lacks its slash, or None."""
    plain = address.rstrip("/")
    try:
        path = folder / checked_address(plain) if plain else folder
    except InvalidInput:
        return None
    if path.is_dir():
        is_whole = not plain or address.endswith("/")
        path = path / "index.html" if is_whole else path
    elif address != plain:
        return None
    return path if path.exists() else None


def _file(request: HttpRequest, path: Path, *, is_lasting: bool) -> HttpResponseBase:
    packed, coding = _packed(path, request.headers.get("Accept-Encoding", ""))
    stat = packed.stat()
    etag = quote_etag(f"{stat.st_mtime_ns:x}-{stat.st_size:x}-{stat.st_ino:x}")
    response: HttpResponseBase | None = get_conditional_response(request, etag=etag)
    if response is None:
        response = HttpResponse(packed.read_bytes(), content_type=_kind(path))
        if coding:
            response["Content-Encoding"] = coding
    response["ETag"] = etag
    response["Vary"] = "Accept-Encoding"
    response["Cache-Control"] = "public, max-age=31536000, immutable" if is_lasting else "public, max-age=60"
    return response


def _packed(path: Path, accepted: str) -> tuple[Path, str]:
    """Return the packed form that the reader takes and that is there, or the file itself."""
    names = {part.split(";")[0].strip() for part in accepted.split(",") if not part.replace(" ", "").endswith(";q=0")}
    for coding, suffix in PACKINGS:
        packed = path.with_name(path.name + suffix)
        if coding in names and packed.exists():
            return packed, coding
    return path, ""


def _kind(path: Path) -> str:
    kind = KINDS.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if TEXTUAL.match(kind) else kind


def _missing(folder: Path) -> HttpResponse:
    own = folder / "404.html"
    if not own.exists():
        raise Http404
    return HttpResponse(own.read_bytes(), status=404)
