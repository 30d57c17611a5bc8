"""A person's days as a PDF, set by Typst with the fonts of the booklet (decision 0021)."""

from pathlib import Path
from typing import Any, Final

from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _

from matinee.festival.models import Edition
from matinee.marquee.handouts.typeset import typeset
from matinee.office.schedule.sheets import Item, Section, parts_said
from matinee.people.models import Person
from matinee.web.words import time_in, zone_short

TEMPLATE: Final = Path(__file__).parent / "day.typ"
LETTER_COUNTRIES: Final = frozenset({"US", "CA", "MX", "CL", "CO", "PH"})


def day_pdf(edition: Edition, person: Person, sections: list[Section]) -> bytes:
    """Return a person's days on paper: A4, or letter where that is what printers hold."""
    told = {
        "paper": "us-letter" if edition.festival.country in LETTER_COUNTRIES else "a4",
        "language": (get_language() or "en").split("-")[0],
        "is_rtl": get_language_bidi(),
        "festival": str(edition.festival),
        "edition": str(edition),
        "person": str(person),
        "zone": _("Times are in %(zone)s.") % {"zone": edition.festival.time_zone},
        "nothing": _("Nothing yet."),
        "sections": [
            {"heading": section.heading, "items": [_told(item) for item in section.items]} for section in sections
        ],
    }
    return typeset(told, {}, template=TEMPLATE)


def _told(item: Item) -> dict[str, Any]:
    venue = item.auditorium.venue
    where = (item.auditorium.name, venue.name, venue.address)
    start = item.booking.starts_at
    return {
        "time": f"{time_in(start, item.zone)} \N{EN DASH} {time_in(item.ends_at, item.zone)}",
        "zone": zone_short(start, item.zone),
        "title": item.title,
        "kind": item.kind,
        "part": parts_said(item.people),
        "where": ", ".join(part for part in where if part),
    }
