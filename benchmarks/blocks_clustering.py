"""B1: blocks as capacitated clustering (CCPLIB): value over a memetic algorithm's, each in 30 s of one core's own time.

python benchmarks/blocks_clustering.py [--budget 30] [--seed 0] [NAME ...]
"""

from __future__ import annotations

import argparse
import os
import time

os.environ.setdefault("OMP_NUM_THREADS", "1")

from blocks_instances import clustering
from matinee.engine.blocks import Checker, parse, solve
from matinee.engine.problem import How
from matinee.engine.stop import Stop

PEERS = {
    "Sparse82_01": 1342.17,
    "Sparse82_02": 1306.64,
    "Sparse82_03": 1353.94,
    "RanReal240_01": 224609.42,
    "RanReal240_04": 225031.89,
    "RanReal240_07": 208877.55,
    "RanReal480_01": 551091.70,
}


def main() -> None:
    """Solve, check, and print one line for each instance."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--budget", type=float, default=30.0)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("names", nargs="*", default=list(PEERS))
    options = parser.parse_args()
    print("instance\tvalue\tpeer\tratio\tbound\tseconds")
    solve(parse(clustering(options.names[0])[0]), How(Stop(0.1), 0))  # compiled code is made, or read, beforehand
    for name in options.names:
        document, scale = clustering(name)
        problem = parse(document)
        solution = solve(problem, How(Stop(options.budget, clock=time.process_time), options.seed))
        verdict = Checker(problem)(solution.to_json())
        if not verdict.is_feasible:
            raise SystemExit(f"{name}: {verdict.violations}")
        value, bound = verdict.score * scale, solution.bound
        shown = "-" if bound is None else f"{bound * scale:.2f}"
        print(f"{name}\t{value:.2f}\t{PEERS[name]}\t{value / PEERS[name]:.5f}\t{shown}\t{solution.runtime_s:.1f}")


if __name__ == "__main__":
    main()
