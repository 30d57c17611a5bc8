"""Previews as pages: the site of a preview under its secret address, with a word on every page that it is one."""

import re
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpResponse
from django.utils.html import format_html
from django.utils.translation import gettext

from matinee.marquee.serving import kind_of
from matinee.releases.models import Preview
from matinee.releases.queries import stored
from matinee.releases.rules import is_text
from matinee.web.words import day_in, time_in

BODY = re.compile(rb"<body[^>]*>")
OFFLINE = re.compile(r"(^|/)worker\.js$")  # a preview is not kept on anybody's device
GUARDS = {
    "Cache-Control": "private, no-store",
    "X-Robots-Tag": "noindex, nofollow",
    "Referrer-Policy": "no-referrer",
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where an address leads: to a file of the preview, or to the folder with its slash."""

    address: str
    is_folder: bool = False


def place_of(preview: Preview, address: str) -> Place | None:
    """Return what lies at an address, as a web server would find it."""
    if OFFLINE.search(address):
        return None
    is_whole = not address or address.endswith("/")
    if is_whole and f"{address}index.html" in preview.manifest:
        return Place(f"{address}index.html")
    if not is_whole and address in preview.manifest:
        return Place(address)
    return Place(address, is_folder=True) if f"{address}/index.html" in preview.manifest else None


def response_with(preview: Preview, address: str, *, base: str, status: int = 200) -> HttpResponse:
    """Return a file of the preview, its links inside the preview."""
    content = stored(preview.manifest[address])
    festival = preview.edition.festival
    if is_text(address):
        here = f"/at/{festival.slug}/"
        for old, new in ((f"{settings.SITE_ADDRESS}{here}", base), (here, base)):
            content = content.replace(old.encode(), new.encode())
    if address.endswith(".html"):
        content = BODY.sub(lambda found: found[0] + _word(preview).encode(), content, count=1)
    return HttpResponse(content, status=status, content_type=kind_of(address), headers=GUARDS)


def _word(preview: Preview) -> str:
    zone = preview.edition.festival.time_zone
    words = gettext(
        "Preview of %(edition)s, made on %(day)s at %(time)s. Not public yet; the link works until %(end)s."
    )
    told = {
        "edition": preview.edition,
        "day": day_in(preview.created_at, zone),
        "time": time_in(preview.created_at, zone),
        "end": day_in(preview.expires_at, zone),
    }
    return format_html('<p class="preview-word" role="note">{}</p>', words % told)
