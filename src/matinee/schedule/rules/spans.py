"""Spans of time: joined, cut out of each other, and what somebody's words about their time leave free."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from math import asin, cos, radians, sin, sqrt
from typing import Protocol

Span = tuple[datetime, datetime]
EARTH_M = 6_371_000
WALK_M_PER_MIN = 80  # 4.8 km/h, as maps of cities reckon
DETOUR = 1.3  # streets are not straight
USUAL_TRAVEL_MIN = 15  # between venues of which nothing is known


class Said(Protocol):
    """What somebody has said about a span of theirs."""

    starts_at: datetime
    ends_at: datetime
    is_there: bool
    is_hard: bool


def joined(spans: Iterable[Span]) -> list[Span]:
    """Return spans in order, those that touch or overlap as one."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        elif start < end:
            found.append((start, end))
    return found


def without(spans: Iterable[Span], holes: Iterable[Span]) -> list[Span]:
    """Return spans with holes cut out."""
    left = joined(spans)
    for start, end in joined(holes):
        left = [part for a, b in left for part in ((a, min(b, start)), (max(a, end), b)) if part[0] < part[1]]
    return left


def free_spans(said: Sequence[Said], whole: Span) -> list[Span]:
    """Return when somebody is free inside ``whole``: where they say they are there, else always; never where not.

    >>> from datetime import datetime
    >>> free_spans([], (datetime(2031, 3, 8), datetime(2031, 3, 9))) == [(datetime(2031, 3, 8), datetime(2031, 3, 9))]
    True
    """
    there = [(max(one.starts_at, whole[0]), min(one.ends_at, whole[1])) for one in said if one.is_there]
    away = [(one.starts_at, one.ends_at) for one in said if not one.is_there]
    return without(there if any(one.is_there for one in said) else [whole], away)


def is_free(said: Sequence[Said], span: Span) -> bool:
    """Tell whether somebody is free for the whole of a span."""
    if any(not one.is_there and one.starts_at < span[1] and span[0] < one.ends_at for one in said):
        return False
    there = joined((one.starts_at, one.ends_at) for one in said if one.is_there)
    return not there or any(start <= span[0] and span[1] <= end for start, end in there)


def walk_minutes(one: tuple[float, float], other: tuple[float, float]) -> int:
    """Return the minutes of walking between two places (latitude, longitude, degrees), with the detour of streets.

    The great circle distance by the haversine formula.
    """
    (lat1, lon1), (lat2, lon2) = ((radians(a), radians(b)) for a, b in (one, other))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    metres = 2 * EARTH_M * asin(sqrt(half)) * DETOUR
    return max(1, -(-int(metres) // WALK_M_PER_MIN))
