"""What one showing's place costs: only the terms it takes part in, so that a large festival is looked at quickly."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from matinee.engine.grid.attendance import attendance_of, duties_of_people
from matinee.engine.grid.model import NOWHERE, SCALE, TERMS, Grid
from matinee.engine.grid.score import off_daypart, turnaround_in

if TYPE_CHECKING:
    from matinee.engine.grid.model import Model


class Around:
    """A grid, looked at one task at a time."""

    def __init__(self, model: Model, grid: Grid) -> None:
        self.model, self.grid = model, grid.copy()
        self._duties = duties_of_people(model)
        self._people: dict[int, list[int]] = defaultdict(list)
        for person, duties in self._duties.items():
            for duty in duties:
                self._people[int(model.duties.event[duty])].append(person)
        self._pairs: dict[int, list[tuple[int, int]]] = defaultdict(list)
        pairs = model.pairs
        for a, b, people in zip(pairs.a.tolist(), pairs.b.tolist(), pairs.people.tolist(), strict=True):
            self._pairs[a].append((b, people))
            self._pairs[b].append((a, people))

    def tasks_in(self, room: int) -> list[int]:
        """Return the tasks in a room."""
        return [int(task) for task in np.flatnonzero(self.grid.room == room)]

    def people_of(self, task: int) -> list[int]:
        """Return the people with a duty at a task's event."""
        return self._people[int(self.model.event[task])]

    def duties_of(self, person: int) -> list[int]:
        """Return a person's duties."""
        return self._duties[person]

    def raw(self, task: int, rooms: tuple[int, ...]) -> dict[str, int]:
        """Return the terms that a task takes part in, with the turnarounds of some rooms, in their own units."""
        model, grid = self.model, self.grid
        event, room, start = int(model.event[task]), int(grid.room[task]), int(grid.start[task])
        stays = [attendance_of(model, self._duties[person], grid) for person in self._people[event]]
        tasks = model.tasks_of[event]
        seats = sum(int(model.seats[grid.room[t]]) for t in tasks if grid.room[t] != NOWHERE)
        was = (int(model.published_room[task]), int(model.published_start[task]))
        is_published, is_placed = was[0] != NOWHERE, room != NOWHERE
        return {
            "unplaced": int(not is_placed),
            "guests_lost": sum(int(model.duties.guests[duty]) for one in stays for duty, _ in one.missed),
            "cannot_see_both": sum(people for other, people in self._pairs[event] if not self._can_see(event, other)),
            "unseated": max(0, int(model.demand[event]) - seats),
            "off_daypart": off_daypart(model, task, start) if is_placed else 0,
            "turnaround": sum(turnaround_in(model, grid, one) for one in set(rooms) if one != NOWHERE),
            "walking": sum(one.walking_min for one in stays),
            "changes": int(is_published and (room, start) != was),
            "moved": abs(start - was[1]) if is_published and is_placed else 0,
        }

    def move(self, task: int, room: int, start: int) -> None:
        """Put a task elsewhere."""
        self.grid.room[task], self.grid.start[task] = room, start

    def costs_of_moving(self, task: int, room: int, start: int) -> dict[str, float]:
        """Return what a place costs more than the one a task has, by term in points; below 0 it costs less."""
        here = (int(self.grid.room[task]), int(self.grid.start[task]))
        rooms = (here[0], room)
        before = self.raw(task, rooms)
        self.move(task, room, start)
        after = self.raw(task, rooms)
        self.move(task, *here)
        return {
            name: (after[name] - before[name]) * self.model.weights[name] / SCALE
            for name in TERMS
            if after[name] != before[name] and self.model.weights[name]
        }

    def costs_of(self, task: int) -> dict[str, float]:
        """Return what the place of a task costs, by term in points: of guests, walks and gaps what it adds."""
        here = (int(self.grid.room[task]), int(self.grid.start[task]))
        now = self.raw(task, here[:1])
        self.move(task, NOWHERE, 0)
        less = self.raw(task, here[:1])
        self.move(task, *here)
        for name in ("guests_lost", "turnaround", "walking"):
            now[name] -= less[name]
        weights = self.model.weights
        return {name: now[name] * weights[name] / SCALE for name in TERMS if now[name] > 0 and weights[name]}

    def _can_see(self, one: int, other: int) -> bool:
        model, grid = self.model, self.grid
        for a in model.tasks_of[one]:
            for b in model.tasks_of[other]:
                if NOWHERE in {int(grid.room[a]), int(grid.room[b])}:
                    continue
                way = int(model.way[grid.room[a], grid.room[b]])
                forth = grid.start[a] + model.during[a] + way <= grid.start[b]
                if forth or grid.start[b] + model.during[b] + way <= grid.start[a]:
                    return True
        return False
