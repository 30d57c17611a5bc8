"""The search over one model: cool, polish, remember columns, put the best together; again until time is over."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from matinee.engine.blocks import trade
from matinee.engine.blocks.columns import Columns, to_columns
from matinee.engine.blocks.fill import fill
from matinee.engine.blocks.memory import Memory
from matinee.engine.blocks.partition import Pool, homes, partition
from matinee.engine.blocks.polish import polish
from matinee.engine.blocks.schedule import FIRST_PRICE, Cooling, cool, scale_of
from matinee.engine.blocks.state import BEST, rules_of, state_at

if TYPE_CHECKING:
    from collections.abc import Callable

    from matinee.engine.blocks.columns import Column
    from matinee.engine.blocks.likeness import Likeness
    from matinee.engine.blocks.model import Floats, Ints, Model
    from matinee.engine.blocks.state import State
    from matinee.engine.stop import Stop

ASSEMBLY = 0.1  # share of the seconds (or steps) that may go into putting columns together
FIRST_S, FIRST_STEPS = 4e-5, 0.2  # the first cooling, for each unit and program
FRESH, REHEAT, WARM = Cooling(), Cooling(hot=0.23), Cooling(hot=0.1)  # from anywhere, a good state, an earlier answer
REHEATS, REHEAT_SIZE = 6, 0.5  # after a fresh cooling, and their size against it
CRUMB = 0.6  # a cooling that would take a larger share of what is left takes it all
LONGER, LONGEST = 4.0, 16.0  # each next family of coolings, and the longest: beyond, several do better than one
BEFORE_PROOF = 0.2  # share of what is left for the first cooling, where a proof comes after it


class _Stage(NamedTuple):
    """Where a cooling begins or has ended."""

    home: Ints
    score: float
    price: Floats
    scale: float  # of heat


class Search:
    """A search and the best it has found."""

    def __init__(self, model: Model, stop: Stop, seed: int, likeness: Likeness | None = None) -> None:
        self.model, self.stop = model, stop
        self.about = likeness.about() if likeness is not None else np.zeros((model.k, 0))
        self.heard: Callable[[Search], None] | None = None
        self.rescue: Callable[[Model], Ints | None] | None = None
        self.prover: Callable[[Search], None] | None = None
        self.ceiling: float | None = None
        self.rng = np.random.default_rng(seed)
        self.columns = Columns(model)
        self.memory = Memory(self.columns)
        self.best_home: Ints | None = None
        self.best_score = -np.inf
        self.rules = rules_of(model)
        self._assembling = 0.0
        self._champion: _Stage | None = None

    def offer(self, home: Ints) -> float:
        """Score a state that keeps the rules, and keep it if it is the best; returns its score."""
        columns = to_columns(self.model, home)
        scores = self.columns.scores(columns)
        self.memory.remember(columns, scores)
        is_inside = all(self.columns.is_inside(column) for column in columns)
        if not is_inside or bool((self.model.must & (home == self.model.k)).any()):
            return -np.inf
        score = float(scores.sum()) - self.columns.edition_shortfall(np.flatnonzero(home < self.model.k))
        if np.isfinite(score) and score > self.best_score + trade.SAME:
            self.best_score, self.best_home, self.memory.best = score, home.copy(), columns
            if self.heard is not None:
                self.heard(self)
        return score

    def run(self, warm: Ints | None = None) -> None:
        """Search until the stop; the best is in ``best_home`` (None where no state kept every rule)."""
        if warm is not None and np.isfinite(self.offer(warm)):
            self.offer(self._polished(warm))
        if not self.model.n or not self.model.k:
            self._only(np.full(self.model.n, self.model.k, dtype=np.intp))
            return
        if not self._movable():
            self._only(fill(self.model, self.rng))
            return
        size = 1.0
        while self._champion is None or not self.stop.is_over():
            size = self._family(size, warm)
            if self.is_proven:
                return

    def _family(self, size: float, warm: Ints | None) -> float:
        """Cool a state down, and again and again from the best it has become; return the size of the next family.

        Where there is no room left for a whole family, the best one goes on instead.
        """
        is_first = self._champion is None
        best, again = self._champion, size
        if best is None or self._has_room(size):
            home = warm if is_first else None
            best, again = self._round(self._part(size), self._begin(home), FRESH if home is None else WARM), size
        if self.best_home is None and is_first:
            self._save()
        if self.prover is not None:
            self.prover(self)
        for _ in range(REHEATS):
            if self.is_proven or self.stop.is_over():
                break
            next_one = self._round(self._part(again * REHEAT_SIZE), best, REHEAT)
            best = next_one if next_one.score >= best.score else best
        if self._champion is None or best.score > self._champion.score:
            self._champion = best
        return min(LONGEST, again * LONGER)

    def _has_room(self, size: float) -> bool:
        """Say whether a fresh family of this size can be finished."""
        return self._need(size) * (1 + REHEATS * REHEAT_SIZE) < min(self.stop.left_s, self.stop.left_steps)

    def _movable(self) -> bool:
        """Say whether any unit has a choice."""
        return bool(((self.rules.u > -self.model.never / 2).sum(axis=0) > 1).any())

    @property
    def pool(self) -> dict[Column, float]:
        """Return the columns that were seen and their scores."""
        return self.memory.scores

    @property
    def is_proven(self) -> bool:
        """Say whether nothing can be better than the best."""
        return self.ceiling is not None and self.best_score >= self.ceiling - trade.SAME * max(1.0, abs(self.ceiling))

    def _only(self, home: Ints) -> None:
        """Offer the only state there is: it is the best, or nothing keeps the rules."""
        if np.isfinite(self.offer(home)):
            self.ceiling = self.best_score
        else:
            self._save()

    def _save(self) -> None:
        """Ask for any state that keeps the rules, or a proof that there is none (an exception)."""
        home = None if self.rescue is None else self.rescue(self.model)
        if home is not None and np.isfinite(self.offer(home)):
            self.offer(self._polished(home))

    def _need(self, size: float) -> float:
        """Return the seconds (or steps) of a cooling of this size."""
        unit = FIRST_S if self.stop.steps is None else FIRST_STEPS
        return unit * size * self.model.n * (self.model.k + 1)

    def _part(self, size: float) -> Stop:
        """Return a stop for one cooling; what is left is not split into a cooling and a crumb."""
        left = self.stop.left_s if self.stop.steps is None else self.stop.left_steps
        share = self._need(size) / max(left, 1e-9)
        if self.prover is not None and self.best_home is None:
            return self.stop.part(min(share, BEFORE_PROOF))
        return self.stop.part(share if share < CRUMB else 0.9)

    def _begin(self, home: Ints | None) -> _Stage:
        """Return where a family begins: prices and heat fit for the state."""
        start = fill(self.model, self.rng) if home is None else home
        state = state_at(self.rules, start, self.rng)
        scale = scale_of(self.rules, state, self.model.never / 2)
        return _Stage(start, -np.inf, np.full_like(state.price, FIRST_PRICE * scale / self.rules.a_film_s), scale)

    def _round(self, part: Stop, stage: _Stage, cooling: Cooling) -> _Stage:
        """Cool a state down, improve what it has become, and say where to go on from."""
        state, scale = state_at(self.rules, stage.home, self.rng), stage.scale
        state.price[:] = stage.price
        cool(self.rules, state, part, lambda done: scale * cooling.heat(done), lambda: self._see(state))
        self.stop.spend(max(part.spent, 1))
        if not np.isfinite(state.points[BEST]):
            return _Stage(state.home, -np.inf, state.price, scale)
        self.offer(state.best)
        home = self._polished(state.best)
        score = self.offer(home)
        self._assemble()
        return _Stage(home, score, state.price, scale)

    def _see(self, state: State) -> None:
        """Take note of a cold state, and of the best it has been."""
        self.memory.see(state.home)
        if np.isfinite(state.points[BEST]):
            self.memory.see(state.best)

    def _polished(self, home: Ints) -> Ints:
        part = self.stop.part(0.5)
        result = polish(self.columns, home, part)
        self.stop.spend(part.spent)
        return result

    def _assemble(self) -> None:
        """Put the best columns together, polish that, and again while it helps; not more than a share of the work."""
        if self._assembling > ASSEMBLY * self._used():
            return
        before = self._used()
        self.memory.learn()
        while not self.stop.is_over() and len(self.pool) > self.model.k:
            pool = Pool(list(self.pool), np.array(list(self.pool.values())))
            found = partition(self.columns, pool, self.best_score, self.stop)
            self.stop.spend(50)
            score = self.best_score
            if found.columns is not None:
                self.offer_columns(found.columns)
            if self.best_score <= score + trade.SAME:
                break
        self._assembling += self._used() - before

    def _used(self) -> float:
        """Return the seconds used so far, or the steps where those count."""
        return self.stop.elapsed_s if self.stop.steps is None else float(self.stop.spent)

    def offer_columns(self, columns: list[Column]) -> None:
        """Offer the state of these columns, polished."""
        home = homes(columns, self.model.k, self.model.n)
        self.offer(home)
        self.offer(self._polished(home))
