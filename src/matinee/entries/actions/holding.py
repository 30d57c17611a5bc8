"""Changing many entries of the pool at once: holding, planning, longer windows, each taken back as it stood."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from matinee.accounts.models import User
from matinee.entries.actions.considering import consider_entries, set_outcome
from matinee.entries.models import Consideration, Entry, PoolChange
from matinee.entries.rules.eligibility import last_day
from matinee.entries.rules.holding import is_before, place_in_time
from matinee.entries.states import ALIVE, ConsiderationState, EntryState
from matinee.festival.actions import audit, audit_many
from matinee.festival.models import Edition, Festival
from matinee.festival.queries import upcoming_editions
from matinee.kit.clock import months_after, today_in
from matinee.kit.errors import Conflict, InvalidInput

HOLDABLE = (ConsiderationState.ELIGIBLE, ConsiderationState.SHORTLISTED, ConsiderationState.HELD)
MONTHS_MOST = 24
KINDS = ("considerations", "entries")
Snapshot = dict[str, dict[str, list[Any]]]


@dataclass(slots=True)
class Changed:
    """What became of a wish: the change that can be taken back, how many entries, titles that were passed over."""

    change: PoolChange | None = None
    entries: int = 0
    passed_over: list[str] = field(default_factory=list)


@transaction.atomic
def hold_entries(
    *, festival: Festival, entries: Iterable[Entry], until: Edition, by: User | None, because: str = "later"
) -> Changed:
    """Hold entries for a later edition: out of every edition before it, back by themselves when it comes.

    A window that would end before is made longer, so that holding never ends an entry. Entries that are placed, or
    that no earlier edition considers, are passed over and named.

    Raises
    ------
    InvalidInput
        The edition does not lie ahead, or no edition comes before it.
    """
    _check_until(festival, until)
    rows = _entries(festival, entries)
    with _pool_change(festival, "hold_entries", rows, by) as done:
        held = [one for one in _open_rows(festival, rows) if is_before(one.edition, until) and one.state in HOLDABLE]
        kept = {one.entry_id for one in held}
        chosen = [entry for entry in rows if entry.pk in kept]
        done.entries = len(chosen)
        done.passed_over = [str(entry) for entry in rows if entry.pk not in kept]
        _last_until(chosen, until)
        set_outcome(considerations=held, state=ConsiderationState.HELD, reason="", because=because, by=by, until=until)
        _open_from(festival, chosen, until, by)
    return done


@transaction.atomic
def plan_entries(
    *, festival: Festival, planned: Mapping[Entry, Edition], by: User | None, verb: str = "plan_entries"
) -> Changed:
    """Plan each entry for its edition: shortlisted there, held for it at every edition before.

    Entries that were placed, declined there or left the running meanwhile are passed over and named.
    """
    rows = _entries(festival, planned)
    target = {entry.pk: edition for entry, edition in planned.items()}
    with _pool_change(festival, verb, rows, by) as done:
        found = _open_rows(festival, rows)
        there = [one for one in found if one.edition_id == target[one.entry_id].pk and one.state in HOLDABLE]
        kept = {one.entry_id for one in there}
        early = [one for one in found if one.entry_id in kept and is_before(one.edition, target[one.entry_id])]
        done.entries = len(kept)
        done.passed_over = [str(entry) for entry in rows if entry.pk not in kept]
        set_outcome(considerations=there, state=ConsiderationState.SHORTLISTED, reason="", by=by)
        for edition in sorted({target[pk] for pk in kept}, key=place_in_time):
            _last_until([entry for entry in rows if entry.pk in kept and target[entry.pk] == edition], edition)
            held = [one for one in early if target[one.entry_id] == edition and one.state in HOLDABLE]
            state = ConsiderationState.HELD
            set_outcome(considerations=held, state=state, reason="", because="later", by=by, until=edition)
    return done


@transaction.atomic
def release_entries(
    *, festival: Festival, entries: Iterable[Entry], by: User | None, is_planned: bool = False
) -> Changed:
    """End the holds of entries, and with ``is_planned`` their shortlisting: they are considered again everywhere."""
    states = (ConsiderationState.HELD, ConsiderationState.SHORTLISTED) if is_planned else (ConsiderationState.HELD,)
    rows = _entries(festival, entries)
    with _pool_change(festival, "release_entries", rows, by) as done:
        held = [one for one in _open_rows(festival, rows) if one.state in states]
        freed = {one.entry_id for one in held}
        done.entries = len(freed)
        done.passed_over = [str(entry) for entry in rows if entry.pk not in freed]
        set_outcome(considerations=held, state=ConsiderationState.ELIGIBLE, reason="", by=by)
        consider_entries(festival=festival, entries=[entry for entry in rows if entry.pk in freed], by=by)
    return done


@transaction.atomic
def extend_windows(*, festival: Festival, entries: Iterable[Entry], months: int, by: User | None) -> Changed:
    """Give entries more months from the end of their window, or from today where it is over already.

    Raises
    ------
    InvalidInput
        Months out of reason.
    """
    if not 1 <= months <= MONTHS_MOST:
        raise InvalidInput("months", months, _("Give 1 to %(most)d months.") % {"most": MONTHS_MOST})
    rows, today = _entries(festival, entries), today_in(festival.time_zone)
    with _pool_change(festival, "extend_windows", rows, by) as done:
        chosen = [one for one in rows if one.state in (*ALIVE, EntryState.EXPIRED) and one.window_ends_on]
        for entry in chosen:
            entry.window_ends_on = months_after(max(entry.window_ends_on or today, today), months)
            entry.state = EntryState.CONSIDERED if entry.state == EntryState.EXPIRED else entry.state
        Entry.objects.bulk_update(chosen, ["window_ends_on", "state", "changed_at"])
        done.entries = len(chosen)
        done.passed_over = [str(entry) for entry in rows if entry not in chosen]
        consider_entries(festival=festival, entries=chosen, by=by)
    return done


@transaction.atomic
def undo_pool_change(*, change: PoolChange, by: User | None) -> int:
    """Restore what stood before, but for what has moved on since; return how many entries came back.

    Raises
    ------
    Conflict
        It was taken back already, or everything has moved on.
    """
    row = PoolChange.objects.select_for_update().select_related("festival").get(pk=change.pk)
    if row.undone_at is not None:
        raise Conflict(_("This was taken back already. Reload the page to see how everything stands."))
    entries = _back(row)
    if not entries:
        raise Conflict(_("Everything that was changed here has been decided anew since; nothing was taken back."))
    row.undone_at = timezone.now()
    row.save(update_fields=["undone_at", "changed_at"])
    consider_entries(festival=row.festival, entries=entries, by=by)
    audit(festival=row.festival, by=by, verb="undo_pool_change", about=row, entries=len(entries))
    return len(entries)


def _back(row: PoolChange) -> list[Entry]:
    """Put rows back that still are as the change left them; return their entries."""
    now = _snapshot(row.festival, row.before["considerations"], row.before["entries"])
    back = {kind: _as_left(row, now, kind) for kind in KINDS}
    weighed = list(Consideration.objects.filter(pk__in=back["considerations"]))
    for one in weighed:
        one.state, one.held_until_id, one.reasons, one.decided_by_id = back["considerations"][str(one.pk)]
    Consideration.objects.bulk_update(weighed, ["state", "held_until", "reasons", "decided_by", "changed_at"])
    touched = {one.entry_id for one in weighed} | {int(pk) for pk in back["entries"]}
    found = Entry.objects.filter(pk__in=touched, festival=row.festival)
    entries = list(found.select_related("film", "call", "festival__policy").order_by("pk"))
    changed = [entry for entry in entries if str(entry.pk) in back["entries"]]
    for entry in changed:
        entry.state, window = back["entries"][str(entry.pk)]
        entry.window_ends_on = date.fromisoformat(window) if window else None
    Entry.objects.bulk_update(changed, ["state", "window_ends_on", "changed_at"])
    return entries


@contextmanager
def _pool_change(festival: Festival, verb: str, entries: Sequence[Entry], by: User | None) -> Iterator[Changed]:
    """Write down what a change of entries replaces and what it leaves, and the deed in the log."""
    pks = [entry.pk for entry in entries]
    ahead = Consideration.objects.filter(entry__in=pks, edition__in=upcoming_editions(festival).order_by())
    considered = list(ahead.values_list("pk", flat=True))
    before = _snapshot(festival, considered, pks)
    done = Changed()
    yield done
    after = _snapshot(festival, considered, pks)
    if not done.entries:
        return
    differs = {kind: [pk for pk in before[kind] if before[kind][pk] != after[kind][pk]] for kind in KINDS}
    old, new = ({kind: {pk: shot[kind][pk] for pk in differs[kind]} for kind in differs} for shot in (before, after))
    done.change = PoolChange.objects.create(festival=festival, verb=verb, before=old, after=new, by=by)
    moved = [entry for entry in entries if str(entry) not in done.passed_over]
    audit_many(festival=festival, by=by, verb=verb, about=moved, change=done.change.code)


def _snapshot(festival: Festival, considered: Iterable[Any], entries: Iterable[Any]) -> Snapshot:
    """Return how considerations and entries stand."""
    rows = Consideration.objects.filter(pk__in=list(considered), entry__festival=festival).order_by("pk")
    weighed = rows.values_list("pk", "state", "held_until", "reasons", "decided_by")
    found = Entry.objects.filter(pk__in=list(entries), festival=festival).order_by("pk")
    windows = found.values_list("pk", "state", "window_ends_on")
    return {
        "considerations": {str(pk): list(rest) for pk, *rest in weighed},
        "entries": {str(pk): [state, day.isoformat() if day else None] for pk, state, day in windows},
    }


def _as_left(row: PoolChange, now: Snapshot, kind: str) -> dict[str, list[Any]]:
    """Return what stood before, of the rows that still are as the change left them."""
    old, left = row.before[kind], row.after[kind]
    return {pk: shot for pk, shot in old.items() if _core(now[kind].get(pk)) == _core(left[pk])}


def _core(shot: list[Any] | None) -> list[Any]:
    """Return what tells whether a row has moved on: state and date; sentences are computed anew all the time."""
    return (shot or [])[:2]


def _check_until(festival: Festival, until: Edition) -> None:
    """Refuse an edition that nothing can be held for."""
    ahead = list(upcoming_editions(festival))
    if until not in ahead[1:]:
        raise InvalidInput("until", until, _("Choose a coming edition after the next one."))


def _entries(festival: Festival, entries: Iterable[Entry]) -> list[Entry]:
    """Return these entries as they are now, held until the change is written."""
    found = Entry.objects.select_for_update(of=("self",)).filter(festival=festival, pk__in=[e.pk for e in entries])
    return list(found.select_related("film", "call", "festival__policy").order_by("pk"))


def _open_rows(festival: Festival, entries: Sequence[Entry]) -> list[Consideration]:
    """Return the considerations ahead of entries that are in consideration and placed nowhere."""
    open_ones = [entry.pk for entry in entries if entry.state == EntryState.CONSIDERED]
    rows = Consideration.objects.select_for_update(of=("self",)).filter(
        entry__in=open_ones, edition__in=upcoming_editions(festival).order_by()
    )
    found = rows.select_related("edition", "entry__film", "entry__call", "entry__festival__policy", "held_until")
    return list(found.order_by("pk"))


def _last_until(entries: Sequence[Entry], until: Edition) -> None:
    """Let windows last to the end of the edition that entries are held for."""
    day = last_day(until)
    short = [entry for entry in entries if entry.window_ends_on and entry.window_ends_on < day]
    for entry in short:
        entry.window_ends_on = day
    Entry.objects.bulk_update(short, ["window_ends_on", "changed_at"])


def _open_from(festival: Festival, entries: Sequence[Entry], until: Edition, by: User | None) -> None:
    """End older holds at the edition itself and after it, and weigh the entries there."""
    later = [one for one in _open_rows(festival, entries) if not is_before(one.edition, until)]
    held = [one for one in later if one.state == ConsiderationState.HELD]
    set_outcome(considerations=held, state=ConsiderationState.ELIGIBLE, reason="", by=by)
    consider_entries(festival=festival, entries=entries, by=by)
