"""The variables of a grid, and the cost that its rules add up.

A task has a start, a literal for each auditorium it may be in, and one that says it is placed at all; a task without a
place keeps the first start of its domain. With ``free`` given, all other tasks stay where ``base`` has them: their
variables are constants, so a neighbourhood of a large festival is a small model.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ortools.sat.python import cp_model

from matinee.engine.grid.model import NOWHERE
from matinee.engine.grid.spans import minutes_of

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from matinee.engine.grid.model import Grid, Model, Whole

    Literal = cp_model.IntVar
    Start = cp_model.IntVar


class Builder:
    """A model being built; rules are functions that take it."""

    def __init__(self, model: Model, base: Grid | None = None, free: Collection[int] | None = None) -> None:
        self.model, self.cp = model, cp_model.CpModel()
        self.free = frozenset(range(model.tasks) if free is None else free)
        self.base = model.empty() if base is None else base
        self.true, self.false = self.cp.new_constant(1), self.cp.new_constant(0)
        self.costs: list[tuple[Literal, int]] = []  # thousandths of a point for one unit
        self.fixed_cost = 0
        self.start: list[Start] = []
        self.placed: list[Literal] = []
        self.at: list[dict[int, Literal]] = []
        self._after: dict[tuple[int, int, int], Literal] = {}
        self._starts: dict[int, Whole] = {}
        self._places: list[dict[int, Literal]] = []
        self.place_of_room = places_of(model)
        self._room_of_place = {place: room for room, place in enumerate(self.place_of_room)}
        for task in range(model.tasks):
            self._add_task(task)

    def _add_task(self, task: int) -> None:
        if task not in self.free:
            room = int(self.base.room[task])
            self.start.append(self.cp.new_constant(int(self.base.start[task])))
            self.placed.append(self.cp.new_constant(int(room != NOWHERE)))
            self.at.append({} if room == NOWHERE else {room: self.true})
            return
        domain = {room: self.model.starts(task, room) for room in self.model.domains[task]}
        every = minutes_of(
            tuple(span for spans in self.model.domains[task].values() for span in spans), self.model.step
        )
        start = self.cp.new_int_var_from_domain(cp_model.Domain.from_values(every.tolist() or [0]), f"start {task}")
        at = {room: self.cp.new_bool_var(f"{task} in {room}") for room in domain}
        must = bool(self.model.must[task] or self.model.locked[task])
        placed = self.true if must else self.cp.new_bool_var(f"placed {task}")
        self.cp.add_exactly_one([*at.values(), placed.negated()])
        for room, starts in domain.items():
            if len(starts) < len(every):
                inside = cp_model.Domain.from_values(starts.tolist())
                self.cp.add_linear_expression_in_domain(start, inside).only_enforce_if(at[room])
        if not must:
            self.cp.add(start == int(every[0]) if len(every) else start == 0).only_enforce_if(placed.negated())
        self.start.append(start)
        self.placed.append(placed)
        self.at.append(at)

    def starts_of(self, task: int) -> Whole:
        """Return every start a task may have in any room, in order."""
        if task not in self._starts:
            spans = {span for spans in self.model.domains[task].values() for span in spans}
            self._starts[task] = minutes_of(tuple(spans), self.model.step)
        return self._starts[task]

    def cost(self, variable: Literal, thousandths: int) -> None:
        """Let one unit of a variable cost so much."""
        if thousandths:
            self.costs.append((variable, thousandths))

    def is_fixed(self, *tasks: int) -> bool:
        """Say whether none of these tasks may move."""
        return self.free.isdisjoint(tasks)

    def places(self, task: int) -> dict[int, Literal]:
        """Return literals for the places (venues, or rooms where ways inside a venue count) a task may be at."""
        while len(self._places) <= task:
            self._places.append(self._make_places(len(self._places)))
        return self._places[task]

    def _make_places(self, task: int) -> dict[int, Literal]:
        by_place: dict[int, list[Literal]] = {}
        for room, literal in self.at[task].items():
            by_place.setdefault(self.place_of_room[room], []).append(literal)
        found = {}
        for place, literals in by_place.items():
            found[place] = literals[0]
            if len(literals) > 1:
                found[place] = self.cp.new_bool_var("")
                self.cp.add(cp_model.LinearExpr.sum(literals) == found[place])
        return found

    def after(self, one: int, other: int, pad: int = 0) -> Literal:
        """Return a literal that implies: from the end of one task, ``pad`` minutes and the way, the other begins."""
        key = (one, other, pad)
        if key not in self._after:
            literal = self.cp.new_bool_var("")
            self._after[key] = literal
            self.cp.add_implication(literal, self.placed[one])
            self.cp.add_implication(literal, self.placed[other])
            ends = self.start[one] + int(self.model.during[one]) + pad
            for place, here in self.places(one).items():
                ways = self.way(place, other)
                least = min((minutes for minutes, _ in ways), default=0)
                more = [(minutes - least, there) for minutes, there in ways if minutes > least]
                extra = cp_model.LinearExpr.weighted_sum([v for _, v in more], [m for m, _ in more]) if more else 0
                self.cp.add(self.start[other] >= ends + least + extra).only_enforce_if([literal, here])
        return self._after[key]

    def way(self, place: int, other: int) -> list[tuple[int, Literal]]:
        """Return the minutes from a place to each place another task may be at, with its literal."""
        rooms, way = self._room_of_place, self.model.way
        return [(int(way[rooms[place], rooms[there]]), literal) for there, literal in self.places(other).items()]


def places_of(model: Model) -> Sequence[int]:
    """Return a number for each room; rooms of one venue share it where no minutes lie between them."""
    problem = model.problem
    if problem.same_venue_min:
        return range(len(problem.auditoriums))
    venues = {room.venue: v for v, room in enumerate(problem.auditoriums)}
    return [venues[room.venue] for room in problem.auditoriums]
