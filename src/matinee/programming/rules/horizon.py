"""Formulas of a plan for the pool: what a film is worth, how many blocks an edition holds, what is likely to arrive."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from matinee.festival.models import Policy

Slots = dict[str | None, float]
LEAST_VALUE = 0.05  # a film at the cut is worth a little more than an empty minute
BAND = 0.5  # films within half a mark of each other count as one kind
WATCH_DAYS = 28  # a film that arrives later is not watched in time for an edition
HISTORY_DAYS = 60  # less tells nothing about what comes
SEASON_DAYS = 330  # with so much history, the same weeks of last year are the guide
LEAST_COUNT = 0.05
DAYS_A_MONTH = 30.44
BLOCKS_MOST = 12  # programs are numbered in Roman figures up to here


@dataclass(frozen=True, slots=True)
class Arrived:
    """A film that came in the past year: when, what it is worth above the cut, how long, of which strand in focus."""

    day: date
    value: float
    running_time_s: int
    strand: str = ""


@dataclass(frozen=True, slots=True)
class Expected:
    """So many films of a kind that may play from an edition on."""

    first: str
    count: float
    value: float
    running_time_s: int
    strand: str = ""


def least_value(mean: float | None, policy: Policy) -> float:
    """Return what showing a film is worth: the calibrated mean above the cut, a little at least."""
    return LEAST_VALUE if mean is None else round(max(LEAST_VALUE, mean - float(policy.quality_cut)), 4)


def months_between(begin: date, end: date) -> float:
    """Return the months between two days, to a tenth; none where the end comes first."""
    return round(max(0, (end - begin).days) / DAYS_A_MONTH, 1)


def blocks_in(minutes: int, policy: Policy) -> int:
    """Return how many blocks an edition's program minutes hold, at least one."""
    block_s = (policy.block_min_s + policy.block_warn_s) / 2
    return min(BLOCKS_MOST, max(1, round(minutes * 60 / block_s)))


def arrivals_between(arrived: Sequence[Arrived], editions: Sequence[tuple[str, date]], today: date) -> list[Expected]:
    """Return what is expected before each edition after the first, by band of value and strand.

    With a year of history, the same weeks a year ago say how many come; with less, the mean of the days there are;
    with hardly any, nothing is expected.
    """
    known_days = max(((today - one.day).days for one in arrived), default=0)
    if known_days < HISTORY_DAYS:
        return []
    found: list[Expected] = []
    begin = today - timedelta(days=WATCH_DAYS)
    for slug, day in editions[1:]:
        end = day - timedelta(days=WATCH_DAYS)
        if end > begin:
            found += _kinds(slug, arrived, begin, end, known_days)
            begin = end
    return found


def _kinds(slug: str, arrived: Sequence[Arrived], begin: date, end: date, known_days: int) -> Iterator[Expected]:
    """Yield the kinds of films that come between two days, as many as came in the time that is their guide."""
    year, share = timedelta(days=365), (end - begin).days / known_days
    is_season = known_days >= SEASON_DAYS
    kinds: defaultdict[tuple[int, str], list[Arrived]] = defaultdict(list)
    for one in arrived:
        if not is_season or begin <= _moved(one.day, year, begin) < end:
            kinds[int(one.value / BAND), one.strand].append(one)
    for (_band, strand), films in sorted(kinds.items()):
        count = round(len(films) * (1.0 if is_season else share), 3)
        if count >= LEAST_COUNT:
            value = round(sum(one.value for one in films) / len(films), 4)
            length = round(sum(one.running_time_s for one in films) / len(films))
            yield Expected(slug, count, value, length, strand)


def _moved(day: date, year: timedelta, begin: date) -> date:
    """Return a past day in the year that follows ``begin``."""
    while day < begin:
        day += year
    return day
