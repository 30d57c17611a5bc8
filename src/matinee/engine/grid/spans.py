"""Spans of minutes with both ends included: joining, meeting, taking away, and keeping to a step."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    Spans = tuple[tuple[int, int], ...]
    Whole = NDArray[np.int64]


def joined(spans: Iterable[tuple[int, int]]) -> Spans:
    """Return spans in order, those that touch or overlap as one."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return tuple(found)


def common(one: Spans, other: Spans) -> Spans:
    """Return what two lists of spans share."""
    pairs = ((max(a, c), min(b, d)) for a, b in one for c, d in other)
    return tuple(sorted((a, b) for a, b in pairs if a <= b))


def without(spans: Spans, gone: Spans) -> Spans:
    """Return spans less others, whole minutes only."""
    for a, b in gone:
        spans = tuple(
            (low, high) for c, d in spans for low, high in ((c, min(d, a - 1)), (max(c, b + 1), d)) if low <= high
        )
    return spans


def holds(spans: Iterable[tuple[int, int]], minute: int) -> bool:
    """Say whether a minute lies in one of the spans."""
    return any(a <= minute <= b for a, b in spans)


def on_step(spans: Spans, step: int) -> Spans:
    """Return the spans narrowed to multiples of a step; those that hold none are gone."""
    narrowed = ((-(-a // step) * step, b // step * step) for a, b in spans)
    return tuple((a, b) for a, b in narrowed if a <= b)


def minutes_of(spans: Spans, step: int) -> Whole:
    """Return every start that spans hold ``(starts,)``, in order and once."""
    parts = [np.arange(a, b + 1, step, dtype=np.int64) for a, b in spans]
    return np.unique(np.concatenate(parts)) if parts else np.zeros(0, dtype=np.int64)


def distance(spans: Sequence[tuple[int, int]], minutes: Whole) -> Whole:
    """Return how far each minute is from the nearest span, 0 inside one."""
    away = [np.maximum(np.maximum(a - minutes, minutes - b), 0) for a, b in spans]
    nearest: Whole = np.min(np.array(away, dtype=np.int64), axis=0)
    return nearest
