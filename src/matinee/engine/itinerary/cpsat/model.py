"""Which showings, as a model for CP-SAT, with our own stop rules.

References
----------
L. Perron, F. Didier, S. Gay, 2023, https://doi.org/10.4230/LIPIcs.CP.2023.3

"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, NamedTuple

from ortools.sat.python import cp_model

from matinee.engine.itinerary.choices import MILLIONTHS, SCALE
from matinee.engine.itinerary.cliques import cliques_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matinee.engine.itinerary.choices import Choices
    from matinee.engine.itinerary.problem import ItineraryProblem
    from matinee.engine.problem import How

LOOK_S = 0.02
STEP = 1e-3  # a step is a thousandth of the solver's own deterministic seconds


class Found(NamedTuple):
    """The places of the showings chosen (None: none found in time), and the bound in points where one is proven."""

    chosen: tuple[int, ...] | None
    bound: float | None


class Model:
    """One problem; ``x[i]`` says that showing i is gone to, ``pause[k]`` that a meal is taken in a pause."""

    def __init__(self, problem: ItineraryProblem, choices: Choices) -> None:
        self._problem = problem
        self._choices = choices
        self._model = cp_model.CpModel()
        self._x = [self._model.new_bool_var("") for _ in choices.showings]
        self._pause = [self._model.new_bool_var("") for _ in choices.pauses]
        self._gains: list[tuple[cp_model.IntVar, int]] = []
        self._exclude()
        self._eat()
        self._obey()
        self._wish()
        self._visit()
        self._model.maximize(
            cp_model.LinearExpr.weighted_sum([var for var, _ in self._gains], [gain for _, gain in self._gains])
        )

    def _exclude(self) -> None:
        """Keep apart what excludes each other, and keep the locks."""
        nodes = [*self._x, *self._pause]
        for clique in cliques_of(self._choices.clashes):
            self._model.add_at_most_one([nodes[i] for i in clique])
        for i in self._choices.locked:
            self._model.add(self._x[i] == 1)

    def _eat(self) -> None:
        """Let a pause after a showing need it, a required meal need a pause, and other meals earn points."""
        for var, pause in zip(self._pause, self._choices.pauses, strict=True):
            if pause.after is not None:
                self._model.add_implication(var, self._x[pause.after])
            if not self._problem.meals[pause.meal].is_required:
                self._gains.append((var, whole(self._problem.weights.meal) * SCALE))
        for m, meal in enumerate(self._problem.meals):
            if meal.is_required:
                pauses = zip(self._pause, self._choices.pauses, strict=True)
                self._model.add_exactly_one([var for var, pause in pauses if pause.meal == m])

    def _obey(self) -> None:
        """Keep the pass rules and the budget."""
        for group in self._choices.groups:
            self._model.add(cp_model.LinearExpr.sum([self._x[i] for i in group.members]) <= group.at_most)
        prices = [showing.price for showing in self._choices.showings]
        if self._problem.budget is not None and sum(prices) > self._problem.budget:
            self._model.add(cp_model.LinearExpr.weighted_sum(self._x, prices) <= self._problem.budget)

    def _wish(self) -> None:
        """Let a wish earn its points once.

        Where nobody would see the work twice, its showings earn them and exclude each other; else a variable of its
        own does, not above their sum.
        """
        showings = self._choices.showings
        at: dict[str, list[int]] = {wish.work: [] for wish in self._problem.wishes}
        for i, showing in enumerate(showings):
            for work in set(showing.works) & at.keys():
                at[work].append(i)
        for wish in self._problem.wishes:
            places = at[wish.work]
            gain = whole(self._problem.weights.stars[wish.stars - 1]) * SCALE
            if all(self._is_plain(i, at) for i in places):
                self._model.add_at_most_one([self._x[i] for i in places])
                self._gains += [(self._x[i], gain) for i in places]
            else:
                seen = self._model.new_bool_var("")
                self._model.add_bool_or([*(self._x[i] for i in places), seen.negated()])
                self._gains.append((seen, gain))

    def _is_plain(self, i: int, at: dict[str, list[int]]) -> bool:
        showing = self._choices.showings[i]
        is_alone = len(set(showing.works) & at.keys()) == 1
        return is_alone and not showing.bonus and i not in self._choices.locked

    def _visit(self) -> None:
        """Let each showing earn its bonus and cost a little."""
        weights = self._problem.weights
        for var, showing in zip(self._x, self._choices.showings, strict=True):
            self._gains.append((var, whole(showing.bonus) * whole(weights.bonus) - whole(weights.showing) * SCALE))

    def solve(self, how: How, hint: Sequence[int]) -> Found:
        """Return the best found within the stop rules, from a first choice on."""
        chosen = set(hint)
        for i, var in enumerate(self._x):
            self._model.add_hint(var, i in chosen)
        solver = _solver(how)
        status = _watched(solver, self._model, how)
        missing = sum(1 for meal in self._problem.meals if not meal.is_required)
        offset = missing * whole(self._problem.weights.meal) * SCALE
        if status not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
            return Found(None, None)
        places = tuple(i for i, var in enumerate(self._x) if solver.boolean_value(var))
        return Found(places, (round(solver.best_objective_bound) - offset) / MILLIONTHS)


def _solver(how: How) -> cp_model.CpSolver:
    solver = cp_model.CpSolver()
    parameters = solver.parameters
    parameters.num_workers = 1
    parameters.random_seed = how.seed
    parameters.linearization_level = 2
    parameters.cp_model_presolve = False  # the cliques are as good as it would make them
    parameters.catch_sigint_signal = False  # the engine's own interrupt keeps the best so far
    if how.stop.budget_s is not None:
        parameters.max_time_in_seconds = how.stop.left_s
    if how.stop.steps is not None:
        parameters.max_deterministic_time = how.stop.left_steps * STEP
    return solver


def _watched(solver: cp_model.CpSolver, model: cp_model.CpModel, how: How) -> int:
    """Solve in a thread of its own, so that a wish to stop is heard meanwhile."""
    status: list[int] = []
    thread = threading.Thread(target=lambda: status.append(int(solver.solve(model))), daemon=True)
    thread.start()
    while thread.is_alive():
        thread.join(LOOK_S)
        if how.stop.cancel():
            solver.stop_search()
    return status[0] if status else int(cp_model.UNKNOWN)


def whole(points: float) -> int:
    """Return points in thousandths."""
    return round(points * SCALE)
