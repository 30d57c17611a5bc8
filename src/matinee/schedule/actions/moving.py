"""What can be done to any booking, inside a change that is under way; and locking one, and undoing."""

from datetime import datetime

from django.db import transaction

from matinee.accounts.models import User
from matinee.festival.models import Edition
from matinee.kit.errors import Conflict
from matinee.programming.models import Program
from matinee.schedule.actions.changing import (
    KINDS,
    MOMENTS,
    Columns,
    Row,
    Touched,
    columns_of,
    grid_change,
    hold_grid,
    said_of,
    set_columns,
)
from matinee.schedule.actions.settling import settle, shown, title_of
from matinee.schedule.models import Auditorium, GridChange, Screening
from matinee.schedule.queries.changes import last_done, last_undone
from matinee.schedule.states import ScreeningState

TOLD = ("auditorium_id", "state", *MOMENTS)


def move_booking(
    touched: Touched, row: Row, *, starts_at: datetime, auditorium: Auditorium, may_clash: bool = False
) -> None:
    """Move a booking; nothing happens where it stands there already."""
    touched.touch(row)
    if (row.starts_at, row.auditorium_id) == (starts_at, auditorium.pk):
        return
    left, before = row.auditorium_id, f"{shown(row, row.starts_at)} in {row.auditorium}"
    take_room(row, auditorium)
    row.starts_at = starts_at
    row.sequence += 1
    settle(touched, [row], may_clash=may_clash, left=[left])
    touched.words = f"“{title_of(row)}” moved from {before} to {shown(row, starts_at)} in {auditorium}"


def take_room(row: Row, auditorium: Auditorium) -> None:
    """Give a booking its auditorium; one with its own cleaning time brings it along."""
    if isinstance(row, Screening) and row.auditorium_id != auditorium.pk:
        if auditorium.cleaning_min is not None:
            row.turnaround_min = auditorium.cleaning_min
        elif row.auditorium.cleaning_min is not None:
            row.turnaround_min = row.edition.festival.policy.turnaround_min
    row.auditorium = auditorium


def cancel_booking(touched: Touched, row: Row) -> None:
    """Drop a booking; it can be restored."""
    touched.touch(row)
    if row.state == ScreeningState.CANCELLED:
        return
    row.state = ScreeningState.CANCELLED
    row.sequence += 1
    settle(touched, [row])
    touched.words = f"“{title_of(row)}” at {shown(row, row.starts_at)} cancelled"


def restore_booking(touched: Touched, row: Row, *, may_clash: bool = False) -> None:
    """Take a cancellation back."""
    touched.touch(row)
    if row.state == ScreeningState.SCHEDULED:
        return
    row.state = ScreeningState.SCHEDULED
    row.sequence += 1
    settle(touched, [row], may_clash=may_clash)
    touched.words = f"“{title_of(row)}” is back at {shown(row, row.starts_at)}"


@transaction.atomic
def lock_booking(*, booking: Row, is_locked: bool, by: User | None, seen: int | None = None, key: str = "") -> Row:
    """Say that the engine must leave a booking where it is, or may move it again; people may always move it."""
    with grid_change(edition=booking.edition, verb="lock_booking", by=by, seen=seen, key=key) as touched:
        touched.touch(booking)
        booking.is_locked = is_locked
        booking.save(update_fields=["is_locked", "changed_at"])
        touched.words = f"“{title_of(booking)}” {'locked' if is_locked else 'unlocked'}"
    return booking


@transaction.atomic
def undo_change(*, edition: Edition, by: User | None, only_own: bool = False, key: str = "") -> GridChange:
    """Undo the grid's last change, or one's own last; again, and the one before it, without end.

    Raises
    ------
    Conflict
        Nothing to undo, or somebody has changed the same bookings since.
    """
    hold_grid(edition)
    last = last_done(edition, by if only_own else None)
    if last is None:
        raise Conflict("There is nothing to undo on this grid.")
    last.edition = edition
    return _take_back(last, by=by, key=key, verb="undo_change", words=f"Undone: {last.words or last.verb}")


@transaction.atomic
def redo_change(*, edition: Edition, by: User | None, only_own: bool = False, key: str = "") -> GridChange:
    """Do again what was undone last, as long as nothing else was changed since.

    Raises
    ------
    Conflict
        Nothing to do again, or somebody has changed the same bookings since.
    """
    hold_grid(edition)
    last = last_undone(edition, by if only_own else None)
    if last is None:
        raise Conflict("There is nothing to do again on this grid.")
    last.edition = edition
    return _take_back(last, by=by, key=key, verb="redo_change", words=f"Done again: {last.words or last.verb}")


def _take_back(change: GridChange, *, by: User | None, key: str, verb: str, words: str) -> GridChange:
    """Turn a change round, forwards or backwards, as a change of its own."""
    edition = change.edition
    is_redo = change.is_undone
    wanted, expected = (change.after, change.before) if is_redo else (change.before, change.after)
    with grid_change(edition=edition, verb=verb, by=by, key=key, undoes=change) as touched:
        found = _rows(edition, expected, wanted)
        _refuse_changed(change, expected, found)
        kept: list[Row] = []
        left: set[int] = set()
        for kind, code, columns in _flat(wanted):
            row = found.get((kind, code))
            if row is not None:
                touched.touch(row, is_fresh=True)
                left.add(row.auditorium_id)
            if columns is None:
                if row is not None:
                    row.delete()
                continue
            kept.append(_row_again(touched, kind, row, columns))
        settle(touched, kept, may_clash=True, left=left)
        touched.words = words
    change.is_undone = not is_redo
    change.save(update_fields=["is_undone", "changed_at"])
    made: GridChange = GridChange.objects.filter(edition=edition).latest("version")
    return made


def _row_again(touched: Touched, kind: str, row: Row | None, columns: Columns) -> Row:
    """Return a booking with the columns it had."""
    if row is None:
        row = KINDS[kind](edition=touched.edition)
        row.code = columns["code"]
        touched.made(row)
    if columns.get("program_id") and not Program.objects.filter(pk=columns["program_id"]).exists():
        raise Conflict("The program of this change is not in the lineup any more, so it cannot come back.")
    told = {name: columns_of(row)[name] for name in TOLD} if row.pk else {}
    set_columns(row, columns)
    row.sequence += int({name: columns_of(row)[name] for name in TOLD} != told and bool(row.pk))
    return row


def _rows(edition: Edition, *documents: dict[str, dict[str, Columns | None]]) -> dict[tuple[str, str], Row]:
    """Return the bookings that a change names, as they are now."""
    found: dict[tuple[str, str], Row] = {}
    for kind, table in KINDS.items():
        codes = {code for document in documents for code in document.get(kind, {})}
        ways = ("auditorium__venue", "program")
        for row in table._default_manager.filter(code__in=codes).select_related(*ways):  # noqa: SLF001  Django documents it
            row.edition = edition
            found[kind, row.code] = row
    return found


def _flat(document: dict[str, dict[str, Columns | None]]) -> list[tuple[str, str, Columns | None]]:
    return [(kind, code, columns) for kind, rows in document.items() for code, columns in rows.items()]


def _refuse_changed(
    change: GridChange, expected: dict[str, dict[str, Columns | None]], found: dict[tuple[str, str], Row]
) -> None:
    """Refuse to turn round what somebody has changed since."""
    for kind, code, columns in _flat(expected):
        row = found.get((kind, code))
        now = columns_of(row) if row is not None else None
        if _place(now) != _place(columns):
            later = GridChange.objects.filter(edition=change.edition, version__gt=change.version).select_related("by")
            who = next((one for one in later if code in one.after.get(kind, {})), None)
            raise Conflict((said_of(who) if who else "It was changed since.") + " Undo that first, or move it by hand.")


def _place(columns: Columns | None) -> Columns | None:
    """Return what of a booking must be as a change left it; being parked follows from the others."""
    return {name: value for name, value in columns.items() if name != "is_parked"} if columns else None
