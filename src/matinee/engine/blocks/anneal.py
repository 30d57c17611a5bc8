"""Heat-bath annealing through states that break time windows at a price, many exchanges at once.

A step matches the programs of a state at random in pairs. Exchanges inside different pairs do not touch each other, so
for every pair all of them are weighed together (each film of one program for each of the other, or for nothing: a
plain move). A heat bath takes one, ``P ~ exp((gain - price * violation) / temperature)``, by the Gumbel trick. Every
other step matches each program with its own part of the bench instead. Several states go side by side where programs
are few. The gains come from ``d[r, p, i] = u_pi + sum_{j in p} w_ij``, kept up to date; a step costs some fifty numpy
calls whatever it weighs.

References
----------
M. Creutz, 1980, https://doi.org/10.1103/PhysRevD.21.2308 (heat bath)

"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from matinee.engine.blocks.model import Bools, Floats, Frame, Ints, Model

NOISE = 1 << 20  # Gumbel numbers drawn once and read from random places
SPARE = 4  # empty places of a program at first
SIDE = 24  # units of one program weighed in a step; of longer programs a part, another each time
BENCH = 64  # units of the bench that one program weighs in a step
CELLS = 3_000  # exchanges weighed in a step, about
MOST_STATES = 12


class Window:
    """How far each program of each state is from its upper and lower limit, shape ``(r * (k + 1),)``."""

    def __init__(self, total: Floats, low: Floats, high: Floats) -> None:
        self.up, self.down = (high[None] - total).ravel(), (total - low[None]).ravel()
        self.over = np.maximum(0.0, np.maximum(-self.up, -self.down))

    def add(self, group: Ints, size: Floats) -> None:
        """Put so much into each of these groups."""
        self.up[group] -= size
        self.down[group] += size
        self.over[group] = np.maximum(0.0, np.maximum(-self.up[group], -self.down[group]))


class _Pairs(NamedTuple):
    """What a step weighs: in row b, units of one group against units of another; the last of each is nothing (n)."""

    r: Ints  # (b,) state
    p: Ints  # (b,) program
    q: Ints  # (b,) the other program, or the bench
    mine: Ints  # (b, c) units of p
    yours: Ints  # (b, e) units of q
    my_seat: Ints  # (b, c) where they sit
    your_seat: Ints  # (b, e), of no meaning for the bench


class Bath:
    """States in a heat bath: ``home[r, i]`` is the program of unit i in state r, ``k`` the bench; unit n is nothing."""

    def __init__(self, model: Model, states: int, rng: np.random.Generator) -> None:
        self.model, self.rng = model, rng
        self.r, self.n, self.k = states, model.n, model.k
        self.rows = np.arange(states)
        self._prepare(model)
        self._noise = rng.gumbel(size=NOISE)
        self.restart(fill(model, states, rng))

    @staticmethod
    def states_for(model: Model) -> int:
        """Return how many states side by side fill a step: many for few programs, one for many."""
        size = min(float(SIDE), max(2.0, model.n / max(1, model.k)))
        return int(np.clip(CELLS / (size * size * max(1, model.k) / 2), 1, MOST_STATES))

    def _prepare(self, model: Model) -> None:
        n, k = self.n, self.k
        self.u = np.zeros((k + 1, n + 1))
        self.u[:k, :n] = model.u
        self.u[k, :n] = np.where(model.must, -model.never, 0.0)
        self.w = np.zeros((n + 1, n + 1))
        self.w[:n, :n] = model.w
        self.shared = (self.w.ravel(), 2.0 * self.w.ravel())  # counted once against the bench, twice between programs
        self.t, self.c = np.append(model.t, 0.0), np.append(model.c, 0.0)
        self.counts_matter = bool((model.low_c > 0).any() or (model.high_c < n).any())
        self.per_count = float(np.median(model.t)) if n else 1.0  # one film too many is like so many seconds
        choices = (self.u[:, :n] > -model.never / 2).sum(axis=0)
        self.movable = np.flatnonzero(choices > 1)
        may_wait = (self.u[k, :n] > -model.never / 2).any()
        self.bench_share = 0.0 if not may_wait else 1.0 if k == 1 else 0.5
        self.part = max(1, min(BENCH, -(-n // max(1, k))))

    def restart(self, home: Ints) -> None:
        """Put the states where ``home`` says, shape ``(r, n)``, and forget what was best."""
        n, k = self.n, self.k
        self.home = np.hstack([home, np.full((self.r, 1), k + 1)])
        member = np.zeros((self.r, k + 1, n + 1))
        np.put_along_axis(member[:, :, :n], self.home[:, None, :n], 1.0, axis=1)
        sums = member @ self.w
        sums[:, k] = 0.0
        d = self.u[None] + sums
        own = np.take_along_axis(d[:, :, :n], home[:, None, :], axis=1)[:, 0]
        self.value = (own + self.u[home, np.arange(n)[None, :]]).sum(axis=1) / 2
        self.d = d.reshape(self.r * (k + 1), n + 1)
        model = self.model
        low, high = np.append(model.low_s, -np.inf), np.append(model.high_s, np.inf)
        self.time = Window(member @ self.t, low, high)
        low, high = np.append(model.low_c, -np.inf), np.append(model.high_c, np.inf)
        self.count = Window(member @ self.c, low, high)
        self._seat()
        self.best_value = np.full(self.r, -np.inf)
        self.best_home = home.copy()
        self._keep()

    def _seat(self) -> None:
        """Give the units of each program places: the first so many are taken."""
        members = [[np.flatnonzero(home == p) for p in range(self.k)] for home in self.states]
        self.taken = np.array([[len(units) for units in row] for row in members], dtype=np.intp).reshape(self.r, self.k)
        self.seats = np.full((self.r, self.k, int(self.taken.max(initial=0)) + SPARE), self.n, dtype=np.intp)
        for r, row in enumerate(members):
            for p, units in enumerate(row):
                self.seats[r, p, : len(units)] = units

    @property
    def states(self) -> Ints:
        """Return the program of each unit in each state, shape ``(r, n)``."""
        return self.home[:, : self.n]

    def broken(self) -> Floats:
        """Return by how much (seconds and films) the programs of each state break their windows, shape ``(r,)``."""
        over = self.time.over + self.count.over if self.counts_matter else self.time.over
        return np.asarray(over.reshape(self.r, self.k + 1).sum(axis=1))

    def step(self, temperature: Floats, price: Floats) -> Ints:
        """Let every pair of each state choose; return the states that improved on their best.

        ``temperature`` and ``price`` (points for a second outside a window) have shape ``(r,)``.
        """
        pairs = self._with_bench() if self.rng.random() < self.bench_share else self._programs()
        mine, yours = self._moves(pairs)
        tempted = mine[:, :, None] + yours[:, None, :]
        tempted -= self._between(pairs)
        tempted -= price[pairs.r, None, None] * self._violations(pairs)
        tempted /= temperature[pairs.r, None, None]
        start = int(self.rng.integers(max(1, NOISE - tempted.size)))
        tempted += np.resize(self._noise[start : start + tempted.size], tempted.shape)
        choice = tempted.reshape(len(pairs.r), -1).argmax(axis=1)
        a, b = np.divmod(choice, pairs.yours.shape[1])
        return self._apply(pairs, a, b)

    def gains(self) -> Floats:
        """Return the gains of a step's exchanges, for their scale."""
        pairs = self._programs() if self.k > 1 else self._with_bench()
        mine, yours = self._moves(pairs)
        both = mine[:, :, None] + yours[:, None, :]
        both -= self._between(pairs)
        return np.asarray(both[np.isfinite(both) & (both != 0.0) & (np.abs(both) < self.model.never / 2)])

    def _programs(self) -> _Pairs:
        """Match the programs at random in pairs, the same in every state."""
        half = self.k // 2
        order = self.rng.permutation(self.k)
        p, q = order[:half], order[half : 2 * half]
        r = np.repeat(self.rows, half)
        p, q = np.tile(p, self.r), np.tile(q, self.r)
        mine, my_seat = self._sample(r, p)
        yours, your_seat = self._sample(r, q)
        return _Pairs(r, p, q, mine, yours, my_seat, your_seat)

    def _sample(self, r: Ints, p: Ints) -> tuple[Ints, Ints]:
        """Return up to ``SIDE`` units of each of these programs and their seats, and at last nothing."""
        taken = self.taken[r, p]
        side = min(SIDE, int(taken.max(initial=1)))
        start = (self.rng.random(len(r)) * taken).astype(np.intp)
        seat = (start[:, None] + np.arange(side)[None, :]) % np.maximum(taken, side)[:, None]
        units = np.full((len(r), side + 1), self.n, dtype=np.intp)
        units[:, :side] = self.seats[r[:, None], p[:, None], seat]
        return units, np.hstack([seat, np.zeros((len(r), 1), dtype=np.intp)])

    def _with_bench(self) -> _Pairs:
        """Match each program with its own part of the bench: units dealt out at random, those placed left out."""
        k, part = self.k, self.part
        dealt = self.rng.permutation(self.n)[: k * part]
        hands = np.full(k * part, self.n, dtype=np.intp)
        hands[: len(dealt)] = dealt
        waiting = self.home[:, hands] == k
        yours = np.full((self.r, k, part + 1), self.n, dtype=np.intp)
        yours[:, :, :part] = np.where(waiting, hands[None, :], self.n).reshape(self.r, k, part)
        rows = self.r * k
        r, p = np.repeat(self.rows, k), np.tile(np.arange(k), self.r)
        mine, my_seat = self._sample(r, p)
        return _Pairs(r, p, np.full(rows, k), mine, yours.reshape(rows, -1), my_seat, my_seat)

    def _moves(self, pairs: _Pairs) -> tuple[Floats, Floats]:
        """Return what each unit gains by going over; nothing gains nothing, and an empty place is no choice."""
        width = self.n + 1
        p, q = (pairs.r * (self.k + 1) + pairs.p) * width, (pairs.r * (self.k + 1) + pairs.q) * width
        flat, mine, yours = self.d.reshape(-1), pairs.mine, pairs.yours
        gain = flat.take(q[:, None] + mine) - flat.take(p[:, None] + mine)
        other = flat.take(p[:, None] + yours) - flat.take(q[:, None] + yours)
        for values, units in ((gain, mine), (other, yours)):
            values[units == self.n] = -np.inf
            values[:, -1] = 0.0
        return gain, other

    def _between(self, pairs: _Pairs) -> Floats:
        """Return what an exchange does not win, as the two units part: both gains counted their pair."""
        shared = self.shared[self._once_or_twice(pairs.q) - 1]
        return np.asarray(shared.take(pairs.mine[:, :, None] * (self.n + 1) + pairs.yours[:, None, :]))

    def _once_or_twice(self, q: Ints) -> int:
        """Return how often the gains count the pair of an exchange: units on the bench have no pairs."""
        return 2 if q[0] < self.k else 1

    def _violations(self, pairs: _Pairs) -> Floats:
        """Return how many seconds (and films) the two programs are outside their windows after each exchange."""
        over = self._outside(pairs, self.t, self.time)
        if self.counts_matter:
            over += self.per_count * self._outside(pairs, self.c, self.count)
        return over

    def _outside(self, pairs: _Pairs, size: Floats, window: Window) -> Floats:
        change = size[pairs.yours][:, None, :] - size[pairs.mine][:, :, None]
        p = pairs.r * (self.k + 1) + pairs.p
        out = np.maximum(change - window.up[p, None, None], -window.down[p, None, None] - change)
        np.maximum(out, 0.0, out=out)
        if pairs.q[0] < self.k:
            q = pairs.r * (self.k + 1) + pairs.q
            other = np.maximum(-window.up[q, None, None] - change, change - window.down[q, None, None])
            np.maximum(other, 0.0, out=other)
            out += other
        return out

    def _apply(self, pairs: _Pairs, a: Ints, b: Ints) -> Ints:
        every = np.arange(len(a))
        i, j = pairs.mine[every, a], pairs.yours[every, b]
        moved = np.flatnonzero((i < self.n) | (j < self.n))
        if not moved.size:
            return moved
        i, j, my_seat = i[moved], j[moved], pairs.my_seat[moved, a[moved]]
        r, p, q = pairs.r[moved], pairs.p[moved], pairs.q[moved]
        here, there = r * (self.k + 1) + p, r * (self.k + 1) + q
        gain = (
            self.d[there, i]
            - self.d[here, i]
            + self.d[here, j]
            - self.d[there, j]
            - self._once_or_twice(q) * self.w[i, j]
        )
        change = self.w[j] - self.w[i]
        self.d[here] += change
        self.home[r, i], self.home[r, j] = q, p
        self.home[r, self.n] = self.k + 1
        self._reseat(r, p, my_seat, i, j)
        seconds, films = self.t[j] - self.t[i], self.c[j] - self.c[i]
        self._fill_windows(here, seconds, films)
        if q[0] < self.k:
            self.d[there] -= change
            self._reseat(r, q, pairs.your_seat[moved, b[moved]], j, i)
            self._fill_windows(there, -seconds, -films)
        self.value += np.bincount(r, weights=gain, minlength=self.r)
        return self._keep()

    def _reseat(self, r: Ints, p: Ints, seat: Ints, out: Ints, into: Ints) -> None:
        """Let ``into`` sit where ``out`` sat; one that only comes sits down last, the last fills a place left."""
        last = self.taken[r, p]
        if int(last.max()) >= self.seats.shape[2]:
            more = np.full((self.r, self.k, SPARE), self.n, dtype=np.intp)
            self.seats = np.concatenate([self.seats, more], axis=2)
        self.seats[r, p, np.where(out == self.n, last, seat)] = into
        left = np.flatnonzero(into == self.n)
        if left.size:
            where, end = (r[left], p[left]), last[left] - 1
            self.seats[(*where, seat[left])] = self.seats[(*where, end)]
            self.seats[(*where, end)] = self.n
            self.taken[where] = end
        come = np.flatnonzero(out == self.n)
        if come.size:
            self.taken[r[come], p[come]] += 1

    def _fill_windows(self, group: Ints, seconds: Floats, films: Floats) -> None:
        self.time.add(group, seconds)
        if self.counts_matter:
            self.count.add(group, films)

    def _keep(self) -> Ints:
        """Remember states that keep every rule and are their best so far; return which."""
        hope = self.value > self.best_value + 1e-9
        if not hope.any():
            return np.zeros(0, dtype=np.intp)
        better: Bools = hope & (self.broken() <= 0) & (self.value > -self.model.never / 2)
        self.best_value[better] = self.value[better]
        self.best_home[better] = self.states[better]
        return np.flatnonzero(better)


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
