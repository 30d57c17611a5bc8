"""The rows that could not be taken, as a CSV that can be corrected and imported again."""

import csv
import io
from collections.abc import Iterator, Sequence

from matinee.entries.interchange.filmfreeway.cells import armoured
from matinee.entries.interchange.filmfreeway.columns import REASON
from matinee.entries.models import ImportRun
from matinee.entries.queries import refused_rows

MARK = "\ufeff"  # spreadsheet programs read UTF-8 only behind it


def refused_csv(run: ImportRun) -> Iterator[str]:
    """Return the lines of the CSV: the file's own columns and a last one with the reasons; no cell is a formula."""
    headings = [heading for heading, _key in run.mapping.get("columns", []) if heading.casefold() != REASON.casefold()]
    yield MARK + _line([*headings, REASON])
    width = len(headings)
    for cells, reason in refused_rows(run):
        padded = [*cells[:width], *[""] * (width - len(cells))]
        yield _line([*padded, reason])


def _line(cells: Sequence[str]) -> str:
    """Return one record with its line break."""
    buffer = io.StringIO()
    csv.writer(buffer).writerow([armoured(cell) for cell in cells])
    return buffer.getvalue()
