"""B5, the grid alone: score, proven bound and time, beside a plain CP-SAT model and a greedy in the same run.

    python benchmarks/grid_time.py [--sizes 12/1 30/4 120/8 500/20] [--budget 10] [--seeds 1]

All three have the same request (`grid_instances`). The engine has so many seconds of this process; the plain model
(every rule in one CP-SAT model, as the engine itself asks for small festivals) has as many by the clock, on several
threads, and is not asked at 500/20. The greedy is what the search begins from: what has the fewest starts first, each
at the cheapest of 400 places. The bound takes every event alone (`matinee.engine.grid.search.relaxed`), or is the plain
model's where that is better.
"""

from __future__ import annotations

import argparse
import math
import time
from typing import TYPE_CHECKING

from grid_instances import SIZES, festival
from matinee.engine.grid import PROBLEM
from matinee.engine.grid.cpsat.rules import Whole
from matinee.engine.grid.cpsat.solving import ask
from matinee.engine.grid.model import SCALE, compile_model
from matinee.engine.grid.score import points_of, raw_of
from matinee.engine.grid.search import improve
from matinee.engine.grid.search.relaxed import least_cost
from matinee.engine.stop import Stop

if TYPE_CHECKING:
    from matinee.engine.grid.model import Grid, Model

NEAR = 0.01
TOO_MANY = 200  # showings that the plain model is not asked for


def engine(model: Model, budget_s: float, seed: int) -> tuple[float, float]:
    """Return the score, and the seconds to within 1 % of it."""
    stop = Stop(budget_s, clock=time.process_time)
    trace: list[tuple[float, float]] = []
    grid = improve(model, None, stop, seed, lambda grid: trace.append((stop.elapsed_s, points(model, grid))))
    score = points(model, grid)
    return score, next(at for at, one in trace if one >= score - NEAR * abs(score))


def points(model: Model, grid: Grid | None) -> float:
    """Return the score of a grid."""
    return -math.inf if grid is None else points_of(model, raw_of(model, grid)) / SCALE


def plain(model: Model, budget_s: float, seed: int) -> tuple[float, float]:
    """Return score and bound of one CP-SAT model."""
    whole = Whole(model)
    whole.cp.minimize(whole.cost_expression())
    found = ask(whole, Stop(budget_s), seed)
    return points(model, found.grid), -max(0.0, found.bound) / SCALE


def row(size: str, seed: int, budget_s: float) -> str:
    """Return one line of the table."""
    model = compile_model(PROBLEM.parse(festival(SIZES[size], seed)))
    greedy = points(model, improve(model, None, Stop(None, 0), seed, lambda _: None))
    score, near_s = engine(model, budget_s, seed)
    started = time.process_time()
    bound = -least_cost(model) / SCALE
    bound_s = time.process_time() - started
    peer = ""
    if model.tasks <= TOO_MANY:
        value, proven = plain(model, budget_s, seed)
        bound = min(bound, proven)
        peer = f"{value:.2f}" if math.isfinite(value) else "nothing found"
    gap = 100 * (bound - score) / max(abs(bound), 1e-9)
    figures = f"{score:10.2f} {bound:10.2f} {gap:6.2f} % {near_s:7.2f} s {bound_s:7.2f} s"
    return f"{size:8}{seed:5}{figures} {greedy:10.2f}   {peer}"


def main() -> None:
    """Print a line for each size and seed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--sizes", nargs="*", default=list(SIZES), choices=list(SIZES))
    parser.add_argument("--budget", type=float, default=10.0)
    parser.add_argument("--seeds", type=int, default=1)
    options = parser.parse_args()
    improve(compile_model(PROBLEM.parse(festival(SIZES["12/1"]))), None, Stop(None, 1), 0, lambda _: None)  # compile
    print("size     seed     score      bound      gap    to 1 %  bound in     greedy   plain CP-SAT")
    for size in options.sizes:
        for seed in range(options.seeds):
            print(row(size, seed, options.budget), flush=True)


if __name__ == "__main__":
    main()
