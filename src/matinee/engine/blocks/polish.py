"""The last stroke: steepest ascent on the whole objective, order and balance included, inside the rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from matinee.engine.blocks import trade
from matinee.engine.blocks.columns import column_of, to_columns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matinee.engine.blocks.columns import Column, Columns
    from matinee.engine.blocks.model import Floats, Ints, Model
    from matinee.engine.stop import Stop

TRIED = 160  # choices whose order is found exactly before a state counts as polished
AT_ONCE = 32  # of them, before the best so far are taken
ORDER_GAIN = 1.0  # how much of the order term a choice may win back, at most, to be tried
COST = 5  # steps of a stop that a round spends


def polish(columns: Columns, home: Ints, stop: Stop) -> Ints:
    """Return the state after the best choices were taken again and again; never worse than ``home``."""
    home = home.copy()
    while not stop.is_over():
        stop.spend(COST)
        if not _improve(columns, home):
            break
    return home


def _improve(columns: Columns, home: Ints) -> bool:
    """Take the best choices found, as many as do not touch each other; say whether there was any."""
    choices = np.column_stack(_promising(columns, home))
    before = columns.scores(to_columns(columns.model, home))
    is_apart = not columns.goals.get(None)  # targets over all programs tie every choice to every other
    for start in range(0, len(choices), AT_ONCE):
        tried = choices[start : start + AT_ONCE].tolist()
        gains = _gained(columns, home, tried, before)
        touched: set[int] = set()
        for c in np.argsort(-gains, kind="stable").tolist():
            programs = _touched(columns.model, home, tried[c])
            if gains[c] <= trade.SAME or touched & programs or (touched and not is_apart):
                continue
            touched |= programs
            _take(columns.model, home, tried[c])
        if touched:
            return True
    return False


def _take(model: Model, home: Ints, choice: Sequence[int]) -> None:
    """Let unit i go to program q, and j (n: nobody) to where i was."""
    i, j, q = choice
    p, home[i] = home[i], q
    if j < model.n:
        home[j] = p


def _touched(model: Model, home: Ints, choice: Sequence[int]) -> set[int]:
    """Return the programs of a choice, the bench aside."""
    return {int(home[choice[0]]), choice[2]} - {model.k}


def _gained(columns: Columns, home: Ints, choices: Sequence[Sequence[int]], before: Floats) -> Floats:
    """Return what each choice really gains; ``before`` are the scores of the programs now."""
    model = columns.model
    asked: list[Column] = []
    owner: list[int] = []
    result = np.zeros(len(choices))
    lost = columns.edition_shortfall(np.flatnonzero(home < model.k))
    for number, choice in enumerate(choices):
        after = home.copy()
        _take(model, after, choice)
        touched = sorted(_touched(model, home, choice))
        asked += [column_of(after, p) for p in touched]
        owner += [number] * len(touched)
        result[number] = lost - columns.edition_shortfall(np.flatnonzero(after < model.k)) - before[touched].sum()
    return result + np.bincount(owner, weights=columns.scores(asked), minlength=len(choices))


def _promising(columns: Columns, home: Ints) -> tuple[Ints, Ints, Ints]:
    """Return units, partners (n: none) and programs of choices inside the rules, the best pair gains first."""
    model = columns.model
    n, k = model.n, model.k
    swap, move = gains(model, home)
    swap[np.tril_indices(n)] = -np.inf
    every = np.concatenate([swap.ravel(), move.ravel()])
    margin = 0.0
    if columns.minds_order:
        margin = ORDER_GAIN * model.pool.problem.weights.order
    if columns.goals:
        margin += columns.shortfall_points * 2
    hopeful = np.flatnonzero(every > (-margin if margin else trade.SAME))
    hopeful = hopeful[np.argsort(-every[hopeful], kind="stable")[:TRIED]]
    is_swap = hopeful < n * n
    i = np.where(is_swap, hopeful // n, (hopeful - n * n) // (k + 1))
    j = np.where(is_swap, hopeful % n, n)
    q = np.where(is_swap, home[np.minimum(j, n - 1)], (hopeful - n * n) % (k + 1))
    return i, j, q


def gains(model: Model, home: Ints) -> tuple[Floats, Floats]:
    """Return the pair and single points of each exchange ``(n, n)`` and move ``(n, k + 1)``; -inf outside the rules."""
    n, k = model.n, model.k
    member = np.zeros((k + 1, n))
    member[home, np.arange(n)] = 1.0
    is_program = np.append(np.ones(k), 0.0)
    bench = np.where(model.must, -model.never, 0.0)
    d = np.vstack([model.u, bench]) + (member @ model.w) * is_program[:, None]
    own = d[home, np.arange(n)]
    to = d.T - own[:, None]
    counted = is_program[home][:, None] + is_program[home][None, :]  # units on the bench have no pairs
    swap = to[:, home] + to[:, home].T - counted * model.w
    swap[home[:, None] == home[None, :]] = -np.inf
    move = to.copy()
    move[np.arange(n), home] = -np.inf
    for size, low, high in ((model.t, model.low_s, model.high_s), (model.c, model.low_c, model.high_c)):
        total = member @ size
        room = np.append(high, np.inf) - total
        spare = total - np.append(low, -np.inf)
        change = size[None, :] - size[:, None]  # what i's program gets when j comes for i
        fits = (change <= room[home][:, None]) & (-change <= spare[home][:, None])
        swap[~(fits & fits.T)] = -np.inf
        move[(size[:, None] > room[None, :]) | (size > spare[home])[:, None]] = -np.inf
    swap[swap < -model.never / 2] = -np.inf
    move[move < -model.never / 2] = -np.inf
    return swap, move
