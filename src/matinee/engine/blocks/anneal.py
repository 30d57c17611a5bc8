"""Simulated annealing through states that break windows, where every program sets its own price for that.

A choice is a unit that moves, or two units that change places. It is taken with the probability
``min(1, exp((gain - price_p broken_p - price_q broken_q) / temperature))``: what it gains in points, less what the two
programs charge for each second (and film) by which they come to stand further outside their windows. A program that is
found outside its window grows dearer, one inside grows cheaper more slowly, so each settles near the price at which
its window just holds: a multiplier of its own, as in Lagrangian relaxation. The gains come from ``d_pi = u_pi + sum_{j
in p} w_ij``, which a choice that is taken brings up to date in ``O(n)``.

References
----------
S. Kirkpatrick, C. D. Gelatt, M. P. Vecchi, 1983, https://doi.org/10.1126/science.220.4598.671
Q. Zhou, U. Benlic, Q. Wu, J.-K. Hao, 2019, https://doi.org/10.1016/j.ejor.2018.08.043 (infeasible states, the problem)

"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from matinee.engine.blocks.state import BEST, NOW, add, outside, settle, sit
from matinee.engine.chance import below, share
from matinee.engine.compiled import compiled, inlined

if TYPE_CHECKING:
    from matinee.engine.blocks.model import Floats, Ints
    from matinee.engine.blocks.state import Rules, State
    from matinee.engine.chance import Chance

    Choice = tuple[int, int, int, int]  # unit i, unit j or NOBODY, i's group p, and q, j's or where i goes

MOVES = 0.3  # share of the choices that are moves; the others are exchanges
PRICED_EVERY = 20  # choices for each unit between looks at the windows
DEARER, CHEAPER = 1.02, 1.002
NOBODY = -1
BETTER = 1e-9
HOPELESS = -30.0  # temperatures lost: nobody takes such a choice


@compiled
def anneal(rules: Rules, state: State, temperature: float, choices: int) -> None:
    """Weigh so many random choices at one temperature; the state keeps its best itself."""
    settle(rules, state)
    w, u, size, window, doors, a_film_s = rules
    home, d, load, over, price, seats, placed, points, best, chance = state
    wait, n, bench, broken = 0, len(home), len(u) - 1, _total(over)
    for _ in range(choices):
        wait -= 1
        if wait < 0:
            wait = PRICED_EVERY * n
            _reprice(over, price, temperature / a_film_s)
        i, j, q = _drawn(chance, home, seats, placed[0], doors)
        p = home[i]
        if p == q:
            continue
        choice = i, j, p, q
        gain = _gain(d, w, choice)
        seconds, films = _exchanged(size, i, j)
        here = outside(window, p, load[p, 0] - seconds, load[p, 1] - films) - over[p]
        there = outside(window, q, load[q, 0] + seconds, load[q, 1] + films) - over[q]
        tempted = gain - price[p] * here - price[q] * there
        if tempted < 0 and not _is_lucky(chance, tempted / temperature):
            continue
        _go(d, w, choice)
        _rehouse(home, seats, placed, choice, bench)
        load[p, 0] -= seconds
        load[p, 1] -= films
        load[q, 0] += seconds
        load[q, 1] += films
        over[p] += here
        over[q] += there
        broken += here + there
        points[NOW] += gain
        if points[NOW] > points[BEST] + BETTER and broken <= BETTER:
            points[BEST] = points[NOW]
            for x in range(n):
                best[x] = home[x]


@compiled
def _total(values: Floats) -> float:
    """Return the sum."""
    total = 0.0
    for value in values:
        total += value
    return total


@inlined
def _drawn(chance: Chance, home: Ints, seats: Ints, placed: int, doors: int) -> tuple[int, int, int]:
    """Return a unit, the one it changes places with (or nobody), and the group it goes to."""
    if placed == 0 or share(chance) < MOVES:
        return below(chance, len(home)), NOBODY, below(chance, doors)
    j = below(chance, len(home))
    return seats[0, below(chance, placed)], j, home[j]


@inlined
def _gain(d: Floats, w: Floats, choice: Choice) -> float:
    """Return the points of a choice; where two change places, both counted their pair."""
    i, j, p, q = choice
    if j == NOBODY:
        return float(d[q, i] - d[p, i])
    bench = len(d) - 1
    pairs = int(p < bench) + int(q < bench)
    return float(d[q, i] - d[p, i] + d[p, j] - d[q, j] - pairs * w[i, j])


@inlined
def _exchanged(size: Floats, i: int, j: int) -> tuple[float, float]:
    """Return the seconds and films that i takes along, less what j (or nobody) brings."""
    if j == NOBODY:
        return size[i, 0], size[i, 1]
    return size[i, 0] - size[j, 0], size[i, 1] - size[j, 1]


@inlined
def _is_lucky(chance: Chance, loss: float) -> bool:
    """Say whether a loss (below 0, in temperatures) is taken all the same."""
    return loss > HOPELESS and share(chance) < math.exp(loss)


@compiled
def _go(d: Floats, w: Floats, choice: Choice) -> None:
    """Bring the points of all units in p and q up to date when i goes to q, and j (or nobody) to p."""
    i, j, p, q = choice
    for group, sign in ((p, 1.0), (q, -1.0)):
        if group != len(d) - 1:
            add(d[group], w[i], -sign)
            if j != NOBODY:
                add(d[group], w[j], sign)


@compiled
def _rehouse(home: Ints, seats: Ints, placed: Ints, choice: Choice, bench: int) -> None:
    """Let i go to q, and j (or nobody) to p; those in programs sit first."""
    i, j, p, q = choice
    home[i] = q
    if j != NOBODY:
        home[j] = p
        if q == bench:
            sit(seats, j, seats[1, i])
        elif p == bench:
            sit(seats, i, seats[1, j])
    elif q == bench:
        placed[0] -= 1
        sit(seats, i, placed[0])
    elif p == bench:
        sit(seats, i, placed[0])
        placed[0] += 1


@compiled
def _reprice(over: Floats, price: Floats, least: float) -> None:
    """Make programs outside their windows dearer, the others a little cheaper, but none cheaper than the least."""
    for p in range(len(over)):
        price[p] = price[p] * DEARER if over[p] > 0 else max(least, price[p] / CHEAPER)


@compiled
def spread(rules: Rules, state: State, draws: int, most: float) -> float:
    """Return the standard deviation of the gains of random choices, those above ``most`` (rules broken) aside."""
    count, total, squares = 0, 0.0, 0.0
    for _ in range(draws):
        i, j, q = _drawn(state.chance, state.home, state.seats, state.placed[0], rules.doors)
        gain = _gain(state.d, rules.w, (i, j, state.home[i], q))
        if state.home[i] != q and abs(gain) < most:
            count += 1
            total += gain
            squares += gain * gain
    return math.sqrt(max(0.0, squares / count - (total / count) ** 2)) if count else 0.0
