"""Heat-bath annealing of many states at once, through states that break time windows at a price.

A step picks one unit ``i`` in each of ``r`` states and looks at *all* its choices together: every program
it could move to (and the bench), every unit it could change places with. One of them is taken with the
probability of a heat bath, ``P(choice) ~ exp((gain - price * violation) / temperature)``, by the Gumbel
trick. So a step costs some forty numpy calls on ``(r, n)`` arrays and weighs ``r * n`` exchanges; the gains
come from ``d[r, p, i] = u_pi + sum_{j in p} w_ij``, kept up to date.

References
----------
M. Creutz, 1980, https://doi.org/10.1103/PhysRevD.21.2308 (heat bath);
X. Lai, J.-K. Hao, 2016, https://doi.org/10.1016/j.ejor.2016.05.025 (capacitated clustering through
infeasible space)

"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from matinee.engine.blocks.model import Bools, Floats, Frame, Ints, Model

NOISE = 1 << 20  # Gumbel numbers drawn once and read from random places
BLOCK = 1 << 12  # picks drawn at a time
MOST_DRAWS = 16


class Window:
    """How far each program of each state is from its upper and lower limit, shape ``(r, k + 1)``."""

    def __init__(self, up: Floats, down: Floats) -> None:
        self.up, self.down = up, down
        self.over = np.maximum(0.0, np.maximum(-up, -down))

    def add(self, r: Ints, p: Ints, size: Floats) -> None:
        """Put so much into program p of each state r."""
        self.up[r, p] -= size
        self.down[r, p] += size
        self.over[r, p] = np.maximum(0.0, np.maximum(-self.up[r, p], -self.down[r, p]))


class Bath:
    """States in a heat bath: ``home[r, i]`` is the program of unit i in state r, ``k`` the bench."""

    def __init__(self, model: Model, home: Ints, rng: np.random.Generator) -> None:
        self.model, self.rng = model, rng
        self.r, self.n, self.k = len(home), model.n, model.k
        self.rows = np.arange(self.r)
        self._prepare(model)
        self._noise = rng.gumbel(size=NOISE + self.r * (self.n + self.k + 1))
        self._picks = np.zeros((0, 1, self.r), dtype=np.intp)
        self._next = 0
        self.restart(home)

    def _prepare(self, model: Model) -> None:
        """Add the bench as program k and a unit n that is nothing, the partner of a plain move."""
        n, k = self.n, self.k
        bench = np.where(model.must, -model.never, 0.0)
        self.u = np.vstack([model.u, bench[None, :]])
        self.w = np.zeros((n + 1, n))
        self.w[:n] = model.w
        self.w2 = 2.0 * model.w
        self.t, self.c = np.append(model.t, 0.0), np.append(model.c, 0.0)
        self.high = np.append(model.high_s, np.inf)
        self.low = np.append(model.low_s, -np.inf)
        self.high_c, self.low_c = np.append(model.high_c, np.inf), np.append(model.low_c, -np.inf)
        self.counts_matter = bool((model.low_c > 0).any() or (model.high_c < n).any())
        self.swaps_count = self.counts_matter and bool((model.c != 1).any())
        self.per_count = float(np.median(model.t)) if n else 1.0  # one film too many is like so many seconds
        is_program = np.ones(k + 1)
        is_program[k] = 0.0
        self.is_program = is_program
        choices = (self.u > -model.never / 2).sum(axis=0)
        self.movable = np.flatnonzero(choices > 1)
        held = float(np.sum(model.high_s)) / max(1.0, float(model.t.sum()))  # the share of units that programs hold
        self.draws = int(np.clip(round(1.0 / max(held, 1e-9)), 1, MOST_DRAWS))

    def restart(self, home: Ints) -> None:
        """Put the states where ``home`` says, shape ``(r, n)``, and forget what was best."""
        self.home = home.copy()
        self.flat = self.home + self.rows[:, None] * (self.k + 1)
        member = np.zeros((self.r, self.k + 1, self.n))
        np.put_along_axis(member, self.home[:, None, :], 1.0, axis=1)
        self.d = self.u[None] + (member @ self.w[: self.n]) * self.is_program[None, :, None]
        self.own = np.take_along_axis(self.d, self.home[:, None, :], axis=1)[:, 0, :]
        single = self.u[self.home, np.arange(self.n)[None, :]]
        self.value = (self.own + single).sum(axis=1) / 2
        self.time = Window(self.high[None] - member @ self.t[:-1], member @ self.t[:-1] - self.low[None])
        self.count = Window(self.high_c[None] - member @ self.c[:-1], member @ self.c[:-1] - self.low_c[None])
        self.best_value = np.full(self.r, -np.inf)
        self.best_home = self.home.copy()
        self._keep(self.rows)

    @property
    def is_inside(self) -> Bools:
        """Say of each state whether it keeps every rule."""
        return np.asarray((self.broken(self.rows) <= 0) & (self.value > -self.model.never / 2))

    def broken(self, r: Ints) -> Floats:
        """Return by how much (seconds and films) the programs of these states break their windows."""
        return np.asarray(self.time.over[r].sum(axis=1) + self.count.over[r].sum(axis=1))

    def step(self, temperature: Floats, price: Floats) -> Ints:
        """Let one unit of each state choose; return the states that improved on their best.

        ``temperature`` and ``price`` (points for a second outside a window) have shape ``(r, 1)``.
        """
        i = self._pick()
        gains = self._gains(i)
        tempted = (gains - price * self._violations(i)) / temperature
        start = self.rng.integers(NOISE)
        tempted += self._noise[start : start + tempted.size].reshape(tempted.shape)
        choice = tempted.argmax(axis=1)
        p = self.home[self.rows, i]
        moved = np.flatnonzero(choice != self.n + p)
        if not moved.size:
            return moved
        return self._apply(moved, i[moved], choice[moved], gains[moved, choice[moved]])

    def gains_of_a_pick(self) -> Floats:
        """Return the gains of all choices of one unit of each state, shape ``(r, n + k + 1)``."""
        return self._gains(self._pick())

    def _pick(self) -> Ints:
        """Return a unit of each state, rather a placed one: it may change places with all the others anyway."""
        if self._next >= len(self._picks):
            shape = (BLOCK // self.draws, self.draws, self.r)
            self._picks = self.movable[self.rng.integers(len(self.movable), size=shape)]
            self._next = 0
        drawn = self._picks[self._next]
        self._next += 1
        if self.draws == 1:
            return np.asarray(drawn[0])
        is_placed = self.home[self.rows[None, :], drawn] < self.k
        return np.asarray(drawn[is_placed.argmax(axis=0), self.rows])

    def _gains(self, i: Ints) -> Floats:
        """Return the points of each choice: an exchange with each unit, then a move to each program and the bench."""
        p = self.home[self.rows, i]
        mine = self.own[self.rows, i][:, None]
        there = self.d[self.rows, :, i] - mine
        gains = np.empty((self.r, self.n + self.k + 1))
        swap = gains[:, : self.n]
        np.take(there, self.flat, out=swap, mode="clip")
        swap += self.d[self.rows, p]
        swap -= self.own
        swap -= self.w2[i]
        swap[self.home == p[:, None]] = -np.inf
        gains[:, self.n :] = there
        gains[self.rows, self.n + p] = 0.0
        return gains

    def _violations(self, i: Ints) -> Floats:
        """Return by how many seconds each choice breaks windows more (or less) than now."""
        p = self.home[self.rows, i]
        more = np.empty((self.r, self.n + self.k + 1))
        t = self.t[i][:, None]
        self._swap_violation(more[:, : self.n], self.t[:-1][None, :] - t, p, self.time)
        self._move_violation(more[:, self.n :], t, p, self.time)
        if self.counts_matter:
            self._count_violations(more, i, p)
        more[self.rows, self.n + p] = 0.0
        return more

    def _count_violations(self, more: Floats, i: Ints, p: Ints) -> None:
        c = self.c[i][:, None]
        extra = np.empty_like(more[:, self.n :])
        self._move_violation(extra, c, p, self.count)
        more[:, self.n :] += self.per_count * extra
        if self.swaps_count:
            extra = np.empty_like(more[:, : self.n])
            self._swap_violation(extra, self.c[:-1][None, :] - c, p, self.count)
            more[:, : self.n] += self.per_count * extra

    def _swap_violation(self, out: Floats, change: Floats, p: Ints, window: Window) -> None:
        """Program p gets ``change``, the other program loses it."""
        rows, up, down, over = self.rows, window.up, window.down, window.over
        mine = np.maximum(change - up[rows, p][:, None], -change - down[rows, p][:, None])
        np.maximum(mine, 0.0, out=mine)
        np.maximum(-change - up.take(self.flat), change - down.take(self.flat), out=out)
        np.maximum(out, 0.0, out=out)
        out += mine
        out -= over.take(self.flat)
        out -= over[rows, p][:, None]

    def _move_violation(self, out: Floats, size: Floats, p: Ints, window: Window) -> None:
        """Program p loses ``size``, each other program gets it."""
        rows, up, down, over = self.rows, window.up, window.down, window.over
        left = np.maximum(0.0, np.maximum(-size[:, 0] - up[rows, p], size[:, 0] - down[rows, p])) - over[rows, p]
        np.maximum(size - up, -size - down, out=out)
        np.maximum(out, 0.0, out=out)
        out -= over
        out += left[:, None]

    def _apply(self, r: Ints, i: Ints, choice: Ints, gain: Floats) -> Ints:
        is_swap = choice < self.n
        j = np.where(is_swap, choice, self.n)
        p = self.home[r, i]
        q = np.where(is_swap, self.home[r, np.minimum(choice, self.n - 1)], choice - self.n)
        change = self.w[i] - self.w[j]
        self.d[r, p] -= change * self.is_program[p][:, None]
        self.d[r, q] += change * self.is_program[q][:, None]
        self._settle(r, i, q)
        partner = np.flatnonzero(is_swap)
        self._settle(r[partner], j[partner], p[partner])
        self.own[r] = self.d[r[:, None], self.home[r], np.arange(self.n)[None, :]]
        self.value[r] += gain
        self._shift(r, p, self.t[j] - self.t[i], self.c[j] - self.c[i])
        self._shift(r, q, self.t[i] - self.t[j], self.c[i] - self.c[j])
        return self._keep(r)

    def _settle(self, r: Ints, i: Ints, program: Ints) -> None:
        self.home[r, i] = program
        self.flat[r, i] = program + r * (self.k + 1)

    def _shift(self, r: Ints, p: Ints, seconds: Floats, films: Floats) -> None:
        self.time.add(r, p, seconds)
        if self.counts_matter:
            self.count.add(r, p, films)

    def _keep(self, r: Ints) -> Ints:
        """Remember states that keep every rule and are the best of their row; return those rows."""
        hope: Ints = r[self.value[r] > self.best_value[r] + 1e-9]
        if not hope.size:
            return hope
        better: Ints = hope[(self.broken(hope) <= 0) & (self.value[hope] > -self.model.never / 2)]
        self.best_value[better] = self.value[better]
        self.best_home[better] = self.home[better]
        return better


def fill(model: Frame, states: int, rng: np.random.Generator) -> NDArray[np.intp]:
    """Return random states ``(states, n)`` whose programs are about full.

    Units that must play come first, the least free and longest of them before the others; each goes where there is
    most room.
    """
    home = np.full((states, model.n), model.k, dtype=np.intp)
    choices = model.is_allowed.sum(axis=0)
    wish = model.high_s if model.must.all() else (model.low_s + model.high_s) / 2
    for r in range(states):
        size = model.t * rng.uniform(0.8, 1.2, model.n)
        order = np.lexsort(
            (np.where(model.must, -size, rng.random(model.n)), np.where(model.must, choices, 0), ~model.must)
        )
        room, room_c = wish.copy(), model.high_c.copy()
        for i in order:
            p = _roomiest(model, int(i), room, room_c)
            if p is not None:
                home[r, i] = p
                room[p] -= model.t[i]
                room_c[p] -= model.c[i]
    return home


def _roomiest(model: Frame, i: int, room: Floats, room_c: Floats) -> int | None:
    """Return the program with most room for a unit; who must play gets one even where there is none."""
    fits = model.is_allowed[:, i] & (room >= model.t[i]) & (room_c >= model.c[i])
    if not fits.any():
        if not model.must[i] or not model.is_allowed[:, i].any():
            return None
        fits = model.is_allowed[:, i]
    return int(np.where(fits, room, -np.inf).argmax())
