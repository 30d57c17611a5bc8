"""A film and its captions, for the one person that an address was made for."""

from pathlib import PurePath

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from matinee.accounts.models import User
from matinee.films.models import Upload
from matinee.films.queries import caption_of
from matinee.kit.errors import NotAllowed, NotFound
from matinee.kit.signing import seal, unseal
from matinee.kit.text import slug_of
from matinee.preselection.queries.playing import upload_to_watch
from matinee.web.screening.sending import private, send_stored

PURPOSE = "screener"


@require_safe
def film(request: HttpRequest, signed: str) -> HttpResponseBase:
    """Send a film's bytes, or hand the sending to nginx or to the store."""
    upload = _opened(request, signed)
    is_saved = "save" in request.GET
    if is_saved and not (upload.may_download or upload.sender == request.user):
        raise NotAllowed(_("The makers ask you to watch it here. Write to them if your browser cannot play it."))
    response = send_stored(request, upload.file, upload.sha256)
    ending = PurePath(str(upload.file.name)).suffix
    name = f"{slug_of(upload.film.title, upload.film.code)}{ending}"
    disposition = content_disposition_header(as_attachment=is_saved, filename=name)
    if disposition:
        response["Content-Disposition"] = disposition
    return response


@require_safe
def open_film(request: HttpRequest, code: str) -> HttpResponseBase:
    """Lead to a film at an address made for whoever asks, if it is open to them."""
    user = request.user
    upload = upload_to_watch(user, code) if isinstance(user, User) else None
    if upload is None or not isinstance(user, User):
        raise NotFound(_("This film is not open to you. Go back to where you came from."))
    return redirect("screener", seal(PURPOSE, upload.code, user.code))


@require_safe
def captions(request: HttpRequest, signed: str, language: str) -> HttpResponseBase:
    """Send a film's captions in one language."""
    upload = _opened(request, signed)
    found = caption_of(upload.film, language)
    if found is None:
        raise NotFound(_("There are no captions in this language. Load the page again."))
    return private(HttpResponse(found.text, content_type="text/vtt; charset=utf-8"))


def _opened(request: HttpRequest, signed: str) -> Upload:
    """Return the file that an address leads to, for the person it was made for and while they may see it."""
    code, person = unseal(PURPOSE, signed, seconds=settings.SCREENER_LINK_SECONDS)
    user = request.user
    upload = upload_to_watch(user, code) if isinstance(user, User) and user.code == person else None
    if upload is None:
        raise NotFound(_("This film is not open to you. Go back to your queue and open it from there."))
    return upload
