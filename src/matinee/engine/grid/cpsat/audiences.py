"""People who want two events and can see only one cost."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matinee.engine.grid.cpsat.builder import Builder


def add(builder: Builder) -> None:
    """Let each pair of events earn its people where a showing of one can be followed by one of the other."""
    model = builder.model
    pairs = zip(model.pairs.a.tolist(), model.pairs.b.tolist(), model.pairs.people.tolist(), strict=True)
    for a, b, people in pairs:
        tasks = (*model.tasks_of[a], *model.tasks_of[b])
        weight = people * model.weights["cannot_see_both"]
        if weight == 0 or builder.is_fixed(*tasks):
            continue
        seen = builder.cp.new_bool_var("")
        ways = []
        for one in model.tasks_of[a]:
            for other in model.tasks_of[b]:
                ways += [builder.after(one, other), builder.after(other, one)]
        builder.cp.add_bool_or([*ways, seen.negated()])
        builder.cost(seen, -weight)
        builder.fixed_cost += weight
