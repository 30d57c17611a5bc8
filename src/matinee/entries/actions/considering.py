"""Weighing entries for editions: one entry, one edition or everything, always in a constant number of queries."""

from collections.abc import Iterable, Sequence

from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils import timezone, translation

from matinee.accounts.models import User
from matinee.entries.actions.fitting import note_misfits
from matinee.entries.models import Consideration, Entry
from matinee.entries.queries.windows import ending_entries
from matinee.entries.rules import Reason, eligibility, first_day, is_eligible
from matinee.entries.rules.holding import is_before, is_over
from matinee.entries.rules.reasons import words_of
from matinee.entries.rules.telling import KEPT_IN
from matinee.entries.states import ALIVE, DECIDED, ENTRY_MOVES, ConsiderationState, EntryState
from matinee.festival.actions import audit, audit_many
from matinee.festival.models import Edition, Festival
from matinee.festival.queries import upcoming_editions
from matinee.films.models import PublicShowing
from matinee.films.queries import place_of
from matinee.films.rules import premiere_of
from matinee.kit.states import check_move

CHUNK = 500
KEPT = (*DECIDED, ConsiderationState.HELD, ConsiderationState.SHORTLISTED)


def consider_entry(*, entry: Entry, by: User | None = None) -> list[Consideration]:
    """Weigh one entry for every upcoming edition; return its considerations for them."""
    consider_entries(festival=entry.festival, entries=[entry], by=by)
    return list(entry.considerations.select_related("edition"))


def consider_edition(*, edition: Edition, by: User | None) -> int:
    """Weigh every entry for one edition; return how many considerations changed."""
    return _consider_chunks(edition.festival, [edition], by)


@transaction.atomic
def consider_all(*, festival: Festival, by: User | None) -> int:
    """Weigh every entry for every upcoming edition, ending windows that are over; return how many changed."""
    expire_entries(festival=festival, by=by)
    changed = _consider_chunks(festival, list(upcoming_editions(festival)), by)
    audit(festival=festival, by=by, verb="consider_all", about=festival, changed=changed)
    return changed


@transaction.atomic
def consider_entries(
    *, festival: Festival, entries: Sequence[Entry], by: User | None, editions: Sequence[Edition] | None = None
) -> int:
    """Weigh these entries for these editions (all upcoming ones); return how many considerations changed.

    What people decided, held or shortlisted keeps its state; only reasons and premiere are brought up to date. A hold
    until an edition ends by itself when that one no longer comes later, and covers editions that are planned before it.
    """
    del by  # weighing is computed; the deed that caused it is what the log holds
    ahead = list(upcoming_editions(festival)) if editions is None else list(editions)
    sent = [entry for entry in entries if entry.state != EntryState.DRAFT]
    if not sent:
        return 0
    prefetch_related_objects(sent, "terms", "call", "film")  # what came without them costs one query, not one each
    showings = _showings_by_film(sent)
    note_misfits(festival, sent, showings)
    if not ahead:
        return 0
    known = _known(sent, ahead)
    _note_places(sent)
    holds = _holds(sent)
    rows = [
        _weighed(festival, entry, edition, known, showings.get(entry.film_id, []), holds.get(entry.pk))
        for entry in sent
        for edition in ahead
    ]
    changed = [row for row in rows if row is not None]
    stale = [row for row in changed if (row.entry_id, row.edition_id) in known]
    fresh = [row for row in changed if (row.entry_id, row.edition_id) not in known]
    Consideration.objects.bulk_create(fresh, ignore_conflicts=True)
    columns = ["state", "reasons", "premiere", "held_until", "changed_at"]
    Consideration.objects.bulk_create(stale, update_conflicts=True, unique_fields=["id"], update_fields=columns)
    return len(changed)


@transaction.atomic
def expire_entries(*, festival: Festival, by: User | None) -> int:
    """End the consideration of entries whose window is over, unless a coming edition holds them; return how many."""
    entries = list(ending_entries(festival).select_related("film"))
    Entry.objects.filter(pk__in=[entry.pk for entry in entries]).update(state=EntryState.EXPIRED, state_reason="")
    if entries:
        audit_many(festival=festival, by=by, verb="expire_entry", about=entries)
    return len(entries)


@transaction.atomic
def set_outcome(  # noqa: PLR0913  a decision with everything that its maker reads
    *,
    considerations: Consideration | Iterable[Consideration],
    state: ConsiderationState,
    reason: str,
    by: User | None,
    because: str = "",
    until: Edition | None = None,
) -> list[Consideration]:
    """Decide how entries stand for an edition, with the reason their makers read; the entry follows (placed or not).

    ``because`` is the code of a reason in ``rules.reasons``; its sentence stands in for an empty ``reason``. ``until``
    is the edition that they are held for.
    """
    rows = [considerations] if isinstance(considerations, Consideration) else list(considerations)
    with translation.override(KEPT_IN):
        said = reason or words_of(because)
    for row in rows:
        row.reasons = [*_without_outcome(row.reasons), *_outcome(state, said, because)]
        row.state, row.decided_by, row.held_until = state, by, until
    Consideration.objects.bulk_update(rows, ["state", "reasons", "decided_by", "held_until", "changed_at"])
    entries = list({row.entry_id: row.entry for row in rows}.values())
    _follow(entries)
    if rows:
        festival = rows[0].entry.festival
        decided = {row.edition_id for row in rows}
        others = [edition for edition in upcoming_editions(festival) if edition.pk not in decided]
        consider_entries(festival=festival, entries=entries, by=by, editions=others)  # a place here closes those
        audit_many(festival=festival, by=by, verb="set_outcome", about=entries, state=str(state), reason=reason)
    return rows


def _outcome(state: ConsiderationState, text: str, because: str) -> list[Reason]:
    """Return the decision as a reason, if one was given."""
    if not text:
        return []
    said = Reason(code="outcome", ok=state != ConsiderationState.NOT_SELECTED, text=text)
    if because:
        said["because"] = because
    return [said]


def _follow(entries: list[Entry]) -> None:
    """Bring the entries' own states in line with their considerations."""
    rows = Consideration.objects.filter(entry__in=[e.pk for e in entries], state=ConsiderationState.PLACED)
    placed = set(rows.values_list("entry_id", flat=True))
    moved, now = [], timezone.now()
    for entry in entries:
        to = EntryState.PLACED if entry.pk in placed else EntryState.CONSIDERED
        if entry.state in ALIVE and entry.state != to:
            check_move(ENTRY_MOVES, EntryState(entry.state), to, str(entry))
            entry.state, entry.changed_at = to, now
            moved.append(entry)
    Entry.objects.bulk_update(moved, ["state", "changed_at"])


def _consider_chunks(festival: Festival, editions: list[Edition], by: User | None) -> int:
    """Weigh all entries in chunks, so that memory stays the same however many there are."""
    sent = Entry.objects.filter(festival=festival).exclude(state=EntryState.DRAFT)
    sent = sent.select_related("film", "call").order_by("pk")
    changed, last = 0, 0
    while chunk := list(sent.filter(pk__gt=last)[:CHUNK]):
        changed += consider_entries(festival=festival, entries=chunk, by=by, editions=editions)
        last = chunk[-1].pk
    return changed


def _known(entries: list[Entry], editions: list[Edition]) -> dict[tuple[int, int], Consideration]:
    """Return the considerations there are, by entry and edition."""
    rows = Consideration.objects.filter(entry__in=[entry.pk for entry in entries], edition__in=editions)
    rows = rows.select_related("held_until")
    return {(row.entry_id, row.edition_id): row for row in rows}


def _holds(entries: list[Entry]) -> dict[int, Consideration]:
    """Return a consideration that is held until an edition, by entry."""
    held = Consideration.objects.filter(state=ConsiderationState.HELD, held_until__isnull=False)
    rows = held.filter(entry__in=[entry.pk for entry in entries]).select_related("held_until", "edition").order_by("pk")
    return {row.entry_id: row for row in rows if not is_over(row)}


def _note_places(entries: list[Entry]) -> None:
    """Tell each entry which editions have it in their lineup, for the rules to read."""
    rows = Consideration.objects.filter(entry__in=[e.pk for e in entries], state=ConsiderationState.PLACED)
    placed: dict[int, list[Edition]] = {}
    for row in rows.select_related("edition"):
        placed.setdefault(row.entry_id, []).append(row.edition)
    for entry in entries:
        entry.placed_at = placed.get(entry.pk, [])


def _showings_by_film(entries: list[Entry]) -> dict[int, list[PublicShowing]]:
    """Return the showings of the entries' films."""
    found: dict[int, list[PublicShowing]] = {}
    for showing in PublicShowing.objects.filter(film__in=[entry.film_id for entry in entries]):
        found.setdefault(showing.film_id, []).append(showing)
    return found


def _weighed(  # noqa: PLR0913, PLR0917  everything known about one entry, looked up once for all
    festival: Festival,
    entry: Entry,
    edition: Edition,
    known: dict[tuple[int, int], Consideration],
    showings: list[PublicShowing],
    hold: Consideration | None,
) -> Consideration | None:
    """Return the consideration as it should be, or None where it is so already."""
    entry.festival = festival
    premiere = premiere_of(
        showings, place=place_of(festival), on=first_day(edition), origins=frozenset(entry.film.countries)
    )
    with translation.override(KEPT_IN):
        reasons = eligibility(entry=entry, edition=edition, policy=festival.policy, premiere=premiere)
    row = known.get((entry.pk, edition.pk)) or _begun(entry, edition, hold, reasons)
    row.edition = edition
    has_ended = is_over(row)
    if has_ended:
        row.state, row.held_until, row.reasons = "", None, _without_outcome(row.reasons)
    state = _state_after(row, entry, reasons)
    said = reasons + [one for one in row.reasons if one["code"] == "outcome"]
    if (row.state, row.reasons, row.premiere) == (state, said, premiere.value) and row.pk and not has_ended:
        return None
    row.state, row.reasons, row.premiere = state, said, premiere.value
    return row


def _begun(entry: Entry, edition: Edition, hold: Consideration | None, reasons: list[Reason]) -> Consideration:
    """Return a new consideration, held where the entry is held for an edition after this one."""
    until = hold.held_until if hold else None
    if hold is None or until is None or not is_eligible(reasons) or not is_before(edition, until):
        return Consideration(entry=entry, edition=edition, state="")
    said = [one for one in hold.reasons if one["code"] == "outcome"]
    held = ConsiderationState.HELD
    return Consideration(entry=entry, edition=edition, state=held, reasons=said, held_until=until)


def _without_outcome(reasons: list[Reason]) -> list[Reason]:
    """Return the reasons but for people's own."""
    return [one for one in reasons if one["code"] != "outcome"]


def _state_after(row: Consideration, entry: Entry, reasons: list[Reason]) -> str:
    """Return the state that follows from the reasons, leaving to people what people decided."""
    if row.state in DECIDED or (row.state in KEPT and entry.state in ALIVE):
        return row.state
    return ConsiderationState.ELIGIBLE if is_eligible(reasons) else ConsiderationState.INELIGIBLE
