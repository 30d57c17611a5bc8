"""B8: a season of monthly editions: what share of a clairvoyant's optimum each way of planning reaches.

    python benchmarks/pool_seasons.py [--seeds 12] [--months 18] [--arriving 150]

Each month films arrive with a value (calibrated score above the cut), a length, strands, and a window of 12 months;
an edition has 180 open minutes and 90 for a strand. The clairvoyant's figure is the linear bound on the best that
could be done knowing all arrivals: nobody reaches it. Ways: first come (any film above the cut, in the order of
arrival), month by month (the best for this edition alone), rolling (all coming editions, known films), rolling with
reserve (and expected arrivals, from the generator's long-run averages).
"""

from __future__ import annotations

import argparse
import time
from typing import Any

import numpy as np

from matinee.engine.pool import PROBLEM
from matinee.engine.pool.columns import columns_of
from matinee.engine.pool.milp import program_of, relax
from matinee.engine.problem import How
from matinee.engine.stop import Stop

STRANDS = ("women", "disabilities", "veterans", "canada")
WINDOW, HORIZON, IN_STRAND = 12, 12, 0.12
PLAN_S = 4.0
WEIGHTS = {"quality": 1.0, "delay": 0.02, "waiting": 0.0, "longest_wait": 0.0, "mixture": 0.0}
WAYS = ("first come", "month by month", "rolling", "with reserve")


def season(rng: np.random.Generator, months: int, arriving: int) -> list[dict[str, Any]]:
    """Return the films of a season; films below the cut are left out, as they are never considered."""
    films = []
    for month in range(months):
        for _ in range(rng.poisson(arriving)):
            value = float(rng.normal(-0.6, 1.0))
            minutes = float(np.clip(rng.lognormal(2.5, 0.55), 3, 40))
            strands = [s for s in STRANDS if rng.random() < IN_STRAND]
            if value > 0:
                films.append(
                    {
                        "id": f"f{len(films)}",
                        "value": round(value, 4),
                        "running_time_s": int(60 * minutes),
                        "strands": strands,
                        "month": month,
                    }
                )
    return films


def edition(month: int) -> dict[str, Any]:
    """Return a month's edition: its strand changes in a fixed rhythm."""
    strand = STRANDS[month % len(STRANDS)]
    return {"id": f"m{month}", "slots": [{"minutes": 180}, {"minutes": 90, "strand": strand}]}


def document(films: list[dict[str, Any]], now: int, last: int, arrivals: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the pool as it stands in a month, with the editions up to ``last``."""
    names = [f"m{m}" for m in range(now, last + 1)]
    shown = [
        {k: v for k, v in film.items() if k != "month"}
        | {"expires": f"m{min(film['month'] + WINDOW - 1, last)}"}
        | ({"editions": [n for n in names if int(n[1:]) >= film["month"]]} if film["month"] > now else {})
        for film in films
    ]
    return {
        "format": "matinee-pool/1",
        "gap_s": 10,
        "editions": [edition(m) for m in range(now, last + 1)],
        "films": shown,
        "arrivals": arrivals,
        "weights": WEIGHTS,
    }


def expected(now: int, last: int, arriving: int, kinds: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return what a festival expects from its own history: kinds of films, a month's number of each."""
    return [
        {"first": f"m{m}", "last": f"m{min(m + WINDOW - 1, last)}", **kind, "count": kind["count"] * arriving}
        for m in range(now + 1, last + 1)
        for kind in kinds
    ]


def kinds_of(history: list[dict[str, Any]], months: int, arriving: int) -> list[dict[str, Any]]:
    """Return kinds of films from another season: by strands (none, each), in bands of value for a minute."""
    found = []
    for strand in (None, *STRANDS):
        mine = [f for f in history if (f["strands"][0] if f["strands"] else None) == strand]
        mine.sort(key=lambda f: f["value"] / f["running_time_s"])
        for part in np.array_split(np.arange(len(mine)), 10):
            band = [mine[i] for i in part]
            found.append(
                {
                    "count": len(band) / months / arriving,
                    "value": float(np.mean([f["value"] for f in band])),
                    "running_time_s": int(np.mean([f["running_time_s"] for f in band])),
                    "strands": [strand] if strand else [],
                }
            )
    return found


def first_come(films: list[dict[str, Any]], months: int) -> float:
    """Return the value of showing films in the order they came."""
    waiting, total = list(films), 0.0
    for month in range(months):
        slots = edition(month)["slots"]
        left = [slot["minutes"] for slot in slots]
        for film in [f for f in waiting if f["month"] <= month < f["month"] + WINDOW]:
            minutes = (film["running_time_s"] + 10) / 60
            fits = [
                i for i, s in enumerate(slots) if left[i] >= minutes and s.get("strand") in {None, *film["strands"]}
            ]
            if fits:
                left[fits[-1]] -= minutes
                total += film["value"]
                waiting.remove(film)
    return total


def roll(
    films: list[dict[str, Any]], months: int, horizon: int, arrivals: tuple[int, list[dict[str, Any]]] | None
) -> float:
    """Return the value of planning again each month and adopting its edition."""
    total, gone = 0.0, set()
    for month in range(months):
        pool = [f for f in films if f["id"] not in gone and f["month"] <= month < f["month"] + WINDOW]
        last = min(month + horizon - 1, months - 1)
        coming = expected(month, last, *arrivals) if arrivals else []
        problem = PROBLEM.parse(document(pool, month, last, coming))
        plan = PROBLEM.solve(problem, How(Stop(PLAN_S)))
        shown = {put.film for put in plan.editions[0].films}
        gone |= shown
        total += sum(f["value"] for f in pool if f["id"] in shown)
    return total


def clairvoyant(films: list[dict[str, Any]], months: int) -> float:
    """Return the linear bound on the best that could be done knowing all."""
    problem = PROBLEM.parse(document(films, 0, months - 1, []) | {"weights": {**WEIGHTS, "delay": 0.0}})
    return float(-relax(program_of(problem, columns_of(problem)), How()).fun)


def main() -> None:
    """Print a line for each seed, and the means."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, default=12)
    parser.add_argument("--months", type=int, default=18)
    parser.add_argument("--arriving", type=int, default=150)
    options = parser.parse_args()
    months, arriving = options.months, options.arriving
    history = season(np.random.default_rng(999), 60, arriving)
    kinds = kinds_of(history, 60, arriving)
    print(f"{'seed':>4}" + "".join(f"{way:>16}" for way in WAYS) + f"{'seconds':>9}")
    shares = []
    for seed in range(options.seeds):
        started = time.perf_counter()
        films = season(np.random.default_rng(seed), months, arriving)
        best = clairvoyant(films, months)
        values = [
            first_come(films, months),
            roll(films, months, 1, None),
            roll(films, months, HORIZON, None),
            roll(films, months, HORIZON, (arriving, kinds)),
        ]
        shares.append([value / best for value in values])
        line = "".join(f"{share:16.4f}" for share in shares[-1])
        print(f"{seed:4d}{line}{time.perf_counter() - started:9.1f}", flush=True)
    means = np.mean(shares, axis=0)
    print("mean" + "".join(f"{mean:16.4f}" for mean in means))
    print(f"ratio: ours over first come {means[3] / means[0]:.3f}, over month by month {means[3] / means[1]:.3f}")


if __name__ == "__main__":
    main()
