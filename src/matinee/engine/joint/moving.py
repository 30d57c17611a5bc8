"""Programs under way to where their makers can be: films move one by one, and whole programs change their times.

A cooling of the blocks moves a film or two at a time, so what belongs together cannot go to another day but through
states in which it is torn apart. So between its slices the programs themselves are exchanged: with ``b_cp = sum_{i in
c} u_pi``, what the films of content c are worth in program p (its makers' presence at p's times included), contents
change places at random and are kept with the probability ``min(1, exp(gain / temperature))``. No pair of films is torn
and a look costs O(1), as ``b`` is reckoned once for many. At the end of a cooling hardly an exchange of two programs is
left that would help.

References
----------
S. Kirkpatrick, C. D. Gelatt, M. P. Vecchi, 1983, https://doi.org/10.1126/science.220.4598.671
R. E. Burkard, M. Dell'Amico, S. Martello, 2012, https://doi.org/10.1137/1.9781611972238 (assignment problems)

"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from matinee.engine.blocks.anneal import anneal
from matinee.engine.blocks.schedule import CHOICES
from matinee.engine.blocks.state import BEST, NOW, outside, settle
from matinee.engine.chance import below, share
from matinee.engine.compiled import compiled

if TYPE_CHECKING:
    from collections.abc import Callable

    from matinee.engine.blocks.model import Floats, Ints
    from matinee.engine.blocks.state import Rules, State
    from matinee.engine.stop import Stop

LOOKS = 10  # at pairs of programs for each program, between two slices of moving films
BETTER = 1e-9


def cool(rules: Rules, state: State, stop: Stop, heat: Callable[[float], float]) -> None:
    """Cool a state down over the whole of ``stop``, one step at least; a step is 5,000 choices and one exchange."""
    programs, is_first = len(rules.u) - 1, True
    while is_first or not stop.is_over():
        temperature = heat(_done(stop))
        if programs > 1:
            exchange(rules, state, temperature, LOOKS * programs)
        anneal(rules, state, temperature, CHOICES)
        stop.spend()
        is_first = False


def _done(stop: Stop) -> float:
    """Return how much of the stop is used up, from 0 to 1, whichever of seconds and steps goes faster."""
    seconds = 0.0 if stop.budget_s is None else stop.elapsed_s / max(stop.budget_s, 1e-9)
    steps = 0.0 if stop.steps is None else stop.spent / max(stop.steps, 1)
    return min(1.0, max(seconds, steps))


@compiled
def exchange(rules: Rules, state: State, temperature: float, looks: int) -> None:
    """Let whole programs change places; ``over`` and the points are brought up to date at the end."""
    u, window, home, price, chance = rules.u, rules.window, state.home, state.price, state.chance
    k = len(u) - 1
    worth = _worth(u, home)
    load = state.load.copy()
    holds = np.arange(k + 1)  # which content a program holds; the bench keeps its own
    for _ in range(looks):
        p, q = below(chance, k), below(chance, k)
        a, b = holds[p], holds[q]
        gain = worth[a, q] + worth[b, p] - worth[a, p] - worth[b, q]
        gain -= price[p] * (outside(window, p, load[b, 0], load[b, 1]) - outside(window, p, load[a, 0], load[a, 1]))
        gain -= price[q] * (outside(window, q, load[a, 0], load[a, 1]) - outside(window, q, load[b, 0], load[b, 1]))
        if gain >= 0 or share(chance) < math.exp(gain / temperature):
            holds[p], holds[q] = b, a
    _rehouse(rules, state, holds)


@compiled
def _worth(u: Floats, home: Ints) -> Floats:
    """Return what the films of each content are worth in each program, shape ``(k + 1, k + 1)``."""
    worth = np.zeros((len(u), len(u)))
    for i in range(len(home)):
        for p in range(len(u)):
            worth[home[i], p] += u[p, i]
    return worth


@compiled
def _rehouse(rules: Rules, state: State, holds: Ints) -> None:
    """Give each program the content it now holds, and keep the state if it is the best."""
    home, points = state.home, state.points
    to = np.empty_like(holds)
    for p in range(len(holds)):
        to[holds[p]] = p
    for i in range(len(home)):
        home[i] = to[home[i]]
    settle(rules, state)
    broken = 0.0
    for over in state.over:
        broken += over
    if points[NOW] > points[BEST] + BETTER and broken <= BETTER:
        points[BEST] = points[NOW]
        for i in range(len(home)):
            state.best[i] = home[i]
