"""B2 and B3: the certified gap, and the seconds to within 1 % of the best seen, on real running times and synopses.

python benchmarks/blocks_gap.py [--budget 60] [--seed 0] [--cohesion-only] [--choice] [--own-time] [30/3 60/6 ...]

The peer in the same run is a greedy filler (the first state of the search, polished by nothing).
"""

from __future__ import annotations

import argparse
import time

import numpy as np

from blocks_instances import ONLY_COHESION, festival
from matinee.engine.blocks import Checker, parse, solve
from matinee.engine.blocks.columns import Columns, to_columns
from matinee.engine.blocks.fill import fill
from matinee.engine.blocks.likeness import Likeness
from matinee.engine.blocks.model import make_model
from matinee.engine.problem import How
from matinee.engine.stop import Stop

SIZES = ("30/3", "60/6", "120/12", "300/30")
NEAR = 0.01


def main() -> None:
    """Solve, check, and print one line for each size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--budget", type=float, default=60.0)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--cohesion-only", action="store_true")
    parser.add_argument("--choice", action="store_true", help="choose films: 85 to 95 minutes, 4 to 8 in a program")
    parser.add_argument("--own-time", action="store_true", help="count the seconds of our own threads, added up")
    parser.add_argument("sizes", nargs="*", default=list(SIZES))
    options = parser.parse_args()
    clock = time.process_time if options.own_time else time.perf_counter
    print("films/programs\tscore\tbound\tgap\tseconds to 1 %\tgreedy")
    for size in options.sizes:
        films, programs = (int(x) for x in size.split("/"))
        weights = ONLY_COHESION if options.cohesion_only else None
        problem = parse(festival(films, programs, options.seed, weights, is_choice=options.choice))
        solution = solve(problem, How(Stop(options.budget, clock=clock), options.seed))
        verdict = Checker(problem)(solution.to_json())
        if not verdict.is_feasible:
            raise SystemExit(f"{size}: {verdict.violations}")
        goal = verdict.score - NEAR * abs(verdict.score)
        near = next(seconds for seconds, score, _ in solution.trace if score is not None and score >= goal)
        model = make_model(problem, Likeness(problem))
        rough = Columns(model).scores(to_columns(model, fill(model, np.random.default_rng(options.seed)))).sum()
        gap = "-" if solution.gap is None else f"{solution.gap:.3%}"
        print(f"{size}\t{verdict.score:.3f}\t{solution.bound}\t{gap}\t{near:.2f}\t{rough:.3f}")


if __name__ == "__main__":
    main()
