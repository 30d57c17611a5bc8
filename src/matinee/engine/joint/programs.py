"""Programs for the times that a grid has: what a film is worth in each, with its makers' presence, decides."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from matinee.engine.blocks import answer
from matinee.engine.blocks.columns import to_columns
from matinee.engine.blocks.fill import fill
from matinee.engine.blocks.model import make_model
from matinee.engine.blocks.polish import polish
from matinee.engine.blocks.schedule import FIRST_PRICE, Cooling, scale_of
from matinee.engine.blocks.search import Search
from matinee.engine.blocks.state import BEST, state_at
from matinee.engine.joint.moving import cool
from matinee.engine.joint.presence import Present, counted, wishes_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matinee.engine.blocks import Solution as Blocks
    from matinee.engine.blocks.likeness import Likeness
    from matinee.engine.blocks.model import Ints
    from matinee.engine.grid.solution import Placed
    from matinee.engine.joint.problem import JointProblem
    from matinee.engine.stop import Stop

FRESH, REHEAT = Cooling(), Cooling(hot=0.23)  # from anywhere, from good programs
COOLING = 0.9  # share of the work; the rest is for the last stroke, with orders and balance


class Asked(NamedTuple):
    """What programs are looked for: for these showings; from these programs, or (None) from anywhere."""

    showings: Sequence[Placed]
    warm: Blocks | None
    seed: int


def programs_for(problem: JointProblem, known: Likeness, asked: Asked, stop: Stop) -> answer.Sequences | None:
    """Return the films of each program (indices into the request) in order; None where none were found."""
    request = counted(problem.blocks)
    likeness = Present(request, known, wishes_of(problem, asked.showings))
    model = make_model(request, likeness)
    if not model.n or not model.k:
        return None
    search = Search(model, stop, asked.seed, likeness)
    warm = None if asked.warm is None else answer.warm_home(asked.warm.to_json(), model)
    home = _cooled(search, warm)
    if home is not None:
        search.offer(home)
        search.offer(polish(search.columns, home, stop))
    if search.best_home is None:
        return None
    films = model.pool.films
    return [films[search.columns.sequence(column)].tolist() for column in to_columns(model, search.best_home)]


def _cooled(search: Search, warm: Ints | None) -> Ints | None:
    """Return the best state of one cooling by pairs and single films; None where none kept every window."""
    model, rules = search.model, search.rules
    part = search.stop.part(COOLING)
    state = state_at(rules, fill(model, search.rng) if warm is None else warm, search.rng)
    scale = scale_of(rules, state, model.never / 2)
    state.price[:] = FIRST_PRICE * scale / rules.a_film_s
    cooling = FRESH if warm is None else REHEAT
    cool(rules, state, part, lambda done: scale * cooling.heat(done))
    search.stop.spend(part.spent)
    return state.best if np.isfinite(state.points[BEST]) else None
