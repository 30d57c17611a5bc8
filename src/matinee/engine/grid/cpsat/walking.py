"""Minutes of way between two duties that follow soon cost."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from ortools.sat.python import cp_model

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matinee.engine.grid.cpsat.builder import Builder
    from matinee.engine.grid.cpsat.people import Attended


def add(builder: Builder, people: Sequence[Sequence[Attended]]) -> None:
    """Count the ways of each person between any two tasks attended, both ways round."""
    if not builder.model.weights["walking"] or not builder.model.way.any():
        return
    for attended in people:
        for one, other in combinations(attended, 2):
            if one.task != other.task and not builder.is_fixed(one.task, other.task):
                _between(builder, one, other)


def _between(builder: Builder, one: Attended, other: Attended) -> None:
    walked = builder.cp.new_int_var(0, int(builder.model.way.max()), "")
    builder.cost(walked, builder.model.weights["walking"])
    for first, second in ((one, other), (other, one)):
        _one_way(builder, first, second, walked)


def _one_way(builder: Builder, first: Attended, second: Attended, walked: cp_model.IntVar) -> None:
    """Let the way cost unless the second begins long after the first has ended, or before it."""
    model, cp = builder.model, builder.cp
    pad = int(model.duties.after[first.duty] + model.duties.before[second.duty])
    ends = builder.start[first.task] + int(model.during[first.task]) + pad
    begins = builder.start[second.task]
    is_late, is_before = cp.new_bool_var(""), cp.new_bool_var("")
    cp.add(begins >= ends + model.problem.walk_within_min).only_enforce_if(is_late)
    cp.add(begins < ends).only_enforce_if(is_before)
    for place, here in builder.places(first.task).items():
        ways = [(minutes, there) for minutes, there in builder.way(place, second.task) if minutes]
        if not ways:
            continue
        way = cp_model.LinearExpr.weighted_sum([there for _, there in ways], [minutes for minutes, _ in ways])
        near = [first.literal, second.literal, here, is_late.negated(), is_before.negated()]
        cp.add(walked >= way).only_enforce_if(near)
