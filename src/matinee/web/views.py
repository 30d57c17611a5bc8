"""Pages that belong to no desk: the door, the way home, trouble, private files, the living style sheet."""

from pathlib import PurePath

from django.contrib.auth.decorators import login_not_required
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import requires_csrf_token
from django.views.decorators.http import require_safe

from matinee.accounts.models import User
from matinee.festival.models import Festival
from matinee.festival.queries import festivals_of
from matinee.kit.signing import media_of
from matinee.web.look import specimens

SHOWN_IN_PLACE = frozenset({".jpg", ".jpeg", ".png", ".webp", ".mp4", ".webm", ".mp3", ".m4a", ".vtt", ".pdf"})


@login_not_required
@require_safe
def welcome(request: HttpRequest) -> HttpResponse:
    """Show the door: what this installation is for, and where filmmakers and staff come in."""
    festivals = Festival.objects.filter(editions__releases__is_live=True).distinct()
    return render(request, "web/welcome.html", {"festivals": list(festivals)})


@require_safe
def home(request: HttpRequest) -> HttpResponseRedirect:
    """Send people to where they work: staff to the office, filmmakers to the lounge."""
    user = request.user
    works_here = isinstance(user, User) and festivals_of(user).exists()
    return redirect("/office/" if works_here else "/lounge/")


@login_not_required
@require_safe
def media(_request: HttpRequest, signed: str) -> FileResponse:
    """Serve a private file to whoever holds its signed, expiring address."""
    name, download_as = media_of(signed)
    if not default_storage.exists(name):
        raise Http404
    in_place = not download_as and PurePath(name).suffix.lower() in SHOWN_IN_PLACE
    response = FileResponse(
        default_storage.open(name), as_attachment=not in_place, filename=download_as or PurePath(name).name
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, max-age=600"
    return response


@require_safe
def look(request: HttpRequest) -> HttpResponse:
    """Show every component in every state, to staff of a festival and to operators."""
    user = request.user
    if not isinstance(user, User) or not (user.is_staff or festivals_of(user).exists()):
        raise Http404
    return render(request, "web/look.html", specimens(request))


def trouble(request: HttpRequest, status: int, message: str = "") -> HttpResponse:
    """Show what went wrong, in kind words, and what to do next."""
    titles = {
        400: _("That could not be read"),
        403: _("This is not yours to open"),
        404: _("There is nothing here"),
        409: _("Somebody was faster"),
        503: _("Not now, please try again"),
    }
    title = titles.get(status, _("Something went wrong on our side"))
    return render(request, "web/trouble.html", {"status": status, "title": title, "message": message}, status=status)


@requires_csrf_token
def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 -- Django's signature
    """Answer a request that cannot be understood."""
    return trouble(request, 400, _("Go back, load the page again and repeat what you did."))


@requires_csrf_token
def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 -- Django's signature
    """Answer somebody who may not."""
    return trouble(
        request, 403, _("Ask a festival manager for the role that includes it, or sign in as somebody else.")
    )


@requires_csrf_token
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 -- Django's signature
    """Answer for an address without a page."""
    return trouble(request, 404, _("The page may have moved, or it belongs to an account you are not signed in with."))


@requires_csrf_token
def server_error(request: HttpRequest) -> HttpResponse:
    """Answer for a fault of ours, without asking anything of the database."""
    return render(request, "web/fault.html", status=500)
