"""Showings without a place cost; a must has one."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matinee.engine.grid.cpsat.builder import Builder


def add(builder: Builder) -> None:
    """Count the tasks without a place."""
    weight = builder.model.weights["unplaced"]
    builder.fixed_cost += weight * builder.model.tasks
    for placed in builder.placed:
        builder.cost(placed, -weight)
