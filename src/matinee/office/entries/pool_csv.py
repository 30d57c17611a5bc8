"""The pool as cells of a CSV."""

import csv
from collections.abc import Iterable, Iterator, Sequence

from django.utils.translation import gettext as _

from matinee.entries.interchange.filmfreeway.cells import armoured
from matinee.festival.models import Edition
from matinee.kit.clock import date_in
from matinee.office.entries.pool_table import Line

BYTE_ORDER_MARK = "\ufeff"  # spreadsheet programs take the file for UTF-8 then


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, text: str) -> str:
        """Return the text."""
        return text


def lines_as_csv(lines: Iterable[Line], editions: Sequence[Edition]) -> Iterator[str]:
    """Yield the CSV row by row, so that nothing has to be kept."""
    writer = csv.writer(_Echo())
    yield BYTE_ORDER_MARK
    for cells in lines_as_cells(lines, editions):
        yield writer.writerow(cells)


def lines_as_cells(lines: Iterable[Line], editions: Sequence[Edition]) -> Iterator[list[str]]:
    """Yield the head and a row for each entry; no cell is a formula."""
    head = [_("Film"), _("Directors"), _("Form"), _("Countries"), _("Running time in seconds"), _("Mean")]
    head += [_("Likely from"), _("Likely to"), _("Sent"), _("Days waited"), _("Considered until")]
    for edition in editions:
        head += [str(edition), _("%(edition)s: why") % {"edition": edition}]
    yield [armoured(cell) for cell in head]
    for line in lines:
        yield [armoured(cell) for cell in [*_facts(line), *_standing(line, editions)]]


def _facts(line: Line) -> Iterator[str]:
    entry, film, has_score = line.entry, line.entry.film, line.score is not None
    yield film.title
    yield ", ".join(str(credit.person) for credit in film.credits.all())
    yield film.get_form_display()
    yield " ".join(film.countries)
    yield str(film.running_time_s or "")
    yield f"{line.score:.2f}" if line.score is not None else ""
    yield f"{line.low:.1f}" if has_score else ""
    yield f"{line.high:.1f}" if has_score else ""
    yield date_in(entry.sent_at, entry.festival.time_zone).isoformat() if entry.sent_at else ""
    yield "" if line.waits_days is None else str(line.waits_days)
    yield entry.window_ends_on.isoformat() if entry.window_ends_on else ""


def _standing(line: Line, editions: Sequence[Edition]) -> Iterator[str]:
    there = {cell.row.edition_id: cell for cell in line.cells}
    for edition in editions:
        cell = there.get(edition.pk)
        yield cell.row.get_state_display() if cell else ""
        yield cell.why if cell else ""
