"""B1: blocks as capacitated clustering (CCPLIB): value over a memetic algorithm's, each in 30 s of one core's own time.

python benchmarks/blocks_clustering.py [--budget 30] [--seed 0] [NAME ...]

The search alone is asked, without the thread beside it that proves bounds: that would be a second core.
"""

from __future__ import annotations

import argparse
import os
import time
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")

from blocks_instances import clustering
from matinee.engine.blocks import Checker, parse
from matinee.engine.blocks.columns import to_columns
from matinee.engine.blocks.likeness import Likeness
from matinee.engine.blocks.model import make_model
from matinee.engine.blocks.search import Search
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
    _solved(clustering(options.names[0])[0], 3.0, 0)  # compiled code is made, or read, beforehand
    print("instance\tvalue\tpeer\tratio\tseconds")
    for name in options.names:
        document, scale = clustering(name)
        decision, seconds = _solved(document, options.budget, options.seed)
        verdict = Checker(parse(document))(decision)
        if not verdict.is_feasible:
            raise SystemExit(f"{name}: {verdict.violations}")
        value = verdict.score * scale
        print(f"{name}\t{value:.2f}\t{PEERS[name]}\t{value / PEERS[name]:.5f}\t{seconds:.1f}", flush=True)


def _solved(document: dict[str, Any], budget: float, seed: int) -> tuple[dict[str, Any], float]:
    """Return the programs found, and the seconds of the process's own time that it took."""
    problem = parse(document)
    model = make_model(problem, Likeness(problem))
    stop = Stop(budget, clock=time.process_time)
    search = Search(model, stop, seed)
    search.run()
    if search.best_home is None:
        raise SystemExit("nothing was found that keeps the windows")
    seconds = stop.elapsed_s
    programs = [
        {"id": problem.programs[p].id, "films": [problem.films[i].id for i in model.films_of(units)]}
        for p, units in to_columns(model, search.best_home)
    ]
    return {"programs": programs}, seconds


if __name__ == "__main__":
    main()
