"""Addresses that belong to the installation itself."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.staticfiles import finders
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe


@login_not_required
@require_safe
def health(_request: HttpRequest) -> HttpResponse:
    """Answer whether the application and its database are up."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok\n", content_type="text/plain")


@login_not_required
@require_safe
def asset_root(_request: HttpRequest, name: str) -> HttpResponse:
    """Serve the files that browsers ask for at the root."""
    found = finders.find(f"web/root/{name}")
    if found is None:
        raise Http404
    kind = "text/plain" if name.endswith(".txt") else "image/x-icon"
    with open(found, "rb") as file:  # noqa: PTH123  the finder gives a plain path
        return HttpResponse(file.read(), content_type=kind)


@csrf_exempt
@login_not_required
@require_POST
def mail_news(request: HttpRequest, service: str) -> HttpResponseBase:
    """Take what the mail service in use tells of letters; closed without a secret, which Anymail then asks for."""
    is_in_use = settings.EMAIL_BACKEND.startswith(f"anymail.backends.{service}.")
    if not is_in_use or not dict(settings.ANYMAIL).get("WEBHOOK_SECRET"):
        raise Http404
    try:
        door = resolve(f"/{service}/tracking/", urlconf="matinee.config.mail_doors")
    except Resolver404 as error:
        raise Http404 from error
    answer: HttpResponseBase = door.func(request, *door.args, **door.kwargs)
    return answer
