"""Running an import: claim the festival, take the file in batches, never stop at a bad row."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from django.db import DataError, IntegrityError
from django.utils.translation import gettext as _

from matinee.accounts.models import User
from matinee.entries.actions import (
    ImportStopped,
    RowProblem,
    TakenRow,
    claim_import,
    fail_import,
    finish_import,
    rolling_call,
    take_rows,
)
from matinee.entries.interchange.filmfreeway.mapping import Mapping, with_row
from matinee.entries.interchange.filmfreeway.opening import open_file
from matinee.entries.interchange.filmfreeway.records import Record
from matinee.entries.models import Call, ImportRun
from matinee.festival.models import Edition
from matinee.festival.queries import upcoming_editions
from matinee.kit.errors import Conflict, MatineeError

BATCH = 200
Progress = Callable[[int, int], None]


@dataclass(slots=True)
class _Batch:
    """Rows on their way into the database, with the records they were read from."""

    rows: list[tuple[TakenRow, Record]] = field(default_factory=list)
    refused: list[RowProblem] = field(default_factory=list)
    rejected: int = 0

    @property
    def count(self) -> int:
        """How many rows of the file it holds."""
        return len(self.rows) + self.rejected

    def reject(self, problems: list[RowProblem]) -> None:
        """Add a refused row."""
        self.refused.extend(problems)
        self.rejected += 1


@dataclass(frozen=True, slots=True)
class _Work:
    """What every batch of a run needs."""

    run: ImportRun
    call: Call
    editions: list[Edition]
    by: User | None


def run_import(*, run: ImportRun, progress: Progress | None = None, wait_s: float = 0) -> ImportRun:
    """Take all rows of an import's file; run again after any interruption it ends in the same state.

    One import a festival runs at a time: another one is waited for, ``wait_s`` seconds at most. A cancelled run keeps
    what it had taken. ``progress`` is called with (rows done, rows in all) after every batch.

    Raises
    ------
    Conflict
        Another import of the festival is still running.
    """
    try:
        _claim(run, wait_s)
        _take_file(run, progress)
        return finish_import(run=run, by=run.by)
    except ImportStopped:
        run.refresh_from_db()
        return run
    except MatineeError as error:
        fail_import(run=run, message=error.message, by=run.by)
        raise
    except BaseException:
        fail_import(run=run, message=_("It was stopped half-way. Nothing is doubled when you run it again."), by=run.by)
        raise


def _claim(run: ImportRun, wait_s: float) -> None:
    """Wait until no other import of the festival runs."""
    give_up_at = time.monotonic() + wait_s
    while not claim_import(run=run):
        if time.monotonic() >= give_up_at:
            raise Conflict(
                _("Another import of this festival is running. Wait until it is done, then run this one again.")
            )
        time.sleep(min(1.0, max(0.05, wait_s / 20)))


def _take_file(run: ImportRun, progress: Progress | None) -> None:
    """Read the file and take it batch by batch."""
    festival = run.festival
    call = run.call or rolling_call(festival=festival, by=run.by)
    work = _Work(run, call, list(upcoming_editions(festival)), run.by)
    done = 0
    with run.file.open("rb") as file:
        found = open_file(file, run.file_name)
        mapping = Mapping(found.columns, frozenset(run.taken_fields), festival.currency, festival.time_zone)
        for batch in _batches(found.rows, mapping):
            _take(work, batch)
            done += batch.count
            if progress is not None:
                progress(done, run.rows_total)


def _batches(rows: Iterator[Record], mapping: Mapping) -> Iterator[_Batch]:
    """Return the rows of a file in batches; of two rows with one number the first is taken."""
    seen: dict[str, tuple[int, str]] = {}
    batch = _Batch()
    for record in rows:
        read = mapping.read(record)
        if isinstance(read, list):
            batch.reject(read)
        else:
            _add(batch, read, record, seen)
        if batch.count >= BATCH:
            yield batch
            batch = _Batch()
    if batch.count:
        yield batch


def _add(batch: _Batch, row: TakenRow, record: Record, seen: dict[str, tuple[int, str]]) -> None:
    """Add a good row, unless its number was there before."""
    line, _digest = seen.setdefault(row.external_id, (row.line, row.digest))
    if line == row.line:
        batch.rows.append((row, record))
        return
    said = _("This Submission ID stands on line %(line)d already, and that row was taken. Correct one of the two.")
    problem = RowProblem(row.line, "Submission ID", row.external_id, said % {"line": line})
    batch.reject(with_row([problem], record))


def _take(work: _Work, batch: _Batch) -> None:
    """Take a batch; where the database refuses it, take its rows one by one so that only the bad one is left out."""
    try:
        _write(work, batch)
    except (IntegrityError, DataError):
        for row, record in batch.rows:
            _take_alone(work, row, record)
        _write(work, _Batch(refused=batch.refused, rejected=batch.rejected))


def _take_alone(work: _Work, row: TakenRow, record: Record) -> None:
    """Take one row in a transaction of its own."""
    row.film.film = None
    try:
        _write(work, _Batch(rows=[(row, record)]))
    except (IntegrityError, DataError):
        said = _("The row could not be stored. Look at it for something unusual, or send it to us.")
        problem = RowProblem(row.line, "", row.external_id, said)
        _write(work, _Batch(refused=with_row([problem], record), rejected=1))


def _write(work: _Work, batch: _Batch) -> None:
    """Hand a batch to the action."""
    take_rows(
        run=work.run,
        call=work.call,
        rows=[row for row, _record in batch.rows],
        refused=batch.refused,
        rejected=batch.rejected,
        editions=work.editions,
        by=work.by,
    )
