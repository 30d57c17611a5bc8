"""A grid unlike others: so many showings in another auditorium, or at quite another time."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from ortools.sat.python import cp_model

from matinee.engine.grid.model import NOWHERE

if TYPE_CHECKING:
    from matinee.engine.grid.cpsat.builder import Builder
    from matinee.engine.grid.model import Grid

SHARE = 0.2  # of the showings stand elsewhere
FAR_MIN = 60  # at another time is an hour away


def add(builder: Builder, other: Grid) -> None:
    """Ask for a grid of which a share differs from another one."""
    cp, far = builder.cp, []
    for task in sorted(builder.free):
        room, start = int(other.room[task]), int(other.start[task])
        if room == NOWHERE:
            far.append(builder.placed[task])
            continue
        is_far, is_later, is_earlier = (cp.new_bool_var("") for _ in range(3))
        cp.add(builder.start[task] >= start + FAR_MIN).only_enforce_if(is_later)
        cp.add(builder.start[task] <= start - FAR_MIN).only_enforce_if(is_earlier)
        here = builder.at[task].get(room, builder.false)
        cp.add_bool_or([is_far.negated(), is_later, is_earlier, here.negated()])
        far.append(is_far)
    cp.add(cp_model.LinearExpr.sum(far) >= math.ceil(SHARE * len(far)))


def differs(one: Grid, other: Grid) -> int:
    """Return how many showings stand in another auditorium or at quite another time."""
    is_moved = (one.room != other.room) | (abs(one.start - other.start) >= FAR_MIN)
    return int(is_moved[(one.room != NOWHERE) | (other.room != NOWHERE)].sum())
