"""The pool as a table: filters and order that live in the address, a row for each entry, its states as small cells."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from matinee.accounts.models import User
from matinee.entries.models import Consideration, Entry
from matinee.entries.queries import from_countries, matching, with_directors
from matinee.entries.states import ConsiderationState, EntryState
from matinee.festival.models import Edition, Festival
from matinee.films.models import Film
from matinee.films.states import Form
from matinee.kit.clock import date_in
from matinee.preselection.models import Recusal, Standing
from matinee.preselection.rules import interval_of
from matinee.programming.queries import memberships_of

SORTS = {
    "title": "film__title",
    "score": "standing__mean",
    "time": "film__running_time_s",
    "waits": "sent_at",
    "ends": "window_ends_on",
}
LONGEST_FIRST = {"waits"}  # the longest wait is the earliest day
REASONS = {
    "running_time": _("Running time"),
    "call": _("Limits of the call"),
    "completion": _("Finished when"),
    "placed": _("In another lineup"),
    "dates": _("Filmmaker’s own dates"),  # noqa: RUF001  a typographic apostrophe
    "window": _("Window ends before"),
}
EXPIRES = (30, 60)
BADGES = {
    ConsiderationState.PLACED: ("good", "check"),
    ConsiderationState.SHORTLISTED: ("good", "plus"),
    ConsiderationState.HELD: ("held", "clock"),
    ConsiderationState.ELIGIBLE: ("open", "check"),
    ConsiderationState.NOT_SELECTED: ("no", "minus"),
    ConsiderationState.INELIGIBLE: ("no", "minus"),
}
AT_ONCE = 500  # lines of the CSV in memory


@dataclass(frozen=True, slots=True)
class Cell:
    """How an entry stands for one edition, in a few square millimetres."""

    row: Consideration
    look: str
    icon: str
    why: str
    until: Edition | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One entry of the pool; without the right to see marks, or kept away from it, there is no score."""

    entry: Entry
    cells: list[Cell]
    score: float | None
    low: float
    high: float
    waits_days: int | None
    left_days: int | None
    ends_soon: bool

    @property
    def has_why(self) -> bool:
        """Whether there is anything to tell in the row of details."""
        return any(cell.why for cell in self.cells)


def pool_entries(festival: Festival, editions: Sequence[Edition]) -> QuerySet[Entry]:
    """Return the entries in consideration, and those in the lineup of a coming edition."""
    placed = Consideration.objects.filter(entry=OuterRef("pk"), edition__in=editions, state=ConsiderationState.PLACED)
    entries = Entry.objects.filter(festival=festival)
    return entries.filter(Q(state=EntryState.CONSIDERED) | Q(Exists(placed), state=EntryState.PLACED))


def sifted(entries: QuerySet[Entry], query: QueryDict, editions: Sequence[Edition], today: date) -> QuerySet[Entry]:
    """Return the entries that an address asks for; words that mean nothing are passed over."""
    shown = _standing(entries, query, editions)
    forms = [value for value in query.getlist("form") if value in Form.values]
    countries = [code for code in query.getlist("country") if len(code) == 2 and code.isalpha()]  # noqa: PLR2004
    days = [int(value) for value in query.getlist("expires") if value in map(str, EXPIRES)]
    shown = shown.filter(film__form__in=forms) if forms else shown
    shown = from_countries(shown, countries) if countries else shown
    if days:
        shown = shown.filter(window_ends_on__range=(today, today + timedelta(days=max(days))))
    text = query.get("q", "").strip()[:100]
    shown = matching(shown, text) if text else shown
    strands = query.getlist("strand")
    return shown.filter(film__in=_in_strands(shown, strands)) if strands else shown


def ordered(entries: QuerySet[Entry], query: QueryDict) -> QuerySet[Entry]:
    """Return the entries in the order that an address asks for, the longest wait first unless it does."""
    asked = query.get("sort", "") or "-waits"
    key = asked.removeprefix("-")
    if key not in SORTS:
        key, asked = "waits", "-waits"
    is_down = asked.startswith("-") != (key in LONGEST_FIRST)
    column = F(SORTS[key])
    return entries.order_by(column.desc(nulls_last=True) if is_down else column.asc(nulls_last=True), "pk")


def with_cells(entries: QuerySet[Entry], editions: Sequence[Edition]) -> QuerySet[Entry]:
    """Return the entries with everything a line shows, in as many queries for one as for a hundred."""
    weighed = Consideration.objects.filter(edition__in=editions).select_related("edition", "held_until")
    ahead = Prefetch(
        "considerations", queryset=weighed.order_by("edition__month", "edition__starts_on"), to_attr="ahead"
    )
    return with_directors(entries.select_related("film", "call", "festival", "standing")).prefetch_related(ahead)


def lines_of(entries: Sequence[Entry], *, reader: User, may_score: bool, today: date) -> list[Line]:
    """Return the entries as lines of the table."""
    away = set(Recusal.objects.filter(reviewer=reader, entry__in=entries).values_list("entry", flat=True))
    return [_line(entry, today, may_score=may_score and entry.pk not in away) for entry in entries]


def every_line(entries: QuerySet[Entry], *, reader: User, may_score: bool, today: date) -> Iterator[Line]:
    """Yield the entries as lines, some hundreds in memory at a time, however many there are."""
    away = set(Recusal.objects.filter(reviewer=reader).values_list("entry", flat=True))
    for entry in entries.iterator(chunk_size=AT_ONCE):
        yield _line(entry, today, may_score=may_score and entry.pk not in away)


def why_not(row: Consideration) -> str:
    """Return what keeps an entry from an edition, or what was decided about it, in the filmmaker's sentences."""
    against = [reason["text"] for reason in row.reasons if not reason["ok"]]
    said = [reason["text"] for reason in row.reasons if reason["code"] == "outcome"]
    return " ".join(dict.fromkeys([*said, *against]))


def country_counts(entries: QuerySet[Entry], chosen: Sequence[str], most: int = 8) -> list[tuple[str, int]]:
    """Return the countries most films of the pool come from, and those that are chosen."""
    counts: dict[str, int] = {}
    for codes in entries.order_by().values_list("film__countries", flat=True).iterator(2000):
        for code in codes:
            counts[code] = counts.get(code, 0) + 1
    best = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [item for n, item in enumerate(best) if n < most or item[0] in chosen]


def _standing(entries: QuerySet[Entry], query: QueryDict, editions: Sequence[Edition]) -> QuerySet[Entry]:
    """Sift by edition, state there and what stands in the way there."""
    chosen = [one for one in editions if one.slug in query.getlist("edition")]
    states = [value for value in query.getlist("state") if value in ConsiderationState.values]
    codes = [value for value in query.getlist("reason") if value in REASONS]
    if not (states or codes or chosen):
        return entries
    rows = Consideration.objects.filter(entry=OuterRef("pk"), edition__in=chosen or editions)
    if states or not codes:
        rows = rows.filter(state__in=states or [ConsiderationState.ELIGIBLE, ConsiderationState.SHORTLISTED])
    if codes:
        against = Q()
        for code in codes:  # the two orders of keys that SQLite and PostgreSQL keep
            against |= Q(said__contains=f'"code": "{code}", "ok": false')
            against |= Q(said__contains=f'"ok": false, "code": "{code}"')
        rows = rows.annotate(said=Cast("reasons", TextField())).filter(against)
    return entries.filter(Exists(rows))


def _in_strands(entries: QuerySet[Entry], slugs: Sequence[str]) -> list[int]:
    """Return the films of these entries that belong to one of the strands."""
    one = entries.select_related("festival").order_by().first()
    if one is None:
        return []
    films = Film.objects.filter(pk__in=entries.order_by().values("film")).defer("making", "synopsis")
    strands = memberships_of(one.festival, films)
    return [pk for pk, here in strands.items() if here & set(slugs)]


def _line(entry: Entry, today: date, *, may_score: bool) -> Line:
    """Return one line."""
    standing: Standing | None = getattr(entry, "standing", None) if may_score else None
    low, high = interval_of(float(standing.mean), float(standing.sd)) if standing else (0.0, 0.0)
    left = (entry.window_ends_on - today).days if entry.window_ends_on else None
    rows: list[Consideration] = getattr(entry, "ahead", [])
    return Line(
        entry=entry,
        cells=[cell_of(row) for row in rows],
        score=float(standing.mean) if standing else None,
        low=low,
        high=high,
        waits_days=(today - date_in(entry.sent_at, entry.festival.time_zone)).days if entry.sent_at else None,
        left_days=left,
        ends_soon=left is not None and left <= EXPIRES[0],
    )


def cell_of(row: Consideration) -> Cell:
    """Return how an entry stands for an edition as a cell."""
    look, icon = BADGES[ConsiderationState(row.state)]
    until = row.held_until if row.state == ConsiderationState.HELD else None
    return Cell(row, look, icon, why_not(row), until)
