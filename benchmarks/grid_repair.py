"""B10: an auditorium is lost; how many showings move, and how long that takes.

    python benchmarks/grid_repair.py [--size 500/20] [--budget 5] [--make 20] [--seed 0]

A grid of `grid_instances` is made by the search and published. Then one auditorium (the one with the most showings on
that day) is gone from 18:00 of a day to its end, for all of a day, or for good. The engine repairs with ``repair:
true`` within so many seconds by the clock; how long the fewest changes alone took, proven or not, stands before. The
peer makes a new grid from nothing within as many seconds of this process. Repairs are judged by the checker.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from typing import TYPE_CHECKING, Any

from grid_instances import DAY, SIZES, festival
from matinee.engine.grid import PROBLEM
from matinee.engine.grid.model import NOWHERE, compile_model
from matinee.engine.grid.repair import Repair
from matinee.engine.grid.search import improve
from matinee.engine.problem import How
from matinee.engine.stop import Stop

if TYPE_CHECKING:
    from matinee.engine.grid.model import Grid, Model

Document = dict[str, Any]
EVENING = 1080


def places(model: Model, grid: Grid) -> list[Document]:
    """Return a grid as published showings."""
    problem = model.problem
    return [
        {
            "event": problem.events[model.event[t]].id,
            "showing": int(model.number[t]),
            "auditorium": problem.auditoriums[grid.room[t]].id,
            "start_min": int(grid.start[t]),
        }
        for t in range(model.tasks)
        if grid.room[t] != NOWHERE
    ]


def made(document: Document, seconds: float, seed: int) -> list[Document]:
    """Return the showings of a grid from nothing."""
    model = compile_model(PROBLEM.parse(document))
    grid = improve(model, None, Stop(seconds, clock=time.process_time), seed, lambda _: None)
    if grid is None:
        raise SystemExit("no grid was found; give more seconds with --make")
    return places(model, grid)


def losses(document: Document) -> dict[str, Document]:
    """Return what is lost, as windows of one auditorium that stay."""
    day = max(1, len(document["auditoriums"][0]["windows"]) // 2)
    busy = Counter(s["auditorium"] for s in document["published"] if s["start_min"] // DAY == day)
    room = busy.most_common(1)[0][0]
    gone = {
        "evening": (day * DAY + EVENING, (day + 1) * DAY),
        "day": (day * DAY, (day + 1) * DAY),
        "for good": (0, 10**5),
    }
    found = {}
    for name, (low, high) in gone.items():
        rooms = []
        for one in document["auditoriums"]:
            left = [[a, min(b, low)] if a < low < b <= high else [a, b] for a, b in one["windows"]]
            kept = [[a, b] for a, b in left if b <= low or a >= high]
            rooms.append({**one, "windows": kept} if one["id"] == room else one)
        found[name] = {**document, "auditoriums": rooms, "repair": True}
    return found


def moved(document: Document, showings: list[Document]) -> int:
    """Return how many published showings stand elsewhere or nowhere."""
    now = {(s["event"], s["showing"]): (s["auditorium"], s["start_min"]) for s in showings}
    return sum(now.get((s["event"], s["showing"])) != (s["auditorium"], s["start_min"]) for s in document["published"])


def row(name: str, document: Document, budget_s: float, seed: int) -> str:
    """Return one line of the table."""
    problem = PROBLEM.parse(document)
    clock, work = time.perf_counter(), time.process_time()
    first: Any = Repair(compile_model(problem), seed).fewest_changes(Stop(budget_s))
    clock, work = time.perf_counter() - clock, time.process_time() - work
    fewest = "none" if first is None else f"{first.changes} >= {first.fewest}"
    solution: Any = PROBLEM.solve(problem, How(Stop(budget_s), seed=seed))
    assert PROBLEM.checker is not None  # noqa: S101 (for the type checker)
    verdict = PROBLEM.checker(problem)(solution.to_json())
    anew = made({**document, "published": [], "repair": False}, budget_s, seed)
    figures = f"{fewest:>10} {clock:7.2f} s {work:7.2f} s {len(solution.changes):8}"
    return f"{name:10}{figures}   {verdict.is_feasible!s:9} {moved(document, anew):8}"


def main() -> None:
    """Print a line for each loss."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--size", default="500/20", choices=list(SIZES))
    parser.add_argument("--budget", type=float, default=5.0)
    parser.add_argument("--make", type=float, default=20.0)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    document = festival(SIZES[options.size], options.seed)
    improve(compile_model(PROBLEM.parse(document)), None, Stop(None, 1), 0, lambda _: None)  # compile
    document["published"] = made(document, options.make, options.seed)
    print("lost          moved     clock      work    answer   feasible  moved anew")
    for name, changed in losses(document).items():
        print(row(name, changed, options.budget, options.seed), flush=True)


if __name__ == "__main__":
    main()
