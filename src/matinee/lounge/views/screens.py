"""What every screen of an entry's questions shares: its place among the others, and the door for answers."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from matinee.entries.queries import changes_for, terms_for
from matinee.entries.rules.corrections import UNSENT, why_fixed
from matinee.kit.errors import WrongState
from matinee.lounge.access import EntryRequest
from matinee.lounge.status import wanted_of
from matinee.lounge.steps import BY_SLUG, after, before, order_of
from matinee.lounge.uploading import arriving

OWN_PAGE = frozenset({"sources", "showings", "categories", "check"})
ask = require_http_methods(["GET", "HEAD", "POST"])


def page(request: EntryRequest, slug: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """Render one screen with its place among the others."""
    entry, terms = request.entry, terms_for(request.entry)
    order = order_of(terms)
    around: dict[str, Any] = {"slug": slug, "number": order.index(slug) + 1, "of": len(order)}
    around |= {"previous": before(slug, terms), "following": after(slug, terms)}
    if slug == "screener":
        context |= arriving(entry)
    known: dict[str, Any] = {
        "step": BY_SLUG.get(slug),
        "changes": changes_for(entry),
        "why_fixed": why_fixed(entry, slug),
    }
    known["wanted"] = wanted_of(entry)
    known["fixed"] = {step for step in order if why_fixed(entry, step)}
    context |= {"entry": entry, "film": entry.film, "is_sent": entry.state not in UNSENT, "here": "films"}
    name = slug if slug in OWN_PAGE else "question"
    return render(request, f"lounge/{name}.html", known | context | around, status=status)


def check_writable(request: EntryRequest, slug: str = "") -> None:
    """Refuse answers to an entry that is closed, and to questions whose answer stands."""
    fixed = why_fixed(request.entry, slug)
    if fixed:
        raise WrongState(fixed)
