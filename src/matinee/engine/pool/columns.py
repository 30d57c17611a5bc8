"""The pool as columns: every film, and every kind of expected film, in every slot it may fill."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from matinee.engine.pool.problem import editions_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from matinee.engine.pool.problem import PoolProblem

    Numbers = NDArray[np.float64]
    Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Columns:
    """Columns of known films first, then of expected ones; arrays have the shape ``(columns,)``.

    ``item`` counts films, then arrivals; ``slot`` counts the slots of all editions; ``most`` is 1 for a film and the
    expected number for an arrival.
    """

    item: Places
    slot: Places
    minutes: Numbers
    points: Numbers
    most: Numbers
    known: int
    slot_minutes: Numbers
    slot_edition: Places


def columns_of(problem: PoolProblem) -> Columns:
    """Return the columns; points are what a film brings to quality, delay and waiting."""
    slots = [(e, slot) for e, edition in enumerate(problem.editions) for slot in edition.slots]
    films = list(_films(problem))
    expected = list(_arrivals(problem))
    rows = np.array([*films, *expected], dtype=np.float64).reshape(-1, 5)
    return Columns(
        item=rows[:, 0].astype(np.int64),
        slot=rows[:, 1].astype(np.int64),
        minutes=rows[:, 2],
        points=rows[:, 3],
        most=rows[:, 4],
        known=len(films),
        slot_minutes=np.array([slot.minutes for _, slot in slots]),
        slot_edition=np.array([e for e, _ in slots], dtype=np.int64),
    )


def slots_at(problem: PoolProblem) -> dict[str, list[tuple[int, str | None]]]:
    """Return for each edition its slots: their number among all, and their strand."""
    found: dict[str, list[tuple[int, str | None]]] = {}
    number = 0
    for edition in problem.editions:
        found[edition.id] = [(number + i, slot.strand) for i, slot in enumerate(edition.slots)]
        number += len(edition.slots)
    return found


def _films(problem: PoolProblem) -> Iterator[tuple[float, ...]]:
    known = {edition.id: e for e, edition in enumerate(problem.editions)}
    slots = slots_at(problem)
    weights = problem.weights
    for i, film in enumerate(problem.films):
        minutes = problem.minutes(film.running_time_s)
        waited = weights.waiting * film.waiting_months
        for name in [film.lock] if film.lock is not None else editions_of(film, known):
            for slot, strand in slots[name]:
                if strand is None or strand in film.strands:
                    yield i, slot, minutes, film.value * (weights.quality - weights.delay * known[name]) + waited, 1.0


def _arrivals(problem: PoolProblem) -> Iterator[tuple[float, ...]]:
    names = [edition.id for edition in problem.editions]
    slots = slots_at(problem)
    for c, arrival in enumerate(problem.arrivals):
        last = len(names) if arrival.last is None else names.index(arrival.last) + 1
        minutes = problem.minutes(arrival.running_time_s)
        for ahead, name in list(enumerate(names))[names.index(arrival.first) : last]:
            points = arrival.value * (problem.weights.quality - problem.weights.delay * ahead)
            for slot, strand in slots[name]:
                if arrival.count > 0 and (strand is None or strand in arrival.strands):
                    yield len(problem.films) + c, slot, minutes, points, arrival.count
