"""Instances of the benchmarks of blocks: the capacitated clustering library, and requests from real programs.

Data lies in the folder that MATINEE_BENCH_DATA names (``../shared/data`` beside the repository by default).
"""

from __future__ import annotations

import json
import os
import random
from pathlib import Path
from typing import Any

import numpy as np

DATA = Path(os.environ.get("MATINEE_BENCH_DATA", Path(__file__).resolve().parents[2] / "shared" / "data"))
Document = dict[str, Any]
ONLY_COHESION = {"cohesion": 1, "quality": 0, "about": 0, "order": 0, "balance": 0, "redundancy": 0}


def clustering(name: str) -> tuple[Document, float]:
    """Return an instance of CCPLIB as a request, and what its scores are to be multiplied with.

    Weights of nodes become running times and distances likenesses, scaled into [0, 1].
    """
    lines = (DATA / "bench" / "ccplib" / f"{name}.txt").read_text().splitlines()
    head = lines[0].split()
    n, k = int(head[0]), int(head[1])
    limits, weights = [int(x) for x in head[3 : 3 + 2 * k]], [int(x) for x in head[4 + 2 * k : 4 + 2 * k + n]]
    matrix = np.zeros((n, n))
    for line in lines[1:]:
        if line.strip():
            i, j, distance = line.split()
            matrix[int(i), int(j)] = matrix[int(j), int(i)] = float(distance)
    scale = float(matrix.max())
    ids = [f"f{i}" for i in range(n)]
    document = {
        "format": "matinee-blocks/1",
        "films": [{"id": one, "running_time_s": weight} for one, weight in zip(ids, weights, strict=True)],
        "programs": [{"id": f"p{p}", "min_s": limits[2 * p], "max_s": limits[2 * p + 1]} for p in range(k)],
        "gap_s": 0,
        "select": "all",
        "similarity": {"ids": ids, "matrix": (matrix / scale).tolist()},
        "weights": ONLY_COHESION,
    }
    return document, scale


def festival(
    films: int, programs: int, seed: int = 0, weights: dict[str, float] | None = None, *, is_choice: bool = False
) -> Document:
    """Return a request of real running times and synopses; scores and weights are drawn.

    All films are to be placed, some ten in a program; or, with ``is_choice``, the engine chooses, and programs take 85
    to 95 minutes and 4 to 8 films, as the rules of the trade have it.

    The pool is repeated (with other numbers) where more films are asked for than there are.
    """
    rng = random.Random(seed)
    known = [film for film in _real_films() if film["minutes"] <= 30]
    rng.shuffle(known)
    chosen = []
    for i in range(films):
        real = known[i % len(known)]
        chosen.append(
            {
                "id": f"f{i}",
                "title": real["title"],
                "running_time_s": round(real["minutes"] * 60),
                "text": real["synopsis"],
                "genre": real["genre"],
                "countries": real["countries"],
                "score": round(min(10.0, max(5.0, rng.gauss(7.7, 0.7))), 1),
                "weight": rng.choice([1, 2, 2, 3, 3, 4, 5]),
            }
        )
    mean_s = sum(film["running_time_s"] + 10 for film in chosen) / programs
    window: Document = {"min_s": round(mean_s * 0.94), "max_s": round(mean_s * 1.06)}
    if is_choice:
        window = {"min_s": 5100, "max_s": 5700, "min_films": 4, "max_films": 8}
    return {
        "format": "matinee-blocks/1",
        "films": chosen,
        "programs": [{"id": f"p{p}", **window} for p in range(programs)],
        "select": "best" if is_choice else "all",
        **({"weights": weights} if weights else {}),
    }


def _real_films() -> list[Document]:
    films = []
    for path in sorted((DATA / "programs").glob("*.jsonl")):
        for line in path.read_text().splitlines():
            for program in json.loads(line)["programs"]:
                films += [
                    {
                        "title": film["title"],
                        "minutes": film["runtime_min"],
                        "synopsis": film["synopsis"],
                        "genre": film.get("genre"),
                        "countries": film.get("countries") or [],
                    }
                    for film in program["films"]
                    if film.get("runtime_min") and film.get("synopsis")
                ]
    return films
