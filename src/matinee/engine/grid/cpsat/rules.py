"""All rules of a grid in one model."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ortools.sat.python import cp_model

from matinee.engine.grid.cpsat import (
    audiences,
    changes,
    dayparts,
    people,
    precedence,
    repeats,
    rooms,
    seats,
    unplaced,
    walking,
)
from matinee.engine.grid.cpsat.builder import Builder

if TYPE_CHECKING:
    from collections.abc import Collection

    from matinee.engine.grid.model import Grid, Model


class Whole(Builder):
    """A model with every rule; ``stays`` says for each published task that it stays.

    Without ``has_rooms`` an auditorium holds any number of things at a time, to ask whether that is what clashes.
    """

    def __init__(
        self,
        model: Model,
        base: Grid | None = None,
        free: Collection[int] | None = None,
        *,
        is_scored: bool = True,
        has_rooms: bool = True,
    ) -> None:
        super().__init__(model, base, free)
        unplaced.add(self)
        if has_rooms:
            rooms.add(self)
        repeats.add(self)
        precedence.add(self)
        attended = people.add(self)
        self.stays = changes.add(self)
        if is_scored:
            walking.add(self, attended)
            seats.add(self)
            dayparts.add(self)
            audiences.add(self)

    def cost_expression(self) -> cp_model.LinearExprT:
        """Return the cost in thousandths; that of tasks that cannot move is left out."""
        variables = [variable for variable, _ in self.costs]
        weights = [weight for _, weight in self.costs]
        return cp_model.LinearExpr.weighted_sum(variables, weights) + self.fixed_cost

    def hint(self, grid: Grid) -> None:
        """Begin from a grid."""
        for task in self.free:
            room = int(grid.room[task])
            self.cp.add_hint(self.start[task], int(grid.start[task]))
            for other, literal in self.at[task].items():
                self.cp.add_hint(literal, other == room)
