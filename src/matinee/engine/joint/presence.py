"""What it is worth to have a film in a program that its makers can attend, as points of the blocks.

With a grid at hand, a film in program p loses the guests of each of its makers at each showing of p outside their
windows: ``a'_pf = a_pf - share x weight x guests x showings missed``. That is one more number for each film and
program, so the search for blocks decides between guests and cohesion with all it knows.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from matinee.engine.blocks.likeness import Likeness

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from matinee.engine.blocks.contract import Problem
    from matinee.engine.grid.solution import Placed
    from matinee.engine.joint.problem import JointProblem, Maker

    Floats = NDArray[np.float64]


class Present(Likeness):
    """The likeness of films, with the presence of makers added to what programs are about."""

    def __init__(self, problem: Problem, known: Likeness, wishes: Floats) -> None:
        super().__init__(problem, known.rows)
        own = known.about() if known.problem.weights.about else np.zeros_like(wishes)
        self._about = own + wishes / problem.weights.about


def counted(problem: Problem) -> Problem:
    """Return the request with a weight for what programs are about, so that presence can ride on it."""
    return problem if problem.weights.about else replace(problem, weights=replace(problem.weights, about=1.0))


def wishes_of(problem: JointProblem, showings: Sequence[Placed]) -> Floats:
    """Return the points of each film in each program for its makers' presence ``(programs, films)``, never above 0."""
    films = {film.id: i for i, film in enumerate(problem.blocks.films)}
    price = problem.grid_share * problem.grid.weights.guests_lost
    wishes = np.zeros((len(problem.blocks.programs), len(films)))
    of_event: dict[str, list[Placed]] = {}
    for one in sorted(showings, key=lambda one: one.start_min):
        of_event.setdefault(one.event, []).append(one)
    for p, program in enumerate(problem.blocks.programs):
        for maker in problem.makers:
            lost = _missed(maker, of_event.get(program.id, [])) * maker.guests * price
            for film in maker.films if lost else ():
                wishes[p, films[film]] -= lost
    return wishes


def _missed(maker: Maker, showings: Sequence[Placed]) -> int:
    """Return how many showings a maker misses, or whether the one that counts is."""
    missed = [not is_there(maker, one) for one in showings]
    if maker.showings == "every":
        return sum(missed)
    return int(bool(missed) and (missed[0] if maker.showings == "first" else all(missed)))


def is_there(maker: Maker, one: Placed) -> bool:
    """Say whether a maker is there for a showing."""
    return maker.windows is None or any(a <= one.start_min and one.end_min <= b for a, b in maker.windows)
