"""How many showings have to make room for those that lost their place, and which ones could.

A relaxation: whoever makes room is gone for nothing, unless looked at. Looked at are what is broken and what moved in
the last answer. Of such a task those places count that nobody is in the way of, and those that one showing is in the
way of, in runs of starts of at most half an hour; of runs in an auditorium of which any two starts meet, one is taken.
All other places take two showings out of the way. Tasks with many free places need nobody to make room and are left
out. So the least number of showings that move here bounds that of every grid that loses none.

References
----------
R. Dechter, J. Pearl, 1987, https://doi.org/10.1016/0004-3702(87)90002-6 (bounds from relaxed problems)
J. N. Hooker, G. Ottosson, 2003, https://doi.org/10.1007/s10107-003-0375-9 (a master problem that grows)

"""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from ortools.sat.python import cp_model

from matinee.engine.grid.model import NOWHERE
from matinee.engine.grid.repair_clashes import Clashes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matinee.engine.grid.damage import Damage
    from matinee.engine.grid.model import Model, Whole
    from matinee.engine.grid.repair_clashes import Mask

NARROW = 60  # free places up to which a task is looked at
RUN_MIN = 30
ROUNDS = 3  # of looking at what moved
EFFORT = 0.6  # deterministic seconds of the solver for one round
ROUNDING = 1e-6
OTHERS = 2  # showings out of the way of any other place, at least
FREE = -1  # nobody in the way


class Run(NamedTuple):
    """Places of a task in one auditorium, and who is in the way of all of them; minutes taken whichever it has."""

    blocker: int
    room: int
    begins: int
    ends: int


class Look(NamedTuple):
    """What is seen of a task: free places, runs of places with one in the way at most, whether there are others."""

    free: int
    runs: tuple[Run, ...]
    has_others: bool


class Bound:
    """The relaxation of one repair."""

    def __init__(self, model: Model, damage: Damage) -> None:
        self._model, self._base = model, damage.base
        self._clashes = Clashes(model, damage.base)
        self._is_broken = (model.published_room != NOWHERE) & (damage.base.room == NOWHERE)
        self._looks: dict[int, Look] = {}
        for task in sorted(damage.loose):
            if model.published_room[task] != NOWHERE:
                self._looks[task] = self._look(task)

    def in_the_way(self, most: int) -> list[int]:
        """Return who stands in the way of tasks with few places, what is most often in the way first."""
        count = Counter(
            blocker
            for look in self._narrow().values()
            for blocker in {run.blocker for run in look.runs}
            if blocker != FREE
        )
        return [task for task, _ in sorted(count.items(), key=lambda item: (-item[1], item[0]))[:most]]

    def movers(self, seed: int) -> int:
        """Return how many showings besides the broken ones change at least in a grid that loses none."""
        least = 0
        for _ in range(ROUNDS):
            master = _Master(self._is_broken)
            for task, look in self._narrow().items():
                master.add(task, look)
            bound, moved = master.solve(seed)
            least = max(least, bound)
            new = [task for task in moved if task not in self._looks]
            if not new:
                break
            self._looks |= {task: self._look(task) for task in new}
        return least

    def _narrow(self) -> dict[int, Look]:
        return {task: look for task, look in self._looks.items() if look.free <= NARROW}

    def _look(self, task: int) -> Look:
        places = self._clashes.places(task)
        stays = self._base.room != NOWHERE
        stays[task] = False
        meets: dict[int, Mask] = {}
        for other, mask in self._clashes.of(task, places, stays):
            meets[other] = meets[other] | mask if other in meets else mask
        hits = np.zeros(len(places.start), dtype=np.int16)
        for mask in meets.values():
            hits += mask
        free = int((hits == 0).sum())
        if free > NARROW:
            return Look(free, (), has_others=True)
        blocker = np.full(len(hits), FREE)
        for other, mask in meets.items():
            blocker[mask] = other
        seen = hits <= 1
        runs = self._runs(task, blocker[seen], places.room[seen], places.start[seen])
        return Look(free, tuple(runs), bool((~seen).any()))

    def _runs(self, task: int, blocker: Whole, room: Whole, start: Whole) -> list[Run]:
        """Return places ``(places,)`` as runs."""
        model, runs = self._model, []
        order = np.lexsort((start, room, blocker))
        last = (FREE - 1, NOWHERE, 0)
        for who, where, when in zip(blocker[order].tolist(), room[order].tolist(), start[order].tolist(), strict=True):
            begins = when - int(model.before[task])
            if (who, where) != last[:2] or when - last[2] > RUN_MIN:
                last = (who, where, when)
                runs.append(Run(who, where, begins, begins + int(model.length[task] + model.turnaround[where])))
            runs[-1] = runs[-1]._replace(begins=begins)
        return runs


class _Master:
    """The relaxed problem as a model."""

    def __init__(self, is_broken: Sequence[bool] | Whole) -> None:
        self._is_broken, self._cp = is_broken, cp_model.CpModel()
        self._moves: dict[int, cp_model.IntVar] = {}
        self._lost: list[cp_model.IntVar] = []
        self._far: list[cp_model.IntVar] = []
        self._taken: dict[int, list[tuple[int, int, cp_model.IntVar]]] = {}

    def add(self, task: int, look: Look) -> None:
        """Give a task a place, or lose it."""
        cp = self._cp
        lost, far = cp.new_bool_var(""), cp.new_bool_var("")
        self._lost.append(lost)
        chosen = [lost] if not look.has_others else [lost, far]
        if look.has_others:
            self._far.append(far)
        for run in look.runs:
            literal = cp.new_bool_var("")
            chosen.append(literal)
            if run.blocker != FREE:
                cp.add_implication(literal, self._moved(run.blocker))
            if run.begins < run.ends:
                self._taken.setdefault(run.room, []).append((run.begins, run.ends, literal))
        cp.add_bool_or(chosen if self._is_broken[task] else [*chosen, self._moved(task).negated()])

    def solve(self, seed: int) -> tuple[int, list[int]]:
        """Return a bound on how many move where none is lost, and who moves."""
        cp, moves = self._cp, cp_model.LinearExpr.sum(list(self._moves.values()))
        for taken in self._taken.values():
            for minute in {begins for begins, _, _ in taken}:
                cp.add_at_most_one([literal for begins, ends, literal in taken if begins <= minute < ends])
        for far in self._far:
            cp.add(moves >= OTHERS).only_enforce_if(far)
        price = len(self._moves) + 1
        cp.minimize(cp_model.LinearExpr.sum(self._lost) * price + moves)
        solver = cp_model.CpSolver()
        solver.parameters.num_workers, solver.parameters.random_seed = 1, seed
        solver.parameters.max_deterministic_time = EFFORT
        solver.parameters.catch_sigint_signal = False
        status = solver.solve(cp)
        has_answer = status in {cp_model.OPTIMAL, cp_model.FEASIBLE}
        moved = [task for task, literal in self._moves.items() if has_answer and solver.value(literal)]
        bound = solver.best_objective_bound
        return math.ceil(bound - ROUNDING) if math.isfinite(bound) and bound > 0 else 0, moved

    def _moved(self, task: int) -> cp_model.IntVar:
        if task not in self._moves:
            self._moves[task] = self._cp.new_bool_var(f"{task} moves")
        return self._moves[task]
