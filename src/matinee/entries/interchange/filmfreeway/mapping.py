"""From a record of the file to a row that can be taken, or to the reasons why not."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from matinee.entries.actions import RowProblem, TakenRow
from matinee.entries.interchange.filmfreeway.cells import disarmoured
from matinee.entries.interchange.filmfreeway.columns import Column
from matinee.entries.interchange.filmfreeway.draft import Cell, Draft
from matinee.entries.interchange.filmfreeway.readers import ALWAYS_READ, READERS, kept, private_json
from matinee.entries.interchange.filmfreeway.records import MOST_CELL, Record
from matinee.films.actions import FilmFacts

READING = "1"  # part of every digest: raised when rows should be read anew after an upgrade
KEPT_CELL = 20_000  # of a refused row's cells, for the download


@dataclass(frozen=True, slots=True)
class Mapping:
    """How the rows of one file are read: its columns, what is taken of them, the festival's currency and zone."""

    columns: Sequence[Column]
    taken: frozenset[str]
    currency: str
    zone: str

    def read(self, record: Record) -> TakenRow | list[RowProblem]:
        """Return a row that can be taken, or why it cannot; the first reason carries the row's cells."""
        draft = Draft(record.line, self.currency, self.zone)
        self._check_shape(draft, record)
        cells = self._cells(record)
        if not draft.is_refused:
            _fill(draft, cells)
        if draft.is_refused:
            return with_row([problem for problem in draft.problems if problem.is_fatal], record)
        return _row(draft, cells)

    def _cells(self, record: Record) -> dict[str, list[Cell]]:
        """Return the cells that are taken, by field; blank ones only where a row cannot do without them."""
        found: dict[str, list[Cell]] = {}
        for place, column in enumerate(self.columns):
            if not column.key or column.key not in self.taken | ALWAYS_READ:
                continue
            value = disarmoured(record.cells[place]) if place < len(record.cells) else ""
            if value.strip() or column.key in ALWAYS_READ:
                found.setdefault(column.key, []).append(Cell(column.heading, value))
        return found

    def _check_shape(self, draft: Draft, record: Record) -> None:
        """Refuse a record that is cut, too wide, or holds a cell too long to be one."""
        if record.is_in_quotes or (record.is_unended and len(record.cells) < len(self.columns)):
            last = self.columns[min(len(record.cells), len(self.columns)) - 1].heading
            said = _("The file ends in the middle of this row. Export it again; the rows before it were taken.")
            draft.refuse(Cell(last, record.cells[-1]), said)
        if any(cell.strip() for cell in record.cells[len(self.columns) :]):
            counts = {"found": len(record.cells), "wanted": len(self.columns)}
            said = (
                _("The row has %(found)d cells, the header %(wanted)d. A quote or comma in it is probably wrong.")
                % counts
            )
            draft.refuse(Cell("", record.cells[len(self.columns)]), said)
        for place, length in record.too_long.items():
            heading = self.columns[place].heading if place < len(self.columns) else ""
            said = _("The cell holds %(n)d characters; at most %(most)d can be taken.") % {
                "n": length,
                "most": MOST_CELL,
            }
            draft.refuse(Cell(heading, record.cells[place]), said)


def with_row(problems: list[RowProblem], record: Record) -> list[RowProblem]:
    """Return the problems of a refused row, the first of which carries its cells for the download."""
    problems[0].row = [cell[:KEPT_CELL] for cell in record.cells]
    return problems


def _fill(draft: Draft, cells: dict[str, list[Cell]]) -> None:
    """Read every field that the row has, the title first."""
    for key in sorted(cells, key=lambda key: key != "title"):
        READERS.get(key, kept)(draft, cells[key])


def _row(draft: Draft, cells: dict[str, list[Cell]]) -> TakenRow:
    """Return the row as the actions take it."""
    entry = draft.entry | ({"answers": draft.answers} if draft.answers else {})
    if draft.private:
        entry["private_details"] = private_json(draft)
    return TakenRow(
        line=draft.line,
        external_id=draft.external_id,
        digest=_digest(cells),
        film=FilmFacts(draft.film, draft.credits, draft.screener, draft.showings),
        entry=entry,
        state=draft.state,
        problems=draft.problems,
    )


def _digest(cells: dict[str, list[Cell]]) -> str:
    """Return a SHA-256 of everything that was read; the same row taken the same way has the same one."""
    read = [(key, [(cell.heading, cell.value) for cell in row]) for key, row in sorted(cells.items())]
    return hashlib.sha256(json.dumps([READING, read]).encode()).hexdigest()
