"""The columns of the export: which headings belong to which field, and which fields are taken unless asked."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from matinee.kit.errors import InvalidInput

RECOGNISED_BY = ("Project Title", "Submission ID", "Submission Categories")
REASON = "Reason"  # the column that our own download of refused rows adds
UNKNOWN = "column:"
CUSTOM = re.compile(r"submission custom (field|answer) (\d+)")


@dataclass(frozen=True, slots=True)
class Field:
    """Something that can be taken from the file: its key, its words, its headings."""

    key: str
    label: str | Promise
    headings: tuple[str, ...]
    is_default: bool = True
    is_needed: bool = False


def _field(key: str, label: str | Promise, headings: str, *, is_default: bool = True, is_needed: bool = False) -> Field:
    """Return a field; its headings are written with ``;`` between them."""
    return Field(key, label, tuple(h.strip() for h in headings.split(";")), is_default, is_needed)


FIELDS = (
    _field("title", gettext_lazy("Title"), "Project Title", is_needed=True),
    _field("external_id", gettext_lazy("FilmFreeway's number"), "Submission ID", is_needed=True),
    _field("original_title", gettext_lazy("Original title"), "Project Title (Original Language)"),
    _field("tracking_number", gettext_lazy("Tracking number"), "Tracking Number"),
    _field("sender_name", gettext_lazy("Sender's name"), "First Name; Last Name"),
    _field("sender_email", gettext_lazy("Sender's e-mail"), "Email"),
    _field("synopsis", gettext_lazy("Synopsis"), "Synopsis"),
    _field("duration", gettext_lazy("Running time"), "Duration"),
    _field("countries", gettext_lazy("Countries"), "Country of Origin"),
    _field("languages", gettext_lazy("Languages"), "Language"),
    _field("form", gettext_lazy("Kind of film"), "Project Type"),
    _field("genres", gettext_lazy("Genres"), "Genres"),
    _field("is_student", gettext_lazy("Student film"), "Student Project"),
    _field("is_first_film", gettext_lazy("First film"), "First-time Filmmaker"),
    _field("completed_on", gettext_lazy("Completion date"), "Completion Date"),
    _field("budget", gettext_lazy("Budget"), "Production Budget"),
    _field(
        "technical",
        gettext_lazy("Technical facts"),
        "Shooting Format; Aspect Ratio; Film Color; Camera; Lens; Focal Length; Shutter Speed; Aperture; ISO / Film",
    ),
    _field("website", gettext_lazy("Website"), "Project Website"),
    _field("directors", gettext_lazy("Directors"), "Directors"),
    _field("writers", gettext_lazy("Writers"), "Writers"),
    _field("producers", gettext_lazy("Producers"), "Producers"),
    _field("cast", gettext_lazy("Key cast"), "Key Cast"),
    _field("statement", gettext_lazy("Statement"), "Submitter Statement"),
    _field("screener", gettext_lazy("Screener and its password"), "Submission Link; Submission Password"),
    _field("showings", gettext_lazy("Earlier showings and awards"), "Screenings / Awards"),
    _field("sent_at", gettext_lazy("Day of entry"), "Submission Date"),
    _field("status", gettext_lazy("Status"), "Submission Status"),
    _field("categories", gettext_lazy("Categories"), "Submission Categories", is_needed=True),
    _field("fee", gettext_lazy("Fee"), "Submission Fee"),
    _field("flag", gettext_lazy("Flag"), "Flag"),
    _field(
        "more",
        gettext_lazy("Everything else about the film"),
        "Synopsis (Original Language); Lyrics; Trailer URL; Country of Filming; Twitter; Facebook; Other Credits; "
        "Submitter Biography; Distributor Information",
    ),
    _field(
        "handling",
        gettext_lazy("How it was handled at FilmFreeway"),
        "Rating; Judging Status; Submission Deadlines; Discount Code; Assigned Judges; Submission Notes",
    ),
    _field("custom", gettext_lazy("Answers to your own questions"), ""),
    _field("birth_date", gettext_lazy("Birth date"), "Birthdate", is_default=False),
    _field("gender", gettext_lazy("Gender"), "Gender", is_default=False),
    _field("phone", gettext_lazy("Telephone"), "Phone", is_default=False),
    _field(
        "address",
        gettext_lazy("Postal address"),
        "Address; Address 2; City; State; Postal Code; Country",
        is_default=False,
    ),
)
BY_KEY = {field.key: field for field in FIELDS}
_KEY_OF = {heading.casefold(): field.key for field in FIELDS for heading in field.headings if heading}


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a file: its heading as written, the field it belongs to (empty: nothing is read from it)."""

    heading: str
    key: str

    @property
    def name(self) -> str:
        """The heading without case and surplus spaces."""
        return _folded(self.heading)


def columns_of(header: Sequence[str]) -> list[Column]:
    """Return the columns of a header; a heading that nobody knows is a question of its own, ``column:<heading>``."""
    return [Column(heading.strip(), _key_of(heading)) for heading in header]


def check_recognised(header: Sequence[str], file_name: str) -> None:
    """Refuse a file that is not FilmFreeway's submissions export.

    Raises
    ------
    InvalidInput
        With the columns that are missing and those that were found.
    """
    found = {_folded(heading) for heading in header}
    missing = [heading for heading in RECOGNISED_BY if heading.casefold() not in found]
    if not missing:
        return
    seen = ", ".join(heading.strip()[:30] or "…" for heading in header[:6])
    said = _(
        "This is not FilmFreeway's submissions export: the columns %(missing)s are missing, the first ones found are "
        "%(seen)s. In FilmFreeway open Submissions, choose Export, then CSV with all fields, and take that file."
    )
    raise InvalidInput("file", file_name, said % {"missing": ", ".join(missing), "seen": seen})


def default_fields(columns: Iterable[Column]) -> list[str]:
    """Return the keys that are taken unless somebody says otherwise: all but what is nobody's business."""
    return [key for key in keys_in(columns) if key not in BY_KEY or BY_KEY[key].is_default]


def keys_in(columns: Iterable[Column]) -> list[str]:
    """Return the keys of the fields that a file has, each once, in its order."""
    return [key for key in dict.fromkeys(column.key for column in columns) if key]


def with_needed(keys: Iterable[str]) -> list[str]:
    """Return the keys with those that no entry can do without."""
    return list(dict.fromkeys([*keys, *(field.key for field in FIELDS if field.is_needed)]))


def label_of(key: str) -> str:
    """Return a field's words."""
    return str(BY_KEY[key].label) if key in BY_KEY else key.removeprefix(UNKNOWN)


def _key_of(heading: str) -> str:
    """Return the field of a heading."""
    name = _folded(heading)
    if CUSTOM.fullmatch(name):
        return "custom"
    if name in {"", REASON.casefold()}:
        return ""
    return _KEY_OF.get(name) or f"{UNKNOWN}{heading.strip()[:100]}"


def _folded(heading: str) -> str:
    """Return a heading without case and surplus spaces."""
    return " ".join(heading.replace("\ufeff", "").casefold().split())
