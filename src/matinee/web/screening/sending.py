"""A stored file as an answer for one person: from the disk in parts, by nginx, or by the store that holds it."""

from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.db.models.fields.files import FieldFile
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from matinee.films.rules.media import content_type_of
from matinee.kit.errors import NotFound
from matinee.web.screening.ranges import send_file


def send_stored(request: HttpRequest, file: FieldFile, tag: str) -> HttpResponseBase:
    """Return the answer that brings a film's or a video's bytes; ``tag`` changes with them.

    Raises
    ------
    NotFound
        The file is not there any more.
    """
    return private(_sent(request, file, tag))


def private(response: HttpResponseBase) -> HttpResponseBase:
    """Keep an answer out of every cache and out of other sites, and its type as it is said."""
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


def _sent(request: HttpRequest, file: FieldFile, tag: str) -> HttpResponseBase:
    name, storage = str(file.name), file.storage
    kind = content_type_of(name)
    if settings.ACCEL_PREFIX:
        handed = HttpResponse(content_type=kind)
        handed["X-Accel-Redirect"] = settings.ACCEL_PREFIX.rstrip("/") + "/" + quote(name)
        return handed
    try:
        path = Path(storage.path(name))
    except NotImplementedError:  # a store elsewhere signs an address of its own
        return redirect(storage.url(name))
    if not path.exists():
        raise NotFound(_("The file is not on this server. Tell a festival manager; it can be uploaded again."))
    return send_file(request, path, kind, tag)
