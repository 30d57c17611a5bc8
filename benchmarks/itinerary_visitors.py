"""B9: visitors' itineraries: proven or not, seconds, and the points beside a rating-greedy planner's.

    python benchmarks/itinerary_visitors.py [--visitors 40] [--seed 0]

Real grid: `schedules/sundance_2024.jsonl` (480 screenings, 17 auditoriums, two cities, 11 days). A visitor stars 10 to
all titles, one to five stars each, well-known ones more often; 15 minutes between houses of one city, 50 between the
cities; where a running time is missing, 100 minutes; premieres have a Q&A of 20 minutes. "plain" has no meals and no
pass; "whole" has lunch and dinner wanted each day, four showings a day at most, and half of the premieres a bonus.
Orienteering-like grids are drawn: venues in a square, ways by distance, titles shown one to four times at fixed
moments, works shared between programs. Seconds are the process's own (reading the document and saying what was given
up included), so that what else the machine does counts little. The peer is `matinee.engine.itinerary.greedy`: the
best-loved first, each at the first showing that still fits.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from datetime import datetime
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np

from matinee.engine.itinerary import PROBLEM
from matinee.engine.itinerary.choices import choices_of
from matinee.engine.itinerary.greedy import greedy
from matinee.engine.problem import How
from matinee.engine.stop import Stop

DATA = Path(os.environ.get("MATINEE_BENCH_DATA", "../shared/data")) / "schedules" / "sundance_2024.jsonl"
DAY, BUDGET_S = 1440, 20.0
WISHES = (10, 20, 40, 80, 135)


def real_grid() -> list[dict[str, Any]]:
    """Return the real screenings as showings, with their city as a tag."""
    edition = json.loads(DATA.read_text().splitlines()[0])
    first = datetime.fromisoformat(min(p["start"] for p in edition["programs"])[:10])
    showings = []
    for i, program in enumerate(edition["programs"]):
        start = int((datetime.fromisoformat(program["start"]) - first).total_seconds() // 60)
        minutes = (program["runtime_min"] or 100) + (20 if program["event_type"] == "Premiere" else 0)
        showings.append(
            {
                "id": f"s{i}",
                "works": [program["program_key"]],
                "venue": program["venue"],
                "start_min": start,
                "end_min": start + minutes,
                "tags": [program["city"], program["event_type"]],
            }
        )
    return showings


def ways(showings: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the ways between auditoriums: by city, and none inside one house."""
    city = {s["venue"]: s["tags"][0] for s in showings}
    venues = sorted(city)

    def minutes(a: str, b: str) -> int:
        if a.split(" - ", maxsplit=1)[0] == b.split(" - ", maxsplit=1)[0]:
            return 0
        return 15 if city[a] == city[b] else 50

    return [{"a": a, "b": b, "minutes": minutes(a, b)} for i, a in enumerate(venues) for b in venues[i + 1 :]]


def meals(days: int) -> list[dict[str, Any]]:
    """Return lunch and dinner of every day, wanted."""
    windows = (("lunch", 690, 870, 40), ("dinner", 1050, 1290, 50))
    return [
        {"id": f"{name} {d + 1}", "from_min": d * DAY + a, "to_min": d * DAY + b, "minutes": m}
        for d in range(days)
        for name, a, b, m in windows
    ]


def visitor(rng: np.random.Generator, works: list[str], count: int) -> list[dict[str, Any]]:
    """Return wishes: so many works, those early in the list more often, stars as people give them."""
    odds = 1.0 / np.sqrt(np.arange(1, len(works) + 1))
    chosen = rng.choice(len(works), size=min(count, len(works)), replace=False, p=odds / odds.sum())
    return [{"work": works[i], "stars": int(rng.choice(5, p=[0.1, 0.2, 0.3, 0.25, 0.15])) + 1} for i in chosen]


def real(rng: np.random.Generator, count: int, *, is_whole: bool) -> dict[str, Any]:
    """Return one visitor of the real grid."""
    showings = real_grid()
    works = sorted({work for s in showings for work in s["works"]})
    document: dict[str, Any] = {
        "format": "matinee-itinerary/1",
        "wishes": visitor(rng, list(rng.permutation(works)), count),
        "showings": showings,
        "travel": ways(showings),
    }
    if is_whole:
        for showing in showings:
            showing["bonus"] = 0.5 if "Premiere" in showing["tags"] and rng.random() < 0.5 else 0.0
        document["meals"] = meals(11)
        document["rules"] = [{"at_most": 4, "per": "day"}]
    return document


def drawn(rng: np.random.Generator, count: int) -> dict[str, Any]:
    """Return an orienteering-like instance of about 460 showings over six days."""
    spots = rng.integers(0, 40, size=(12, 2))
    works = [f"w{i}" for i in range(180)]
    showings = []
    for i in range(460):
        shown = [works[i % len(works)]] + ([works[int(rng.integers(180))]] if rng.random() < 0.2 else [])
        start = int(rng.integers(6)) * DAY + int(rng.integers(36, 92)) * 15
        venue = int(rng.integers(12))
        length = int(rng.integers(70, 150))
        showings.append(
            {"id": f"s{i}", "works": shown, "venue": f"v{venue}", "start_min": start, "end_min": start + length}
        )
    between = [
        {"a": f"v{a}", "b": f"v{b}", "minutes": int(np.hypot(*(spots[a] - spots[b])))}
        for a in range(12)
        for b in range(a + 1, 12)
    ]
    return {
        "format": "matinee-itinerary/1",
        "wishes": visitor(rng, works, count),
        "showings": showings,
        "travel": between,
        "meals": meals(6),
    }


def measure(document: dict[str, Any]) -> tuple[float, bool, float, float]:
    """Return seconds (reading included), whether it is proven and passes the checker, the score, the greedy score."""
    started = time.process_time()
    problem = PROBLEM.parse(document)
    solution = PROBLEM.solve(problem, How(Stop(BUDGET_S)))
    seconds = time.process_time() - started
    assert PROBLEM.checker is not None  # noqa: S101 (for the type checker)
    check = PROBLEM.checker(problem)
    verdict = check(json.loads(json.dumps(solution.to_json())))
    choices = choices_of(problem)
    places = greedy(problem, choices)
    peer = check({"visits": [{"showing": choices.showings[i].id} for i in places]})
    is_good = solution.status == "optimal" and verdict.is_feasible and abs(verdict.score - (solution.score or 0)) < 1e-6
    return seconds, is_good, verdict.score, peer.score


def main() -> None:
    """Print a line for each kind of visitor, and the whole."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--visitors", type=int, default=40)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    kinds = {
        "real, plain": lambda rng, count: real(rng, count, is_whole=False),
        "real, whole": lambda rng, count: real(rng, count, is_whole=True),
        "drawn": drawn,
    }
    measure(real(np.random.default_rng(0), 10, is_whole=True))  # imports are not the solver's time
    every: list[float] = []
    print(f"{'':14}{'wishes':>8}{'proven':>10}{'median':>10}{'p90':>10}{'worst':>10}{'over greedy':>14}")
    for name, make in kinds.items():
        for count in WISHES:
            rng = np.random.default_rng([options.seed, count])
            rows = [measure(make(rng, count)) for _ in range(options.visitors)]
            times = sorted(row[0] for row in rows)
            every += times
            ratio = sum(row[2] for row in rows) / sum(row[3] for row in rows)
            proven = f"{sum(row[1] for row in rows)}/{len(rows)}"
            p90 = times[int(0.9 * (len(times) - 1))]
            figures = f"{median(times):9.3f}s{p90:9.3f}s{times[-1]:9.3f}s{ratio:14.3f}"
            print(f"{name:14}{count:8}{proven:>10}{figures}", flush=True)
    print(f"median of all {median(every):.3f} s, worst {max(every):.3f} s")


if __name__ == "__main__":
    main()
