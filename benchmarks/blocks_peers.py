"""Peers of the benchmarks of blocks, each written as its makers would use it: k-means with equal sizes, and CP-SAT.

Run as a script it solves one model (a pickle on the standard input) with CP-SAT and pair variables: OR-Tools and
scipy bring one HiGHS library each, and one process cannot hold both.
"""

from __future__ import annotations

import pickle
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from matinee.engine.blocks.model import Model

Home = Any  # (n,) program of each unit
ROUNDS = 30
DIMENSIONS = 16
POINTS = 1_000  # CP-SAT wants whole numbers: thousandths of a point


def balanced_k_means(model: Model, seed: int) -> Home:
    """Return clusters of equal size (give or take one), as k-means-constrained makes them; minutes are no matter."""
    from scipy.optimize import linear_sum_assignment  # noqa: PLC0415  never in the process of OR-Tools

    values, vectors = np.linalg.eigh(model.pool.s)
    points = vectors[:, -DIMENSIONS:] * np.sqrt(np.maximum(values[-DIMENSIONS:], 0.0))
    rng = np.random.default_rng(seed)
    centres = points[rng.permutation(model.n)[: model.k]]
    seats = np.arange(model.n) % model.k
    for _ in range(ROUNDS):
        cost = ((points[:, None, :] - centres[None, :, :]) ** 2).sum(axis=2)
        rows, columns = linear_sum_assignment(cost[:, seats])
        home = np.empty(model.n, dtype=np.intp)
        home[rows] = seats[columns]
        centres = np.array([points[home == p].mean(axis=0) for p in range(model.k)])
    return home


def cp_sat(model: Model, seconds: float) -> Home | None:
    """Return what CP-SAT finds with a variable for each pair in each program, on one thread; None for nothing."""
    asked = {
        name: getattr(model, name)
        for name in ("w", "u", "t", "is_allowed", "must", "low_s", "high_s", "low_c", "high_c")
    }
    done = subprocess.run(
        [sys.executable, __file__, str(seconds)], input=pickle.dumps(asked), capture_output=True, check=True
    )
    return pickle.loads(done.stdout)  # noqa: S301  our own child's


def _solve(asked: dict[str, Any], seconds: float) -> Home | None:
    from ortools.sat.python import cp_model  # noqa: PLC0415  in its own process, see above

    w, u = np.round(asked["w"] * POINTS).astype(int), np.round(asked["u"] * POINTS).astype(int)
    k, n = u.shape
    cp = cp_model.CpModel()
    x = [[cp.new_bool_var("") for _ in range(n)] for _ in range(k)]
    gain = []
    for i in range(n):
        (cp.add_exactly_one if asked["must"][i] else cp.add_at_most_one)(x[p][i] for p in range(k))
    for p in range(k):
        seconds_in = sum(int(asked["t"][i]) * x[p][i] for i in range(n))
        cp.add_linear_constraint(seconds_in, int(asked["low_s"][p]), int(asked["high_s"][p]))
        gain += [int(u[p, i]) * x[p][i] for i in range(n)]
        for i in range(n):
            for j in range(i):
                y = cp.new_bool_var("")
                cp.add_implication(y, x[p][i])
                cp.add_implication(y, x[p][j])
                cp.add_bool_or(y, ~x[p][i], ~x[p][j])
                gain.append(int(w[i, j]) * y)
    cp.maximize(sum(gain))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = 1
    if solver.solve(cp) not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        return None
    return np.array([next((p for p in range(k) if solver.boolean_value(x[p][i])), k) for i in range(n)])


if __name__ == "__main__":
    sys.stdout.buffer.write(pickle.dumps(_solve(pickle.load(sys.stdin.buffer), float(sys.argv[1]))))  # noqa: S301  as above
