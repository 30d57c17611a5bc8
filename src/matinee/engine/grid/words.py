"""Moments and showings in words, for reasons, conflicts and violations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matinee.engine.grid.contract import DAY_MIN

if TYPE_CHECKING:
    from matinee.engine.grid.contract import Event, GridProblem

HOUR = 60


def clock(problem: GridProblem, minute: int) -> str:
    """Return a moment as the number of its day (from 1) and the minutes since midnight as a time."""
    day = (minute - problem.day_starts_min) // DAY_MIN
    hour, rest = divmod(minute - day * DAY_MIN, HOUR)
    return f"day {day + 1}, {hour:02d}:{rest:02d}"


def showing_of(event: Event, number: int) -> str:
    """Return a showing as people would call it."""
    return event.name if event.showings == 1 else f"{event.name}, showing {number}"
