"""How a letter is written: an occasion's wording with its fields filled in, as text and as the same text in HTML."""

from matinee.mailroom.letters.occasions import OCCASIONS, Field, Occasion, occasion_of
from matinee.mailroom.letters.texts import LANGUAGES, Wording, language_for, ours, wording_for
from matinee.mailroom.letters.writing import Written, check_wording, fill, html_page, written

__all__ = [
    "LANGUAGES",
    "OCCASIONS",
    "Field",
    "Occasion",
    "Wording",
    "Written",
    "check_wording",
    "fill",
    "html_page",
    "language_for",
    "occasion_of",
    "ours",
    "wording_for",
    "written",
]
