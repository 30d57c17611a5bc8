"""Opening a file: its encoding, what separates its cells, its header, its records."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import IO

from django.utils.translation import gettext as _

from matinee.entries.interchange.filmfreeway.columns import Column, check_recognised, columns_of
from matinee.entries.interchange.filmfreeway.encoding import Sniffed, sniff, text_of
from matinee.entries.interchange.filmfreeway.records import Record, delimiter_of, records
from matinee.kit.errors import InvalidInput


@dataclass(frozen=True, slots=True)
class OpenFile:
    """A recognised file; ``rows`` yields its data records once."""

    sniffed: Sniffed
    columns: Sequence[Column]
    rows: Iterator[Record]


def open_file(file: IO[bytes], file_name: str, sniffed: Sniffed | None = None) -> OpenFile:
    """Recognise a file and stand at its first row.

    Raises
    ------
    InvalidInput
        It is empty, no CSV, or the CSV of another product.
    """
    known = sniffed or sniff(file)
    _check_text(file, file_name, known)
    delimiter, pieces = delimiter_of(text_of(file, known.encoding))
    rows = records(pieces, delimiter)
    header = next(rows, None)
    if header is None:
        raise InvalidInput("file", file_name, _("The file is empty. Export it again."))
    check_recognised(header.cells, file_name)
    return OpenFile(known, columns_of(header.cells), rows)


def _check_text(file: IO[bytes], file_name: str, sniffed: Sniffed) -> None:
    """Refuse what is plainly no text: a spreadsheet, an archive, a picture."""
    head = file.read(512)
    file.seek(0)
    said = _("Save it as CSV first: in FilmFreeway open Submissions and choose Export, then CSV.")
    if head.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF", b"\x1f\x8b")):
        raise InvalidInput("file", file_name, _("This is a spreadsheet or an archive, not a CSV.") + " " + said)
    if b"\0" in head and sniffed.encoding != "utf-16":
        raise InvalidInput("file", file_name, _("This is not a text file.") + " " + said)
