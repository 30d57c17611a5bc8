"""Where every unit is, as arrays for compiled code, and what is kept up to date about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from matinee.engine.chance import seeded
from matinee.engine.compiled import compiled, inlined

if TYPE_CHECKING:
    from matinee.engine.blocks.model import Floats, Ints, Model
    from matinee.engine.chance import Chance

NOW, BEST = 0, 1  # in State.points


class Rules(NamedTuple):
    """What does not change; group k, the last, is the bench, which has no pairs and no window."""

    w: Floats  # (n, n) points of pairs
    u: Floats  # (k + 1, n) points of single units
    size: Floats  # (n, 2) seconds; films, each reckoned as ``a_film_s`` seconds
    window: Floats  # (k + 1, 4) least and most of the one, least and most of the other
    doors: int  # groups that a move may go to: k where everybody must be placed, else k + 1
    a_film_s: float


class State(NamedTuple):
    """Where everybody is, and what is kept up to date about it."""

    home: Ints  # (n,) group of each unit
    d: Floats  # (k + 1, n) points of each unit in each group
    load: Floats  # (k + 1, 2) seconds and films
    over: Floats  # (k + 1,) seconds outside the window
    price: Floats  # (k + 1,) points for such a second
    seats: Ints  # (2, n) units, those in programs first; and where each unit sits
    placed: Ints  # (1,) units in programs
    points: Floats  # (2,) of the state; of the best state inside all windows
    best: Ints  # (n,) that state
    chance: Chance


def rules_of(model: Model) -> Rules:
    """Return a model for the compiled search."""
    a_film_s = max(1.0, float(np.median(model.t))) if model.n else 1.0
    rows = [model.low_s, model.high_s, a_film_s * model.low_c, a_film_s * model.high_c]
    bench = [[-np.inf], [np.inf], [-np.inf], [np.inf]]
    return Rules(
        w=np.ascontiguousarray(model.w),
        u=np.vstack([model.u, np.where(model.must, -model.never, 0.0)]),
        size=np.column_stack([model.t, a_film_s * model.c]),
        window=np.ascontiguousarray(np.hstack([np.array(rows), bench]).T),
        doors=model.k if model.must.all() else model.k + 1,
        a_film_s=a_film_s,
    )


def state_at(rules: Rules, home: Ints, rng: np.random.Generator) -> State:
    """Return the state where ``home`` says; prices are still to be set."""
    groups, n = rules.u.shape
    state = State(
        home=home.astype(np.int64),
        d=np.zeros((groups, n)),
        load=np.zeros((groups, 2)),
        over=np.zeros(groups),
        price=np.zeros(groups),
        seats=np.vstack([np.arange(n, dtype=np.int64)] * 2),
        placed=np.zeros(1, dtype=np.int64),
        points=np.array([0.0, -np.inf]),
        best=home.astype(np.int64),
        chance=seeded(rng),
    )
    settle(rules, state)
    return state


@compiled
def settle(rules: Rules, state: State) -> None:
    """Reckon everything anew from where units are, so that errors of rounding never grow."""
    w, u, size, window, _, _ = rules
    home, d, load, over, _, seats, placed, points, _, _ = state
    bench = len(u) - 1
    for p in range(bench + 1):
        load[p, 0], load[p, 1] = 0.0, 0.0
        for i in range(len(home)):
            d[p, i] = u[p, i]
    placed[0] = 0
    for i in range(len(home)):
        p = home[i]
        load[p, 0] += size[i, 0]
        load[p, 1] += size[i, 1]
        if p != bench:
            add(d[p], w[i], 1.0)
            sit(seats, i, placed[0])
            placed[0] += 1
    points[NOW] = 0.0
    for i in range(len(home)):
        points[NOW] += (d[home[i], i] + u[home[i], i]) / 2
    for p in range(bench):
        over[p] = outside(window, p, load[p, 0], load[p, 1])


@inlined
def outside(window: Floats, p: int, seconds: float, films: float) -> float:
    """Return the seconds by which a group with this load stands outside its window."""
    by_time = max(0.0, window[p, 0] - seconds, seconds - window[p, 1])
    return float(by_time + max(0.0, window[p, 2] - films, films - window[p, 3]))


@compiled
def add(row: Floats, points: Floats, times: float) -> None:
    """Add points so many times."""
    for x in range(len(points)):
        row[x] += times * points[x]


@compiled
def sit(seats: Ints, i: int, seat: int) -> None:
    """Let a unit change seats with the one that sits there."""
    other, old = seats[0, seat], seats[1, i]
    seats[0, seat], seats[0, old] = i, other
    seats[1, i], seats[1, other] = seat, old
