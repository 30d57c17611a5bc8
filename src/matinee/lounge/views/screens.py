"""What every screen of an entry's questions shares: its place among the others, and the door for answers."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from matinee.entries.states import EntryState
from matinee.kit.errors import WrongState
from matinee.lounge.access import EntryRequest
from matinee.lounge.answers import WRITABLE
from matinee.lounge.steps import ORDER, before
from matinee.lounge.uploading import arriving

UNSENT = (EntryState.DRAFT, EntryState.INCOMPLETE)
OWN_PAGE = frozenset({"sources", "showings", "check"})
ask = require_http_methods(["GET", "HEAD", "POST"])


def page(request: EntryRequest, slug: str, context: dict[str, Any]) -> HttpResponse:
    """Render one screen with its place among the others."""
    entry = request.entry
    around = {"slug": slug, "number": ORDER.index(slug) + 1, "of": len(ORDER), "previous": before(slug)}
    if slug == "screener":
        context |= arriving(entry)
    context |= {"entry": entry, "film": entry.film, "is_sent": entry.state not in UNSENT, "here": "films"}
    return render(request, f"lounge/{slug if slug in OWN_PAGE else 'question'}.html", context | around)


def check_writable(request: EntryRequest) -> None:
    """Refuse answers to an entry that is closed."""
    if request.entry.state not in WRITABLE:
        raise WrongState(_("This entry is closed. Bring it back first, then correct it."))
