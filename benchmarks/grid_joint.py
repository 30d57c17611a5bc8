"""B5: guests lost where programs and grid are decided together, over one after the other, and what it costs.

    python benchmarks/grid_joint.py [--films 60 120 300] [--seeds 3] [--budget 60 | --steps 3000]

Films are real running times and synopses, some ten to a program; two of three have a maker who comes for one day to
three of four, drawn; programs are shown once, in two venues. Both ways are asked in one run, the first with 35 % of
the seconds; both answers are checked by the checkers of blocks and grid.
"""

from __future__ import annotations

import argparse
import random
import time
from statistics import fmean

from blocks_instances import Document, festival
from matinee.engine import joint
from matinee.engine.problem import How
from matinee.engine.stop import Stop

DAY, DAYS = 1440, 4
COMES = 2 / 3  # of the films have a maker who comes


def instance(films: int, seed: int) -> Document:
    """Return a request for programs and their grid."""
    rng = random.Random(seed)
    blocks = festival(films, films // 10, seed)
    rooms = max(1, films // 75)
    windows = [[d * DAY + 840, d * DAY + 1410] for d in range(DAYS)]
    makers = []
    for film in blocks["films"]:
        if rng.random() < COMES:
            first, stays = rng.randrange(DAYS), rng.choice((1, 1, 2, 3))
            span = [[first * DAY, (first + stays) * DAY]]
            makers.append({"id": f"m-{film['id']}", "films": [film["id"]], "windows": span})
    return {
        "format": "matinee-joint/1",
        "blocks": blocks,
        "grid": {
            "format": "matinee-grid/1",
            "events": [
                {"id": program["id"], "before_min": 20, "during_min": 115, "after_min": 25, "demand": 100}
                for program in blocks["programs"]
            ],
            "auditoriums": [
                {"id": f"r{r}", "venue": f"v{r % 2}", "seats": 120, "windows": windows} for r in range(rooms)
            ],
        },
        "makers": makers,
    }


def main() -> None:
    """Print a line for each instance, and the ratio for each size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--films", type=int, nargs="+", default=[60, 120, 300])
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--budget", type=float, default=60.0)
    parser.add_argument("--steps", type=int, help="deterministic steps instead of seconds, for a busy machine")
    parser.add_argument("--share", type=float, default=0.1, help="what a point of the grid is worth in blocks")
    options = parser.parse_args()
    for films in options.films:
        ratios, prices = [], []
        for seed in range(options.seeds):
            request = instance(films, seed) | {"grid_share": options.share}
            problem = joint.parse(request)
            began, worked = time.perf_counter(), time.process_time()
            answer = joint.solve(problem, How(Stop(None if options.steps else options.budget, options.steps), seed))
            seconds = f"{time.perf_counter() - began:.1f} s, {time.process_time() - worked:.1f} s of CPU"
            verdict = joint.checker(problem)(answer.to_json())
            before, after = answer.sequential, answer.joint
            ratios.append(after.guests_lost / max(1, before.guests_lost))
            prices.append(1 - after.cohesion / before.cohesion)
            print(
                f"{films} films, seed {seed}: {len(request['makers'])} guests, {before.guests_lost} lost one after the"
                f" other, {after.guests_lost} together ({ratios[-1]:.3f}); cohesion {before.cohesion:.2f} to"
                f" {after.cohesion:.2f} ({prices[-1]:+.1%} paid), blocks {before.blocks_score:.2f} to"
                f" {after.blocks_score:.2f}; {answer.rounds} rounds, {seconds};"
                f" {'every rule is kept' if verdict.is_feasible else verdict.violations}",
                flush=True,
            )
        print(f"{films} films: ratio {fmean(ratios):.3f}, cohesion paid {fmean(prices):.1%}", flush=True)


if __name__ == "__main__":
    main()
