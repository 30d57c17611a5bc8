"""Some showing of one event has ended before any showing of another starts."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matinee.engine.grid.cpsat.builder import Builder


def add(builder: Builder) -> None:
    """Add each precedence; a showing of the first event is named that ends in time for all of the second."""
    model, cp = builder.model, builder.cp
    for a, b, gap in model.precedence:
        if builder.is_fixed(*model.tasks_of[a], *model.tasks_of[b]):
            continue
        for other in model.tasks_of[b]:
            ahead = []
            for one in model.tasks_of[a]:
                literal = cp.new_bool_var("")
                ends = builder.start[one] + int(model.during[one]) + gap
                cp.add_implication(literal, builder.placed[one])
                cp.add(builder.start[other] >= ends).only_enforce_if(literal)
                ahead.append(literal)
            for one in model.tasks_of[a]:  # where nothing of the first is placed, nothing is asked
                cp.add_bool_or([*ahead, builder.placed[one].negated(), builder.placed[other].negated()])
