"""Repairing a published grid: no showing lost that need not be, then the fewest changes, then the best score.

What is broken has to change, so its number bounds the changes from below; conflicts of two showings, counted so that
none shares a showing with another, add one each, or those do that have to make room (`repair_bound`). First places are
looked for among those that all others leave to what is broken; then those may move besides that are in the way of what
has hardly a place. If that meets the bound, it is proven at once, and nothing else moves. If not, one model is asked:
what is broken, then what stands near it in growing circles, up to everything.

References
----------
H. El Sakkout, M. Wallace, 2000, https://doi.org/10.1023/A:1009856210543 (minimal perturbation in scheduling)

"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from matinee.engine.errors import Infeasible
from matinee.engine.grid.cpsat.fewest import Fewest
from matinee.engine.grid.cpsat.solving import ask
from matinee.engine.grid.damage import damage_of, is_sound
from matinee.engine.grid.model import NOWHERE
from matinee.engine.grid.repair_bound import Bound
from matinee.engine.grid.repair_places import narrowed
from matinee.engine.grid.score import points_of, raw_of
from matinee.engine.grid.search import mend, settle

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from matinee.engine.grid.cpsat.solving import Heard
    from matinee.engine.grid.damage import Damage
    from matinee.engine.grid.model import Grid, Model, Whole
    from matinee.engine.stop import Stop

ROUNDS, ROUNDS_WITH_OTHERS = 20, 60  # of a cooling of what is loose; where others may be driven out besides
MOST, TRIES = 60, 3  # others that may be, and coolings with them
CIRCLES = (40, 120)  # showings that may move besides the broken ones, before all may
FIRST_SHARE = 0.6  # of what is left of the budget, for the fewest changes


@dataclass(slots=True)
class Repaired:
    """A repaired grid: what it loses and changes, what is proven of that, and what may move in it."""

    grid: Grid
    lost: int
    changes: int
    fewest: int
    free: tuple[int, ...]

    @property
    def is_proven(self) -> bool:
        """Say whether no grid loses fewer showings, or as many and changes fewer."""
        return self.changes == self.fewest

    @property
    def is_least(self) -> bool:
        """Say whether it loses none and is proven."""
        return self.lost == 0 and self.is_proven


class Repair:
    """One repair."""

    def __init__(self, model: Model, seed: int) -> None:
        self._model, self._seed = model, seed
        self._damage: Damage = damage_of(model)
        self._fewest = self._damage.fewest  # proven of every grid that loses none

    def fewest_changes(self, stop: Stop) -> Repaired | None:
        """Return a grid of the fewest changes; None where time ran out first. Raises `Infeasible` with no words."""
        best = self._mended()
        if best is not None and not best.is_least and not stop.is_over():
            best = self._made_room(best, stop)
        if best is not None and best.is_least:
            return best
        for free in self._circles():
            part = stop.part(FIRST_SHARE)
            found = self._within(free, part)
            stop.spend(part.spent)
            best = best if found is None else _better(best, found)
            if (best is not None and best.is_least) or stop.is_over():
                break
        return best

    def _mended(self) -> Repaired | None:
        """Return what a search for places of loose tasks comes to: quick, and most often proven already."""
        model, damage = self._model, self._damage
        left = narrowed(model, damage.base, damage.loose)
        found = settle(left, damage, damage.loose, self._seed, ROUNDS)
        if found is None or not is_sound(model, found):
            found = mend(model, damage.base, self._seed)
        return None if found is None else self._repaired(found, damage.loose)

    def _made_room(self, best: Repaired, stop: Stop) -> Repaired:
        """Return what comes of letting move besides who is in the way of those with hardly a free place."""
        model, damage, bound = self._model, self._damage, Bound(self._model, self._damage)
        free = damage.loose.union(bound.in_the_way(MOST))
        left = narrowed(model, damage.base, free)
        is_bounded = False
        for seed in range(self._seed, self._seed + TRIES):
            found = settle(left, damage, free, seed, ROUNDS_WITH_OTHERS)
            if found is not None and is_sound(model, found):
                best = _better(best, self._repaired(found, free))
            if best.lost == 0 and not is_bounded:
                is_bounded = True
                self._fewest = max(self._fewest, damage.certain + bound.movers(self._seed))
                best.fewest = min(self._fewest, best.changes)
            if best.is_least or stop.is_over():
                break
        return best

    def _repaired(self, grid: Grid, free: Collection[int]) -> Repaired:
        lost, changes = count(self._model, grid)
        return Repaired(grid, lost, changes, min(self._fewest, changes), tuple(sorted(free)))

    def best_score(self, repaired: Repaired, stop: Stop, heard: Heard) -> float:
        """Improve the score at the same changes, in place; return a proven bound on the cost of such grids.

        The model leaves out what tasks that cannot move cost among themselves; the grid found tells how much that is.
        The bound holds where nothing else can move at that many changes.
        """
        left = narrowed(self._model, repaired.grid, repaired.free)
        fewest = Fewest(left, repaired.grid, repaired.free, is_scored=True)
        fewest.keep(repaired.lost, repaired.changes)
        fewest.hint(repaired.grid)
        found = ask(fewest, stop, self._seed, heard)
        if found.grid is None or found.value is None:
            return -math.inf
        repaired.grid = found.grid
        whole = -points_of(self._model, raw_of(self._model, found.grid))
        return found.bound + whole - found.value

    def is_whole(self, repaired: Repaired) -> bool:
        """Say whether no grid of as few changes moves anything else: all may move, or only what has to does."""
        is_least = repaired.lost == 0 and repaired.changes == self._damage.certain
        return len(repaired.free) == self._model.tasks or is_least

    def _within(self, free: tuple[int, ...], stop: Stop) -> Repaired | None:
        """Return the fewest changes where only some tasks may move."""
        model, is_all = self._model, len(free) == self._model.tasks
        fewest = Fewest(narrowed(model, self._damage.base, free), self._damage.base, free, is_scored=False)
        fewest.minimize()
        fewest.hint(self._damage.base)
        found = ask(fewest, stop, self._seed)
        if found.grid is None:
            if found.is_infeasible and is_all:
                raise Infeasible(())
            return None
        repaired = self._repaired(found.grid, free)
        if is_all and math.isfinite(found.bound):
            least = max(repaired.fewest, fewest.changes_at_least(found.bound, repaired.lost))
            repaired.fewest = min(least, repaired.changes)
        return repaired

    def _circles(self) -> Iterator[tuple[int, ...]]:
        """Yield growing sets of tasks that may move: the broken ones, with the nearest in time, all."""
        model, first = self._model, self._damage.loose
        everything = tuple(range(model.tasks))
        yield tuple(sorted(first))
        rest = np.array([task for task in everything if task not in first], dtype=np.int64)
        near = _nearness(model, rest, self._damage)
        for count_of in CIRCLES:
            if count_of < len(rest):
                yield tuple(sorted(first | set(rest[near[:count_of]].tolist())))
        if len(rest):
            yield everything


def _better(one: Repaired | None, other: Repaired) -> Repaired:
    """Return the one that loses and changes less, the other where they are alike."""
    return other if one is None or (other.lost, other.changes) <= (one.lost, one.changes) else one


def _nearness(model: Model, tasks: Whole, damage: Damage) -> Whole:
    """Return the order of tasks by the minutes from their start to that of the nearest broken one."""
    centres = [int(model.published_start[task]) for task in damage.loose if model.published_room[task] != NOWHERE]
    if not centres or not len(tasks):
        return np.arange(len(tasks))
    away = np.abs(model.published_start[tasks][:, None] - np.array(centres)[None, :]).min(axis=1)
    order: Whole = np.argsort(away, kind="stable")
    return order


def count(model: Model, grid: Grid) -> tuple[int, int]:
    """Return how many published showings have no place any more, and how many are changed (those included)."""
    had = model.published_room != NOWHERE
    is_lost = had & (grid.room == NOWHERE)
    is_changed = had & ((grid.room != model.published_room) | (grid.start != model.published_start))
    return int(is_lost.sum()), int(is_changed.sum())
