"""A film that arrives on its maker's behalf: the file that came by post or by a link that only staff can open."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from matinee.entries.models import Entry
from matinee.entries.states import ENTERED
from matinee.festival.states import Permission
from matinee.films.models import Upload
from matinee.films.queries import screener_of, upload_of, uploads_of
from matinee.films.rules.media import codec_words, remarks_of
from matinee.films.states import UploadState
from matinee.kit.errors import MatineeError, WrongState
from matinee.office.access import DeskRequest, desk
from matinee.office.entries.views.pages import entry_or_404, page
from matinee.web.arrivals import begin, go_on, limits, take_whole
from matinee.web.notices import tell, tell_trouble
from matinee.web.tus import tus


@desk(Permission.MANAGE_ENTRIES)
@never_cache
@require_safe
def screener(request: DeskRequest, code: str) -> HttpResponse:
    """Show what is watched now, and take another file."""
    found = entry_or_404(request, code)
    return page(request, "screener", _arriving(request, found) | limits() | {"is_open": found.state in ENTERED})


@desk(Permission.MANAGE_ENTRIES)
@require_http_methods(["POST", "OPTIONS"])
def create(request: DeskRequest, code: str) -> HttpResponse:
    """Begin an upload on a maker's behalf."""
    return _create(request, entry_or_404(request, code))


@desk(Permission.MANAGE_ENTRIES)
@require_http_methods(["HEAD", "PATCH", "DELETE", "POST", "OPTIONS"])
def part(request: DeskRequest, code: str, upload: str) -> HttpResponse:
    """Go on with one's own upload."""
    found = entry_or_404(request, code)
    begun = upload_of(found.film, upload)
    if begun is None or begun.sender_id != request.user.pk:
        raise Http404
    return _part(request, found, begun)


@desk(Permission.MANAGE_ENTRIES)
@require_POST
def plain(request: DeskRequest, code: str) -> HttpResponse:
    """Take a small film from a plain form, for browsers without scripts."""
    found = entry_or_404(request, code)
    try:
        _check_open(found)
        take_whole(request, found.film, request.user)
    except MatineeError as refusal:
        tell_trouble(request, getattr(refusal, "accepted", refusal.message))
    else:
        tell(request, _("The film is here. It is looked at now; this takes a minute at most."))
    return redirect("office-entry-screener", request.festival.slug, code)


@desk(Permission.MANAGE_ENTRIES)
@never_cache
@require_safe
def state(request: DeskRequest, code: str) -> HttpResponse:
    """Show how the file stands; asked again while it is looked at."""
    found = entry_or_404(request, code)
    return render(request, "office/entries/screener_state.html", _arriving(request, found))


@tus("POST")
def _create(request: DeskRequest, found: Entry) -> HttpResponse:
    """Begin an upload, by the protocol."""
    _check_open(found)

    def address(one: Upload) -> str:
        return reverse("office-entry-upload", args=[request.festival.slug, found.code, one.code])

    return begin(request, found.film, request.user, address)


@tus("HEAD", "PATCH", "DELETE")
def _part(request: DeskRequest, found: Entry, begun: Upload) -> HttpResponse:
    """Go on with an upload, by the protocol."""
    return go_on(request, begun, request.user, lambda: _check_open(found))


def _arriving(request: DeskRequest, found: Entry) -> dict[str, Any]:
    """Return the newest file with what should be known of it, and what is watched now."""
    newest, watched = uploads_of(found.film).first(), screener_of(found.film)
    ready = watched.upload if watched else None
    return {
        "festival": request.festival,
        "entry": found,
        "film": found.film,
        "newest": newest,
        "is_looked_at": newest is not None and newest.state == UploadState.CHECKING,
        "is_refused": newest is not None and newest.state == UploadState.REFUSED,
        "ready": ready,
        "link": watched.url if watched else "",
        "codecs": codec_words(ready) if ready else "",
        "remarks": remarks_of(ready, found.film) if ready else [],
        "cuts": list(found.cuts.all()),
    }


def _check_open(found: Entry) -> None:
    """Refuse a file for an entry that is closed."""
    if found.state not in ENTERED:
        raise WrongState(_("This entry is closed. Consider it again first, then send the file."))
