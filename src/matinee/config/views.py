"""Addresses that belong to the installation itself."""

from django.contrib.auth.decorators import login_not_required
from django.contrib.staticfiles import finders
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe


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
