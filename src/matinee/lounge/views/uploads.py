"""Sending the film itself: in parts that survive a dropped line, or by a plain form; and its captions."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from matinee.films.actions import allow_download, drop_upload, remove_caption, set_caption
from matinee.films.models import Upload
from matinee.films.queries import caption_of, upload_of
from matinee.kit.errors import InvalidInput, MatineeError
from matinee.lounge.access import EntryRequest, own
from matinee.lounge.uploading import arriving
from matinee.lounge.views.screens import check_writable
from matinee.web.arrivals import begin, go_on, take_whole
from matinee.web.notices import tell, tell_trouble
from matinee.web.tus import tus


@own
@require_http_methods(["POST", "OPTIONS"])
@tus("POST")
def create(request: EntryRequest) -> HttpResponse:
    """Begin an upload and say where its bytes go (tus creation)."""
    check_writable(request, "screener")
    code = request.entry.code
    return begin(request, request.entry.film, request.user, lambda one: reverse("lounge-upload", args=[code, one.code]))


@own
@require_http_methods(["HEAD", "PATCH", "DELETE", "POST", "OPTIONS"])
@tus("HEAD", "PATCH", "DELETE")
def part(request: EntryRequest, upload: str) -> HttpResponse:
    """Say how far an upload is, take its next bytes, or give it up."""
    found = _own_upload(request, upload)
    return go_on(request, found, request.user, lambda: check_writable(request, "screener"))


@own
@require_safe
def status(request: EntryRequest) -> HttpResponse:
    """Show how the film's file stands; asked again while it is looked at."""
    return render(request, "lounge/parts/upload_state.html", arriving(request.entry))


@own
@require_POST
def plain(request: EntryRequest) -> HttpResponse:
    """Take a small film from a plain form, for browsers without scripts."""
    check_writable(request, "screener")
    back = redirect("lounge-step", request.entry.code, "screener")
    try:
        take_whole(request, request.entry.film, request.user)
    except MatineeError as refusal:
        tell_trouble(request, getattr(refusal, "accepted", refusal.message))
        return back
    tell(request, _("The film is here. We look at it now; this takes a minute at most."))
    return back


@own
@require_POST
def cancel(request: EntryRequest, upload: str) -> HttpResponse:
    """Give an unfinished upload up, from a page without scripts."""
    drop_upload(upload=_own_upload(request, upload), by=request.user)
    return redirect("lounge-step", request.entry.code, "screener")


@own
@require_POST
def sharing(request: EntryRequest, upload: str) -> HttpResponse:
    """Let reviewers save a copy, or no longer."""
    found = _own_upload(request, upload)
    allow_download(upload=found, allowed=request.POST.get("may_download") == "on", by=request.user)
    tell(request, _("Kept."))
    return redirect("lounge-step", request.entry.code, "screener")


@own
@require_POST
def captions(request: EntryRequest) -> HttpResponse:
    """Take the captions of one language, or take them away."""
    check_writable(request)
    film, back = request.entry.film, redirect("lounge-step", request.entry.code, "screener")
    if gone := request.POST.get("remove"):
        found = caption_of(film, gone)
        if found is None:
            raise Http404
        remove_caption(caption=found, by=request.user)
        return back
    file = request.FILES.get("captions")
    try:
        content = file.read(settings.DATA_UPLOAD_MAX_MEMORY_SIZE) if file else b""
        set_caption(film=film, language=request.POST.get("language", ""), content=content, by=request.user)
    except InvalidInput as refusal:
        tell_trouble(request, refusal.accepted)
    else:
        tell(request, _("The captions are kept."))
    return back


def _own_upload(request: EntryRequest, code: str) -> Upload:
    """Return an upload of this entry's film."""
    found = upload_of(request.entry.film, code)
    if found is None:
        raise Http404
    return found
