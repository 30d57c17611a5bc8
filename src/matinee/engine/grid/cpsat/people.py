"""One place for a person, and guests where they are wished.

Each duty gets a literal for each task that says the person attends it. For fixed duties it says no more and no less
than that the person is there (inside their windows); of `any` duties they choose one task.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from ortools.sat.python import cp_model

from matinee.engine.grid.attendance import duties_of_people
from matinee.engine.grid.cpsat.repeats import is_numbered_in_time
from matinee.engine.grid.model import ANY, FIRST, NOWHERE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matinee.engine.grid.cpsat.builder import Builder, Literal


class Attended(NamedTuple):
    """A duty at a task, and the literal that says the person attends it."""

    duty: int
    task: int
    literal: Literal


def add(builder: Builder) -> list[list[Attended]]:
    """Add every person some of whose tasks may move; return what each may attend."""
    found = []
    for duties in duties_of_people(builder.model).values():
        model = builder.model
        tasks = [task for duty in duties for task in model.tasks_of[model.duties.event[duty]]]
        if not builder.is_fixed(*tasks):
            attended = [one for duty in duties for one in _attend(builder, duty)]
            _one_place(builder, attended)
            found.append(attended)
    return found


def _attend(builder: Builder, duty: int) -> list[Attended]:
    """Return the literals of one duty, and let what is missed cost."""
    model, cp = builder.model, builder.cp
    tasks = model.tasks_of[model.duties.event[duty]]
    kind = int(model.duties.kind[duty])
    asked = _firsts(builder, tasks) if kind == FIRST else [builder.placed[task] for task in tasks]
    is_hard = bool(model.person_is_hard[model.duties.person[duty]])
    there = [_there(builder, duty, task) for task in tasks]
    weight = int(model.duties.guests[duty]) * model.weights["guests_lost"]
    found = [Attended(duty, task, cp.new_bool_var("")) for task in tasks]
    for one, ask, inside in zip(found, asked, there, strict=True):
        cp.add_implication(one.literal, ask)
        cp.add_implication(one.literal, inside)
        if kind != ANY:
            missed = builder.false if is_hard else cp.new_bool_var("")
            cp.add_bool_or([one.literal, ask.negated(), inside.negated()])
            cp.add_bool_or([one.literal, ask.negated(), missed])
            builder.cost(missed, weight)
    if kind == ANY:
        missed = builder.false if is_hard else cp.new_bool_var("")
        cp.add_at_most_one([one.literal for one in found])
        for ask in asked:
            cp.add_bool_or([*(one.literal for one in found), ask.negated(), missed])
        builder.cost(missed, weight)
    return found


def _there(builder: Builder, duty: int, task: int) -> Literal:
    """Return a literal that says whether the start of a task lies inside the person's windows, both ways round."""
    model, cp = builder.model, builder.cp
    if task not in builder.free:
        return builder.true if model.is_there(duty, int(builder.base.start[task])) else builder.false
    starts = builder.starts_of(task)
    is_inside = model.there(duty, starts)
    if is_inside.all():
        return builder.true
    if not is_inside.any():
        return builder.false
    inside, outside = starts[is_inside].tolist(), starts[~is_inside].tolist()
    literal = cp.new_bool_var("")
    cp.add_linear_expression_in_domain(builder.start[task], cp_model.Domain.from_values(inside)).only_enforce_if(
        literal
    )
    cp.add_linear_expression_in_domain(builder.start[task], cp_model.Domain.from_values(outside)).only_enforce_if(
        literal.negated()
    )
    return literal


def _firsts(builder: Builder, tasks: Sequence[int]) -> list[Literal]:
    """Return for each task of an event a literal that says it is the first in time."""
    cp, placed, start = builder.cp, builder.placed, builder.start
    event = int(builder.model.event[tasks[0]])
    is_ordered = builder.model.is_premiere[event] or is_numbered_in_time(builder, event)
    if is_ordered or len(tasks) == 1:
        return [placed[tasks[0]], *(builder.false for _ in tasks[1:])]
    firsts = [cp.new_bool_var("") for _ in tasks]
    for i, literal in enumerate(firsts):
        cp.add_implication(literal, placed[tasks[i]])
        cp.add_bool_or([*firsts, placed[tasks[i]].negated()])
        for j, other in enumerate(tasks):
            if i != j:
                margin = int(j < i)  # of two at once the lower number is the first
                cp.add(start[other] >= start[tasks[i]] + margin).only_enforce_if([literal, placed[other]])
    cp.add_at_most_one(firsts)
    return firsts


def _one_place(builder: Builder, attended: Sequence[Attended]) -> None:
    """Leave the way between any two tasks that a person attends."""
    model, cp = builder.model, builder.cp
    before, after = model.duties.before, model.duties.after
    for one, other in combinations(attended, 2):
        is_choice = one.duty == other.duty and model.duties.kind[one.duty] in {ANY, FIRST}
        if is_choice or builder.is_fixed(one.task, other.task) or NOWHERE in {one.task, other.task}:
            continue
        forth = builder.after(one.task, other.task, int(after[one.duty] + before[other.duty]))
        back = builder.after(other.task, one.task, int(after[other.duty] + before[one.duty]))
        cp.add_bool_or([forth, back, one.literal.negated(), other.literal.negated()])
    if len(attended) > 2:  # noqa: PLR2004 (two are a pair)
        cp.add_no_overlap([_interval(builder, one) for one in attended])


def _interval(builder: Builder, one: Attended) -> cp_model.IntervalVar:
    model = builder.model
    before, after = int(model.duties.before[one.duty]), int(model.duties.after[one.duty])
    begins = builder.start[one.task] - before
    size = before + int(model.during[one.task]) + after
    return builder.cp.new_optional_fixed_size_interval_var(begins, size, one.literal, "")
