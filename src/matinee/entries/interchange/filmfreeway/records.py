"""Records of a CSV (RFC 4180) from pieces of text, with bounded memory.

Python's own ``csv`` reads a physical line at a time and stops at a cell over its limit without finding its feet again;
here a huge cell is measured and dropped, the reading goes on behind it, and every record knows its line.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum, auto
from itertools import chain

MOST_CELL = 1_000_000
MOST_RECORD = 4_000_000


class _At(Enum):
    """Where the reader stands."""

    START = auto()
    PLAIN = auto()
    QUOTED = auto()
    QUOTE = auto()  # behind a quote inside a quoted cell: it is doubled, or the cell has ended


@dataclass(slots=True)
class Record:
    """One record: the line where it begins (from 1), its cells, the true length of those that were too long."""

    line: int
    cells: list[str]
    too_long: dict[int, int] = field(default_factory=dict)
    is_in_quotes: bool = False  # the file ended inside a quoted cell
    is_unended: bool = False  # the file ended without a line break behind it


class RecordReader:
    """Turn pieces of text into records."""

    def __init__(self, delimiter: str = ",") -> None:
        self._stop = re.compile(f"[{re.escape(delimiter)}\r\n]")
        self._at = _At.START
        self._line = 1
        self._after_return = False
        self._begin()

    def read(self, pieces: Iterable[str]) -> Iterator[Record]:
        """Return the records of a text; empty lines are none."""
        for piece in pieces:
            position = 0
            while position < len(piece):
                position, record = self._step(piece, position)
                if record is not None and record.cells != [""]:
                    yield record
        last = self._last()
        if last is not None:
            yield last

    def _begin(self) -> None:
        """Start a record."""
        self._record = Record(self._line, [])
        self._parts: list[str] = []
        self._kept = self._length = self._total = 0

    def _step(self, piece: str, position: int) -> tuple[int, Record | None]:
        """Read to the next letter that matters; return where, and a record if one is complete."""
        if self._after_return:
            self._after_return = False
            if piece[position] == "\n":
                return position + 1, None
        if self._at is _At.QUOTED:
            return self._in_quotes(piece, position), None
        if self._at is _At.QUOTE:
            self._at = _At.QUOTED if piece[position] == '"' else _At.PLAIN
            if self._at is _At.QUOTED:
                self._add('"')
                return position + 1, None
        if self._at is _At.START and piece[position] == '"':
            self._at = _At.QUOTED
            return position + 1, None
        return self._plain(piece, position)

    def _in_quotes(self, piece: str, position: int) -> int:
        """Read inside a quoted cell."""
        end = piece.find('"', position)
        text = piece[position:] if end < 0 else piece[position:end]
        self._line += text.count("\n")
        self._add(text)
        if end < 0:
            return len(piece)
        self._at = _At.QUOTE
        return end + 1

    def _plain(self, piece: str, position: int) -> tuple[int, Record | None]:
        """Read outside of quotes, to the end of the cell."""
        found = self._stop.search(piece, position)
        if found is None:
            self._at = _At.PLAIN
            self._add(piece[position:])
            return len(piece), None
        self._add(piece[position : found.start()])
        self._end_cell()
        mark = found.group()
        if mark not in "\r\n":
            return found.end(), None
        self._after_return = mark == "\r"
        return found.end(), self._end_record()

    def _add(self, text: str) -> None:
        """Keep text of the cell as far as there is room, and measure all of it."""
        self._length += len(text)
        room = min(MOST_CELL - self._kept, MOST_RECORD - self._total)
        if room > 0 and text:
            kept = text[:room]
            self._parts.append(kept)
            self._kept += len(kept)
            self._total += len(kept)

    def _end_cell(self) -> None:
        """Close the cell."""
        if self._length > self._kept:
            self._record.too_long[len(self._record.cells)] = self._length
        self._record.cells.append("".join(self._parts))
        self._parts = []
        self._kept = self._length = 0
        self._at = _At.START

    def _end_record(self) -> Record:
        """Close the record and start the next."""
        record = self._record
        self._line += 1
        self._begin()
        return record

    def _last(self) -> Record | None:
        """Return the record that the end of the file closed, if there is one."""
        is_in_quotes = self._at is _At.QUOTED
        if not self._record.cells and not self._length and self._at is _At.START:
            return None
        self._end_cell()
        record = self._end_record()
        record.is_in_quotes, record.is_unended = is_in_quotes, True
        return record


def records(pieces: Iterable[str], delimiter: str = ",") -> Iterator[Record]:
    """Return the records of a text."""
    return RecordReader(delimiter).read(pieces)


def delimiter_of(pieces: Iterator[str]) -> tuple[str, Iterator[str]]:
    """Return what separates the cells of the first line (a comma unless it has none), and all pieces again."""
    first = next(pieces, "")
    head = first.split("\n", 1)[0]
    marks = {mark: head.count(mark) for mark in (",", ";", "\t")}
    best = max(marks, key=lambda mark: marks[mark])
    return (best if marks[best] else ","), chain([first], pieces)
