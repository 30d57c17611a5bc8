"""B6: the MIDL reviewer-paper matrix: the worst paper's expertise and the total, against published methods.

    python benchmarks/queues_midl.py

Data: ``$MATINEE_BENCH_DATA/bench/midl`` (default ``../shared/data``). Peers are the published figures for the same
matrix, loads and coverage (FairFlow, PeerReview4All, FairIR); a peer of this run is the plain maximum of the
total, which serves the worst paper badly.
"""

from __future__ import annotations

import os
import time
from pathlib import Path

import numpy as np

from matinee.engine.problem import How
from matinee.engine.queues.milp import assign, best_worst, rows_of
from matinee.engine.queues.pairs import Pairs
from matinee.engine.stop import Stop

DATA = Path(os.environ.get("MATINEE_BENCH_DATA", "../shared/data")) / "bench" / "midl"
PUBLISHED = {"FairFlow": (0.94, 197.67), "PeerReview4All": (0.92, 197.32), "FairIR": (0.93, 201.83)}


def main() -> None:
    """Print the table."""
    scores = np.load(DATA / "scores.npy")
    most, coverage = np.load(DATA / "loads.npy").astype(float), np.load(DATA / "covs.npy").astype(np.int64)
    paper, reviewer = np.nonzero(scores.T >= 0)
    expertise = np.minimum(scores[reviewer, paper], 1.0)
    papers = len(coverage)
    pairs = Pairs(reviewer, paper, expertise, coverage, np.ones(papers), np.zeros(len(most)), most)
    rows_of(pairs)
    started = time.perf_counter()
    bound = best_worst(pairs, How())
    bounded = time.perf_counter()
    found = assign(pairs, How(Stop(60.0)))
    seconds = time.perf_counter() - bounded
    if found is None or bound is None:
        raise SystemExit("no assignment was found")
    times = float(coverage[0])
    print(f"MIDL: {len(most)} reviewers, {papers} papers, {int(coverage.sum())} reviews; no seed (exact)")
    print(f"{'':16}{'worst':>9}{'total':>10}{'seconds':>10}")
    print(f"{'bound':16}{times * bound:9.4f}{found.total_bound:10.3f}{bounded - started:10.2f}")
    print(f"{'ours':16}{times * found.worst:9.4f}{found.total:10.3f}{seconds:10.2f}")
    for name, (worst, total) in PUBLISHED.items():
        print(f"{name:16}{worst:9.2f}{total:10.2f}{'published':>10}")
    fairest = max(worst for worst, _ in PUBLISHED.values())
    print(
        f"ratio: worst over the best published {times * found.worst / fairest:.4f}, "
        f"over the bound {found.worst / bound:.6f}; total over its bound {found.total / found.total_bound:.6f}"
    )


if __name__ == "__main__":
    main()
