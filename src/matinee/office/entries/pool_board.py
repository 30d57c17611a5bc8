"""The pool as a board: the coming editions as columns, with what is placed, planned, proposed and held for each."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from matinee.entries.models import Consideration, Entry
from matinee.entries.states import ALIVE, ConsiderationState, EntryState
from matinee.festival.models import Edition, Festival
from matinee.programming.models import PoolPlan
from matinee.programming.queries.horizon import Room, rooms_of
from matinee.programming.queries.plans import newest_answer, planned_films

Kind = Literal["placed", "planned", "proposed", "held"]
KINDS: tuple[Kind, ...] = ("placed", "planned", "proposed", "held")
TITLES: dict[Kind, str | Promise] = {
    "placed": _("In the lineup"),
    "planned": _("Planned"),
    "proposed": _("Proposed by the engine"),
    "held": _("Held until then"),
}
SHOWN = (ConsiderationState.PLACED, ConsiderationState.SHORTLISTED)


@dataclass(frozen=True, slots=True)
class Card:
    """A film in an edition's column."""

    entry: Entry
    kind: Kind
    minutes: float


@dataclass(slots=True)
class Column:
    """A coming edition with its films and its minutes."""

    edition: Edition
    room: Room
    cards: dict[Kind, list[Card]] = field(default_factory=lambda: {kind: [] for kind in KINDS})

    def sum_of(self, kind: Kind) -> float:
        """Return the minutes of its films of one kind."""
        return sum(card.minutes for card in self.cards[kind])

    @property
    def filled_min(self) -> float:
        """The minutes of what is placed and planned."""
        return self.sum_of("placed") + self.sum_of("planned")

    @property
    def share_percent(self) -> int:
        """How much of the edition's minutes is filled, at most 100."""
        return min(100, round(100 * self.filled_min / self.room.minutes)) if self.room.minutes else 0

    @property
    def groups(self) -> list[tuple[Kind, str | Promise, list[Card]]]:
        """Its cards by kind, with the words for each kind."""
        return [(kind, TITLES[kind], self.cards[kind]) for kind in KINDS]

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands in it."""
        return not any(self.cards.values())

    @property
    def is_over(self) -> bool:
        """Whether more is planned than it can show."""
        return self.filled_min > self.room.minutes


def columns_of(festival: Festival, editions: Sequence[Edition]) -> tuple[list[Column], PoolPlan | None]:
    """Return a column for each edition, and the plan whose proposals stand in them."""
    columns = {room.edition.slug: Column(room.edition, room) for room in rooms_of(festival, editions)}
    gap_s = festival.policy.gap_s
    known: set[int] = set()
    for row in _rows(festival, editions):
        kind: Kind = "placed" if row.state == ConsiderationState.PLACED else "planned"
        if kind == "planned" and row.entry.state == EntryState.PLACED:
            continue  # another edition has it in its lineup
        known.add(row.entry.film_id)
        columns[row.edition.slug].cards[kind].append(_card(row.entry, kind, gap_s))
    for row in _held(festival, editions):
        if row.held_until and row.held_until.slug in columns and row.entry.film_id not in known:
            known.add(row.entry.film_id)
            columns[row.held_until.slug].cards["held"].append(_card(row.entry, "held", gap_s))
    plan = newest_answer(festival)
    if plan:
        _propose(festival, plan, columns, known, gap_s)
    return list(columns.values()), plan


def _rows(festival: Festival, editions: Sequence[Edition]) -> list[Consideration]:
    """Return what is placed or shortlisted, the best first."""
    rows = Consideration.objects.filter(entry__festival=festival, edition__in=editions, state__in=SHOWN)
    found = rows.filter(entry__state__in=ALIVE).select_related("edition", "entry__film", "entry__standing")
    return list(found.order_by("-entry__standing__mean", "pk"))


def _held(festival: Festival, editions: Sequence[Edition]) -> list[Consideration]:
    """Return what is held until one of these editions."""
    rows = Consideration.objects.filter(entry__festival=festival, held_until__in=editions)
    found = rows.filter(state=ConsiderationState.HELD, entry__state__in=ALIVE, edition__in=editions)
    return list(found.select_related("held_until", "entry__film", "entry__standing").order_by("entry__sent_at", "pk"))


def _propose(festival: Festival, plan: PoolPlan, columns: dict[str, Column], known: set[int], gap_s: int) -> None:
    """Add what the engine proposes and nobody has decided."""
    where = {code: slug for slug, codes in planned_films(plan).items() for code in codes}
    found = Entry.objects.filter(festival=festival, film__code__in=where, state__in=ALIVE).exclude(film__in=known)
    for entry in found.select_related("film", "standing").order_by("-standing__mean", "pk"):
        column = columns.get(where[entry.film.code])
        if column and entry.film_id not in known:
            known.add(entry.film_id)
            column.cards["proposed"].append(_card(entry, "proposed", gap_s))


def _card(entry: Entry, kind: Kind, gap_s: int) -> Card:
    return Card(entry, kind, ((entry.film.running_time_s or 0) + gap_s) / 60)
