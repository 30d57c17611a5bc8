"""Taking a batch of an import's rows: one transaction and a constant number of queries, whatever the batch holds."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from matinee.accounts.models import User
from matinee.entries.actions.considering import consider_entries
from matinee.entries.actions.importing import beat
from matinee.entries.models import Call, Entry, ImportProblem, ImportRun
from matinee.entries.queries import newest_version
from matinee.entries.states import EntrySource, EntryState
from matinee.festival.actions import audit_many
from matinee.festival.models import Edition
from matinee.films.actions import FilmFacts, take_films
from matinee.kit.clock import date_in, months_after, today_in

KEPT_COLUMNS = frozenset({"id", "code", "created_at"})


@dataclass(slots=True)
class RowProblem:
    """What was wrong with a cell; ``row`` holds the refused row's cells, once a row."""

    line: int
    column: str
    value: str
    message: str
    is_fatal: bool = True
    row: list[str] = field(default_factory=list)


@dataclass(slots=True)
class TakenRow:
    """One good row: its place in the file, the festival's words for it, and what a film and an entry become."""

    line: int
    external_id: str
    digest: str
    film: FilmFacts
    entry: dict[str, Any]
    state: EntryState
    problems: list[RowProblem] = field(default_factory=list)


@transaction.atomic
def take_rows(  # noqa: PLR0913  an action's arguments are all keywords
    *,
    run: ImportRun,
    call: Call,
    rows: Sequence[TakenRow],
    refused: Sequence[RowProblem],
    rejected: int,
    editions: Sequence[Edition],
    by: User | None,
) -> None:
    """Record or change the entries of a batch, weigh them, write down problems and progress.

    A row whose digest is known is left alone. A blank cell never erases what staff has filled in.

    Raises
    ------
    ImportStopped
        The import was cancelled meanwhile; nothing of this batch is taken.
    """
    known = _known(run, rows)
    changed = [row for row in rows if row.external_id not in known or known[row.external_id].row_digest != row.digest]
    counts = Counter("updated" if row.external_id in known else "created" for row in changed)
    counts["unchanged"] = len(rows) - len(changed)
    counts["rejected"] = rejected
    _take_changed(run, call, changed, known, by)
    consider_entries(festival=run.festival, entries=list(known.values()), by=by, editions=editions)
    problems = [*(problem for row in rows for problem in row.problems), *refused]
    ImportProblem.objects.bulk_create([_written(run, problem) for problem in problems])
    done = len(rows) + rejected
    beat(run=run, rows_done=F("rows_done") + done, **{name: F(name) + count for name, count in counts.items()})


def _known(run: ImportRun, rows: Sequence[TakenRow]) -> dict[str, Entry]:
    """Return the entries that an earlier import has brought, by the other system's number."""
    found = Entry.objects.filter(
        festival=run.festival_id, source=EntrySource.FILMFREEWAY, external_id__in=[row.external_id for row in rows]
    )
    return {entry.external_id: entry for entry in found.select_related("film", "call")}


def _take_changed(run: ImportRun, call: Call, rows: list[TakenRow], known: dict[str, Entry], by: User | None) -> None:
    """Write films and entries of new and changed rows; ``known`` grows by the new entries."""
    for row in rows:
        _prepare_film(row, known.get(row.external_id))
    films = take_films(festival=run.festival, facts=[row.film for row in rows], by=by)
    senders = _senders(rows)
    terms = newest_version(call)
    fresh: list[Entry] = []
    stale: list[Entry] = []
    for row, film in zip(rows, films, strict=True):
        entry = known.get(row.external_id)
        if entry is None:
            entry = Entry(festival=run.festival, call=call, film=film, source=EntrySource.FILMFREEWAY, terms=terms)
            fresh.append(entry)
        else:
            stale.append(entry)
        _fill(entry, row, senders)
        known[row.external_id] = entry
    _write(fresh, stale)
    audit_many(festival=run.festival, by=by, verb="import_entry", about=fresh, file=run.file_name)
    audit_many(festival=run.festival, by=by, verb="reimport_entry", about=stale, file=run.file_name)


def _prepare_film(row: TakenRow, entry: Entry | None) -> None:
    """Point the facts at the film that is known; a logline that somebody wrote stays."""
    if entry is not None:
        row.film.film = entry.film
        if entry.film.logline:
            row.film.columns.pop("logline", None)


def _write(fresh: list[Entry], stale: list[Entry]) -> None:
    """Write new and changed entries in one statement each."""
    Entry.objects.bulk_create(fresh)
    columns = [f.name for f in Entry._meta.concrete_fields if f.name not in KEPT_COLUMNS]  # noqa: SLF001  Django's public name for it
    Entry.objects.bulk_create(stale, update_conflicts=True, unique_fields=["id"], update_fields=columns)


def _senders(rows: list[TakenRow]) -> dict[str, User]:
    """Return the users whose address sent a film, so that they find it in their lounge."""
    addresses = {row.entry.get("sender_email", "").lower() for row in rows} - {""}
    found = User.objects.filter(email__in=addresses, emailaddress__verified=True).distinct()
    return {user.email: user for user in found}


def _fill(entry: Entry, row: TakenRow, senders: dict[str, User]) -> None:
    """Set an entry's columns from its row."""
    is_new = entry.row_digest == ""
    for name, value in row.entry.items():
        setattr(entry, name, entry.answers | value if name == "answers" else value)
    entry.external_id, entry.row_digest = row.external_id, row.digest
    entry.sender = entry.sender or senders.get(entry.sender_email.lower())
    if is_new:
        policy, today = entry.festival.policy, today_in(entry.festival.time_zone)
        sent_on = date_in(entry.sent_at, entry.festival.time_zone) if entry.sent_at else today
        entry.window_ends_on = months_after(sent_on, policy.consideration_months)
        entry.state = row.state
        if entry.window_ends_on < today and entry.state == EntryState.CONSIDERED:
            entry.state = EntryState.EXPIRED
    else:
        entry.state = _state_after(EntryState(entry.state), row.state)
    entry.changed_at = timezone.now()


def _state_after(here: EntryState, said: EntryState) -> EntryState:
    """Return where an entry stands after the other system spoke: it may take out and complete, staff's no stays.

    ========== ======================= ==================================
    it says    the entry is            the entry becomes
    ========== ======================= ==================================
    withdrawn  anything                withdrawn
    no         considered, incomplete  disqualified
    incomplete considered              incomplete
    considered incomplete              considered
    ========== ======================= ==================================
    """
    if said == EntryState.WITHDRAWN:
        return said
    if said == EntryState.DISQUALIFIED and here in {EntryState.CONSIDERED, EntryState.INCOMPLETE}:
        return said
    if {here, said} == {EntryState.CONSIDERED, EntryState.INCOMPLETE}:
        return said
    return here


def _written(run: ImportRun, problem: RowProblem) -> ImportProblem:
    """Return a problem as the database keeps it."""
    return ImportProblem(
        run=run,
        line=problem.line,
        column=problem.column[:120],
        value=problem.value[:200],
        message=problem.message[:400],
        is_fatal=problem.is_fatal,
        row=problem.row,
    )
