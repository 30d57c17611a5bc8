"""Changing a grid: what a change touches is kept before and after, so that it can be undone, redone and told."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from matinee.accounts.models import User
from matinee.festival.actions import audit
from matinee.festival.models import Edition
from matinee.kit.errors import Conflict
from matinee.schedule.errors import AlreadyDone
from matinee.schedule.models import Event, Grid, GridChange, Screening
from matinee.schedule.rules import EVENT_PART_NAMES, PART_NAMES

Columns = dict[str, Any]
Row = Screening | Event
SHARED = ("code", "auditorium_id", "state", "starts_at", "occupied_from", "occupied_until", "is_locked", "is_parked")
COLUMNS: dict[type[Screening | Event], tuple[str, ...]] = {
    Screening: (*SHARED, "program_id", *PART_NAMES),
    Event: (
        *SHARED, *EVENT_PART_NAMES,
        "program_id", "kind", "title", "about", "is_public", "demand", "features",
    ),
}  # fmt: skip
PLACE = frozenset({"auditorium_id", "starts_at", "occupied_from", "occupied_until", "is_locked", "is_parked"})
MOMENTS = ("starts_at", "occupied_from", "occupied_until")
KINDS: dict[str, type[Screening | Event]] = {"screening": Screening, "event": Event}


@dataclass
class Touched:
    """The bookings of one change, each with its columns as they were; ``None`` where it is new."""

    edition: Edition
    seen: int | None = None  # where something was changed after it
    words: str = ""
    before: dict[str, dict[str, Columns | None]] = field(default_factory=lambda: {kind: {} for kind in KINDS})

    def touch(self, *rows: Row, is_fresh: bool = False) -> None:
        """Keep rows as they are in the database before they change; refuse what changed since the page was made.

        Rows are read afresh, but for those that were read inside the change (``is_fresh``).
        """
        new = [row for row in rows if row.code not in self.before[kind_of(row)]]
        if self.seen is not None:
            _refuse_stale(self.edition, self.seen, new)
        for row in new:
            if not is_fresh:
                _read_afresh(row, self.edition)
            self.before[kind_of(row)][row.code] = columns_of(row)

    def made(self, row: Row) -> None:
        """Note a row that was not there before."""
        self.before[kind_of(row)].setdefault(row.code, None)

    def has_only_moved(self, row: Row) -> bool:
        """Tell whether nothing but its place differs from what it was, so that its columns have been checked before."""
        before = self.before[kind_of(row)].get(row.code)
        if before is None or row.pk is None:
            return False
        now = columns_of(row)
        return all(now[name] == value for name, value in before.items() if name not in PLACE)


@contextmanager
def grid_change(  # noqa: PLR0913  an action's arguments are all keywords
    *,
    edition: Edition,
    verb: str,
    by: User | None,
    seen: int | None = None,
    key: str = "",
    undoes: GridChange | None = None,
) -> Iterator[Touched]:
    """Change a grid inside this: one at a time, and what was touched is kept for undo.

    ``seen`` is the version that the page showed: moves of other bookings merge, a booking that somebody moved since is
    refused in words. ``key`` is the page's own name of the move: a second one of it does nothing. Where nothing differs
    in the end, nothing is written.

    Raises
    ------
    Conflict
        Somebody changed one of the touched bookings after ``seen``.
    AlreadyDone
        A change of this key stands already.
    """
    with transaction.atomic(savepoint=False):  # every action is one already
        grid = hold_grid(edition)
        done = GridChange.objects.filter(edition=edition, key=key).first() if key else None
        if done is not None:
            raise AlreadyDone(done.version)
        is_stale = undoes is None and seen is not None and seen < grid.version
        touched = Touched(edition, seen if is_stale else None)
        yield touched
        before, after = _differing(touched.before)
        if not any(before.values()):
            return
        grid.version += 1
        grid.save(update_fields=["version", "changed_at"])
        change = GridChange.objects.create(
            edition=edition, version=grid.version, verb=verb, words=touched.words[:250], before=before, after=after,
            by=by, key=key, undoes=undoes,
        )  # fmt: skip
        audit(festival=edition.festival, by=by, verb=verb, about=edition, version=change.version, words=touched.words)


def hold_grid(edition: Edition) -> Grid:
    """Hold an edition's grid until the transaction ends, so that changes come one after another."""
    held = Grid.objects.select_for_update().filter(edition=edition)
    found = held.first()
    if found is None:
        Grid.objects.get_or_create(edition=edition)
        found = held.get()
    return found


def kind_of(row: Row) -> str:
    """Return how a change names the table of a row."""
    return "event" if isinstance(row, Event) else "screening"


def columns_of(row: Row) -> Columns:
    """Return a row as plain JSON."""
    found = {name: getattr(row, name) for name in COLUMNS[type(row)]}
    return {name: value.isoformat() if isinstance(value, datetime) else value for name, value in found.items()}


def set_columns(row: Row, columns: Columns) -> None:
    """Give a row the columns that a change kept."""
    for name, value in columns.items():
        setattr(row, name, datetime.fromisoformat(value) if name in MOMENTS else value)


def _read_afresh(row: Row, edition: Edition) -> None:
    """Read a row of an edition as it is now that nobody else can change it."""
    ways = ("auditorium__venue", "program")
    try:
        if isinstance(row, Event):
            row.refresh_from_db(from_queryset=Event.objects.select_related(*ways))
        else:
            row.refresh_from_db(from_queryset=Screening.objects.select_related(*ways))
    except type(row).DoesNotExist:
        raise Conflict("This was taken off the grid meanwhile. Look at the grid as it is now.") from None
    row.edition = edition


def _differing(before: dict[str, dict[str, Columns | None]]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what was touched, before and after, without what is as it was."""
    kept: dict[str, Any] = {kind: {} for kind in KINDS}
    now: dict[str, Any] = {kind: {} for kind in KINDS}
    for kind, rows in before.items():
        found = {row.code: columns_of(row) for row in KINDS[kind]._default_manager.filter(code__in=rows)}  # noqa: SLF001  Django documents it
        for code, columns in rows.items():
            if columns != found.get(code):
                kept[kind][code], now[kind][code] = columns, found.get(code)
    return kept, now


def _refuse_stale(edition: Edition, seen: int, rows: Iterable[Row]) -> None:
    """Refuse to touch what somebody changed after the page was made; everything else merges."""
    wanted = {(kind_of(row), row.code): row for row in rows}
    later = GridChange.objects.filter(edition=edition, version__gt=seen).select_related("by")
    for change in later if wanted else ():
        for kind, code in wanted:
            if code in change.after.get(kind, {}):
                raise Conflict(said_of(change) + " Look at the grid as it is now, then repeat your move.")


def said_of(change: GridChange) -> str:
    """Return who changed what and how long ago, in a sentence."""
    seconds = int((timezone.now() - change.created_at).total_seconds())
    ago = f"{seconds} seconds" if seconds < 120 else f"{seconds // 60} minutes"  # noqa: PLR2004  two minutes
    return f"{change.by or 'Somebody'} changed this {ago} ago: {change.words or change.verb}."
