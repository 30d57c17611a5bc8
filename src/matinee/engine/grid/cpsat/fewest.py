"""The fewest changes: lost showings first, then changed ones; or the best score at a number of both."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from ortools.sat.python import cp_model

from matinee.engine.grid.cpsat.rules import Whole
from matinee.engine.grid.model import NOWHERE

if TYPE_CHECKING:
    from collections.abc import Collection

    from matinee.engine.grid.model import Grid, Model

ROUNDING = 1e-6


class Fewest(Whole):
    """A model that counts changes to the published grid; tasks that may not move are counted as ``base`` has them."""

    def __init__(self, model: Model, base: Grid, free: Collection[int], *, is_scored: bool) -> None:
        super().__init__(model, base, free, is_scored=is_scored)
        fixed = [t for t in range(model.tasks) if t not in self.free and model.published_room[t] != NOWHERE]
        gone = sum(1 for task in fixed if base.room[task] == NOWHERE)
        was = zip(model.published_room, model.published_start, strict=True)
        places = list(zip(base.room, base.start, strict=True))
        moved = sum(1 for task, place in enumerate(was) if task in set(fixed) and places[task] != place)
        self._lost = cp_model.LinearExpr.sum([self.placed[task].negated() for task in self.stays]) + gone
        self._changes = cp_model.LinearExpr.sum([stays.negated() for stays in self.stays.values()]) + moved
        self._price = model.tasks + 1  # of a lost showing, in changes

    def minimize(self) -> None:
        """Ask for the fewest lost showings, then the fewest changes, then as many new showings placed as can be."""
        new = [self.placed[task] for task in self.free if task not in self.stays]
        self.cp.minimize((self._lost * self._price + self._changes) * self._price - cp_model.LinearExpr.sum(new))

    def changes_at_least(self, bound: float, lost: int) -> int:
        """Return what a bound on the objective proves of the changes, where so many showings are lost."""
        return math.ceil(bound / self._price - ROUNDING) - lost * self._price

    def keep(self, lost: int, changes: int) -> None:
        """Hold both numbers and ask for the best score."""
        self.cp.add(self._lost <= lost)
        self.cp.add(self._changes <= changes)
        self.cp.minimize(self.cost_expression())
