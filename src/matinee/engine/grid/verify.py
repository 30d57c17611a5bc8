"""An independent check of a grid: every rule again, every term counted again, from the document alone.

It goes through showings one at a time and two at a time where the solvers reason with numbers and models, and finds its
own ways between venues.
"""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from matinee.engine.decision import read_decision
from matinee.engine.grid.verify_parts import Decision, Shown, Town
from matinee.engine.grid.verify_people import Attendants
from matinee.engine.grid.verify_rules import Rules
from matinee.engine.grid.words import showing_of
from matinee.engine.references import require_known
from matinee.engine.solution import Term, Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matinee.engine.grid.contract import GridProblem
    from matinee.engine.grid.verify_parts import Grid
    from matinee.engine.problem import Check


class Checker:
    """One problem, made ready to check many decisions."""

    def __init__(self, problem: GridProblem) -> None:
        self.problem = problem
        self.town = Town(problem)
        self._events = {event.id: event for event in problem.events}
        self._rooms = {room.id: room for room in problem.auditoriums}
        self._rules = Rules(problem)
        self._audiences = _audiences(problem)
        self._people = Attendants(problem, self.town.minutes)

    def check(self, output: object) -> Verdict:
        """Return what is broken in a decision, and what it scores."""
        decision = read_decision(Decision, output)
        require_known([one.event for one in decision.showings], self._events, "showings[{}].event")
        require_known([one.auditorium for one in decision.showings], self._rooms, "showings[{}].auditorium")
        broken: list[str] = []
        grid = self._grid(decision, broken)
        by_room: dict[str, list[Shown]] = {}
        for shown in (one for showings in grid.values() for one in showings):
            broken += self._rules.alone(shown)
            by_room.setdefault(shown.room.id, []).append(shown)
        for showings in by_room.values():
            showings.sort(key=lambda one: (one.taken, one.until))
            broken += [
                _overlap(a, b) for a, b in combinations(showings, 2) if b.taken < a.until + a.room.turnaround_min
            ]
        broken += [*self._rules.together(grid), *self._rules.promises(grid)]
        people = self._people.of(grid)
        broken += people.broken
        raw = self._raw(grid, by_room) | {"guests_lost": people.guests_lost, "walking": people.walking_min}
        terms = {name: _term(raw[name], getattr(self.problem.weights, name)) for name in raw}
        return Verdict(violations=tuple(broken), score=sum(term.points for term in terms.values()), terms=terms)

    def _grid(self, decision: Decision, broken: list[str]) -> Grid:
        grid: Grid = {}
        seen = set()
        for one in decision.showings:
            event, room = self._events[one.event], self._rooms[one.auditorium]
            if not 1 <= one.showing <= event.showings:
                broken.append(f"{event.name} has a showing {one.showing}, and {event.showings} are wanted")
            elif (one.event, one.showing) in seen:
                broken.append(f"{showing_of(event, one.showing)} stands twice")
            else:
                seen.add((one.event, one.showing))
                ends = one.start_min + event.during_min
                taken, until = one.start_min - event.before_min, ends + event.after_min
                grid.setdefault(event.id, []).append(Shown(event, one.showing, room, one.start_min, ends, taken, until))
        return grid

    # What it costs

    def _raw(self, grid: Grid, by_room: dict[str, list[Shown]]) -> dict[str, int]:
        placed = [one for showings in grid.values() for one in showings]
        changes, moved = self._changes({(one.event.id, one.number): one for one in placed})
        events = self.problem.events
        return {
            "unplaced": sum(event.showings for event in events) - len(placed),
            "guests_lost": 0,
            "cannot_see_both": sum(n for a, b, n in self._audiences if not self._can_see(grid.get(a), grid.get(b))),
            "unseated": sum(max(0, e.demand - sum(s.room.seats for s in grid.get(e.id, ()))) for e in events),
            "off_daypart": sum(_away(one) for one in placed),
            "turnaround": sum(self._hurry(showings) for showings in by_room.values()),
            "walking": 0,
            "changes": changes,
            "moved": moved,
        }

    def _can_see(self, one: Sequence[Shown] | None, other: Sequence[Shown] | None) -> bool:
        for a in one or ():
            for b in other or ():
                way = self.town.minutes(a.room, b.room)
                if a.ends + way <= b.start or b.ends + way <= a.start:
                    return True
        return False

    def _hurry(self, showings: Sequence[Shown]) -> int:
        comfort = self.problem.comfort_min
        gaps = [other.taken - one.until - one.room.turnaround_min for one, other in pairwise(showings)]
        return sum(min(comfort, max(0, comfort - gap)) for gap in gaps)

    def _changes(self, places: dict[tuple[str, int], Shown]) -> tuple[int, int]:
        changes = moved = 0
        for was in self.problem.published:
            now = places.get((was.event, was.showing))
            if now is None or (now.room.id, now.start) != (was.auditorium, was.start_min):
                changes += 1
            moved += 0 if now is None else abs(now.start - was.start_min)
        return changes, moved


def checker(problem: GridProblem) -> Check:
    """Return the check of one output document."""
    return Checker(problem).check


def _term(raw: int, weight: float) -> Term:
    return Term(float(raw), -weight, -weight * raw)


def _overlap(one: Shown, other: Shown) -> str:
    cleaning = f" with {one.room.turnaround_min} minutes of cleaning" if one.room.turnaround_min else ""
    return f"{one.name} and {other.name} overlap in {one.room.name}{cleaning}"


def _away(one: Shown) -> int:
    wished = one.event.wished_windows
    return min(max(a - one.start, one.start - b, 0) for a, b in wished) if wished else 0


def _audiences(problem: GridProblem) -> list[tuple[str, str, int]]:
    """Return people who want both of two events: those told, then those of strand and tags."""
    told = {frozenset((pair.a, pair.b)): pair.people for pair in problem.audiences}
    strand, tag = problem.overlap.strand, problem.overlap.tag
    if strand or tag:
        for one, other in combinations(problem.events, 2):
            share = tag * len(set(one.tags).intersection(other.tags))
            if one.strand is not None and one.strand == other.strand:
                share += strand
            told.setdefault(frozenset((one.id, other.id)), round(min(one.demand, other.demand) * min(1.0, share)))
    return [(*sorted(pair), people) for pair, people in told.items() if people]  # type: ignore[misc]  # pairs have two
