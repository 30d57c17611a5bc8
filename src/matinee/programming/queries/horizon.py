"""What a plan for the pool starts from: the coming editions' room, the films that wait, what is likely to arrive."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from django.db.models import Prefetch

from matinee.entries.models import Consideration, Entry
from matinee.entries.rules import first_day
from matinee.entries.states import ConsiderationState, EntryState
from matinee.festival.models import Edition, Festival, Policy
from matinee.festival.queries import upcoming_editions
from matinee.films.models import Film
from matinee.kit.clock import date_in, today_in
from matinee.programming.models import EditionStrand, Lineup, Placement, Program
from matinee.programming.queries.mixture import wishes_by_edition
from matinee.programming.queries.pool import above_cut
from matinee.programming.queries.strands import eligible_strands_of
from matinee.programming.rules import program_time_s
from matinee.programming.rules.horizon import (
    Arrived,
    Expected,
    Slots,
    arrivals_between,
    blocks_in,
    least_value,
    months_between,
)
from matinee.programming.rules.mixture import Wish, groups_of
from matinee.programming.states import LineupState

WEIGHED = (ConsiderationState.ELIGIBLE, ConsiderationState.SHORTLISTED)
YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Room:
    """What an edition can show: minutes in all, minutes filled, and what is left in each kind of slot."""

    edition: Edition
    minutes: float
    filled_min: float
    films: int
    left: Slots
    longest_s: int | None = None
    wishes: tuple[Wish, ...] = ()
    placed: Mapping[str, float] = field(default_factory=dict)

    def missing_min(self, wish: Wish) -> float:
        """Return how many minutes of a wish the lineup does not hold yet."""
        return max(0.0, wish.minutes - self.placed.get(wish.group, 0.0))


@dataclass(slots=True)
class Candidate:
    """A film of the pool with the editions open to it."""

    film: Film
    value: float
    waiting_months: float
    strands: frozenset[str] = frozenset()
    editions: list[str] = field(default_factory=list)
    window_ends_on: date | None = None


def rooms_of(festival: Festival, editions: Sequence[Edition]) -> list[Room]:
    """Return the room of each edition, from its lineup or the board at work, else from its minutes and focus."""
    lineups = _boards_at_work(editions)
    focus: defaultdict[int, list[str]] = defaultdict(list)
    links = EditionStrand.objects.filter(edition__in=editions).select_related("strand").order_by("strand__title")
    for link in links:
        focus[link.edition_id].append(link.strand.slug)
    policy, wishes = festival.policy, wishes_by_edition(editions)
    rooms = [
        _room_on_board(one, lineups[one.pk], policy)
        if one.pk in lineups
        else _room_by_capacity(one, focus[one.pk], policy)
        for one in editions
    ]
    return [replace(room, wishes=tuple(wishes[room.edition.pk])) for room in rooms]


def candidates_of(festival: Festival, rooms: Sequence[Room]) -> list[Candidate]:
    """Return the films above the cut (or shortlisted) that may play at one of these editions, in a fixed order."""
    policy, today = festival.policy, today_in(festival.time_zone)
    found: dict[int, Candidate] = {}
    longest = {room.edition.pk: room.longest_s for room in rooms}
    for row in _weighed(rooms, policy):
        film, edition = row.entry.film, row.edition
        limit = longest[edition.pk]
        if not film.running_time_s or (limit is not None and film.running_time_s + policy.gap_s > limit):
            continue
        one = found.setdefault(film.pk, _candidate(row, festival, today))
        if edition.slug not in one.editions:
            one.editions.append(edition.slug)
    strands = eligible_strands_of(festival, [one.film for one in found.values()])
    for one in found.values():
        one.strands = strands[one.film.pk]
    return sorted(found.values(), key=lambda one: one.film.code)


def expected_of(festival: Festival, rooms: Sequence[Room]) -> list[Expected]:
    """Return what is likely to arrive before each edition after the first, from the past year's entries."""
    today = today_in(festival.time_zone)
    focus = sorted({strand for room in rooms for strand in room.left if strand})
    good = {"standing__mean__gte": festival.policy.quality_cut, "sent_at__date__gte": today - YEAR}
    rows = (
        Entry.objects.filter(festival=festival, **good)
        .exclude(state__in=(EntryState.DRAFT, EntryState.WITHDRAWN, EntryState.DISQUALIFIED))
        .filter(film__running_time_s__gt=0)
        .select_related("film", "standing")
        .order_by("sent_at", "pk")
    )
    entries = [entry for entry in rows if entry.sent_at]
    strands = eligible_strands_of(festival, [entry.film for entry in entries]) if focus else {}
    arrived = [_arrived(entry, festival, focus, strands.get(entry.film_id, frozenset())) for entry in entries]
    return arrivals_between(arrived, [(room.edition.slug, first_day(room.edition)) for room in rooms], today)


def horizon_of(festival: Festival, most: int = 12) -> list[Edition]:
    """Return the coming editions that a plan looks at, the nearest first."""
    return list(upcoming_editions(festival)[:most])


def _boards_at_work(editions: Iterable[Edition]) -> dict[int, Lineup]:
    """Return each edition's lineup, or its newest draft that has programs, by the edition's key."""
    placements = Placement.objects.select_related("film").order_by("position", "pk")
    programs = Program.objects.select_related("strand").prefetch_related(Prefetch("placements", queryset=placements))
    found = Lineup.objects.filter(edition__in=list(editions)).prefetch_related(Prefetch("programs", queryset=programs))
    chosen: dict[int, Lineup] = {}
    for lineup in (one for one in found.order_by("created_at", "pk") if one.programs.all()):
        known = chosen.get(lineup.edition_id)
        if known is None or known.state != LineupState.ADOPTED:
            chosen[lineup.edition_id] = lineup
    return chosen


def _room_on_board(edition: Edition, lineup: Lineup, policy: Policy) -> Room:
    """Count the minutes of programs; films of a draft are not decided, so their minutes are still free."""
    left: Slots = {}
    total = filled = 0.0
    films = 0
    shown: list[Film] = []
    for program in lineup.programs.all():
        places = list(program.placements.all()) if lineup.state == LineupState.ADOPTED else []
        time_s = program_time_s([place.film.running_time_s for place in places], policy.gap_s, policy.opening_reel_s)
        limit_s = program.max_s - policy.opening_reel_s
        is_full = program.is_locked or time_s >= program.min_s or len(places) >= program.max_films
        strand = program.strand.slug if program.strand else None
        left[strand] = left.get(strand, 0.0) + (0.0 if is_full else max(0, program.max_s - time_s) / 60)
        total, filled, films = total + limit_s / 60, filled + time_s / 60, films + len(places)
        shown += [place.film for place in places]
    longest = max(program.max_s for program in lineup.programs.all()) - policy.opening_reel_s
    return Room(edition, total, filled, films, left, longest, placed=_minutes_by_group(shown, policy))


def _minutes_by_group(films: Iterable[Film], policy: Policy) -> dict[str, float]:
    """Return the minutes that films give to each group that a wish can name."""
    minutes: defaultdict[str, float] = defaultdict(float)
    for film in films:
        for group in groups_of(film):
            minutes[group] += ((film.running_time_s or 0) + policy.gap_s) / 60
    return dict(minutes)


def _room_by_capacity(edition: Edition, focus: Sequence[str], policy: Policy) -> Room:
    """Give each strand in focus one block of the edition's minutes, and the rest to all."""
    minutes, block = float(edition.capacity_min), (policy.block_min_s + policy.block_warn_s) / 120
    slots: Slots = dict.fromkeys(focus[: blocks_in(edition.capacity_min, policy)], block)
    slots[None] = max(0.0, minutes - sum(slots.values()))
    return Room(edition, minutes, 0.0, 0, slots)


def _weighed(rooms: Sequence[Room], policy: Policy) -> list[Consideration]:
    """Return the open considerations of these editions, above the cut or shortlisted, editions in their order."""
    order = {room.edition.pk: n for n, room in enumerate(rooms)}
    rows = (
        Consideration.objects.filter(edition__in=order, state__in=WEIGHED, entry__state=EntryState.CONSIDERED)
        .filter(above_cut(policy))
        .select_related("entry__film", "entry__standing", "edition")
        .defer("entry__film__making", "entry__statement", "entry__answers")
    )
    return sorted(rows, key=lambda row: (order[row.edition_id], row.pk))


def _candidate(row: Consideration, festival: Festival, today: date) -> Candidate:
    """Return a film with what it is worth and how long it has waited."""
    standing = getattr(row.entry, "standing", None)
    sent = row.entry.sent_at
    return Candidate(
        film=row.entry.film,
        value=least_value(float(standing.mean) if standing else None, festival.policy),
        waiting_months=months_between(date_in(sent, festival.time_zone), today) if sent else 0.0,
        window_ends_on=row.entry.window_ends_on,
    )


def _arrived(entry: Entry, festival: Festival, focus: Sequence[str], strands: frozenset[str]) -> Arrived:
    """Return what of an entry of the past year tells about those to come."""
    assert entry.sent_at is not None  # noqa: S101  asked for by the query
    return Arrived(
        day=date_in(entry.sent_at, festival.time_zone),
        value=least_value(float(entry.standing.mean), festival.policy),
        running_time_s=entry.film.running_time_s or 0,
        strand=next((strand for strand in focus if strand in strands), ""),
    )
