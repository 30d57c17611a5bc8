"""No silent end: letters before an entry's window ends, and one when it has ended."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import QuerySet

from matinee.entries.actions import expire_entries
from matinee.entries.models import Entry
from matinee.entries.queries.windows import ending_entries
from matinee.entries.states import EntryState
from matinee.festival.models import Festival
from matinee.kit.clock import today_in
from matinee.mailroom.queries import known_keys
from matinee.workflows.tell_maker import tell_maker

LOOK_BACK = timedelta(days=14)  # an end that nobody was told of is told so long after it


def end_windows(*, is_dry: bool = False) -> list[str]:
    """End what is over and write to whom it concerns, in every festival; return what was done, or would be."""
    did: list[str] = []
    for festival in Festival.objects.select_related("policy").order_by("pk"):
        today = today_in(festival.time_zone)
        did += _warn(festival, today, is_dry=is_dry)
        did += _end(festival, today, is_dry=is_dry)
    return did


def _warn(festival: Festival, today: date, *, is_dry: bool) -> list[str]:
    """Write once some weeks and once some days before an end."""
    first, last = festival.policy.expiry_first_days, festival.policy.expiry_last_days
    soon = (today, today + timedelta(days=max(first, last)))
    near = _with_reader(festival).filter(state=EntryState.CONSIDERED, window_ends_on__range=soon)
    ends = [entry for entry in near if entry.window_ends_on is not None]
    once = {entry.pk: f"{entry.window_ends_on}:{_stage(entry, today, last)}" for entry in ends}
    return _tell("expiry_warning", ends, once, is_dry=is_dry)


def _stage(entry: Entry, today: date, last: int) -> str:
    """Tell the two letters apart, whatever numbers the festival sets later."""
    assert entry.window_ends_on is not None  # noqa: S101  the query asks for it
    return "last" if (entry.window_ends_on - today).days <= last else "first"


def _end(festival: Festival, today: date, *, is_dry: bool) -> list[str]:
    """End what is over, then write to everybody whose end was not told: other deeds end windows too."""
    if is_dry:
        found = list(ending_entries(festival).select_related("film"))
    else:
        codes = list(ending_entries(festival).values_list("code", flat=True))
        expire_entries(festival=festival, by=None)
        since = today - LOOK_BACK
        ended = _with_reader(festival).filter(state=EntryState.EXPIRED)
        found = list(ended.filter(window_ends_on__gte=since) | ended.filter(code__in=codes))
    return _tell("window_ended", found, {entry.pk: str(entry.window_ends_on) for entry in found}, is_dry=is_dry)


def _tell(occasion: str, entries: Iterable[Entry], once: dict[int, str], *, is_dry: bool) -> list[str]:
    """Write to those who were not written to on this occasion."""
    written_to = [entry for entry in entries if entry.sender_id or entry.sender_email]
    keys = {entry: f"{occasion}:{entry.code}:{once[entry.pk]}" for entry in written_to}
    known = known_keys(keys.values())
    fresh = [entry for entry, key in keys.items() if key not in known]
    if not is_dry:
        for entry in fresh:
            tell_maker(entry=entry, occasion=occasion, by=None, once=once[entry.pk])
    return [f"{occasion}: “{entry}”, window until {entry.window_ends_on}" for entry in fresh]


def _with_reader(festival: Festival) -> QuerySet[Entry]:
    """Return a festival's entries with what a letter needs."""
    return Entry.objects.filter(festival=festival).select_related("film", "call", "sender", "festival__policy")
