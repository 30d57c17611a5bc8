"""Requests to test on: small ones by hand and random ones by seed."""

from __future__ import annotations

import random
from typing import Any

Document = dict[str, Any]
WORDS = ["harbour", "winter", "letter", "mother", "strike", "orchard", "signal", "border", "lantern", "choir"]


def film(film_id: str, minutes: float, **more: object) -> Document:
    return {"id": film_id, "running_time_s": round(minutes * 60), **more}


def program(program_id: str, low: float, high: float, **more: object) -> Document:
    return {"id": program_id, "min_s": round(low * 60), "max_s": round(high * 60), **more}


def request(films: list[Document], programs: list[Document], **more: object) -> Document:
    return {"format": "matinee-blocks/1", "films": films, "programs": programs, "gap_s": 0, **more}


def decision(**programs: list[str]) -> Document:
    return {"programs": [{"id": name, "films": films} for name, films in programs.items()]}


def random_request(seed: int, films: int, programs: int, **more: object) -> Document:
    """Return a request whose programs hold about two thirds of the films."""
    rng = random.Random(seed)  # noqa: S311 (numbers for a test)
    chosen = [
        film(
            f"f{i}",
            rng.randint(4, 25),
            title=f"Film {i}",
            text=" ".join(rng.choices(WORDS, k=8)),
            themes=rng.sample(WORDS, k=rng.randint(0, 2)),
            genre=rng.choice(["drama", "comedy", None]),
            form=rng.choice(["fiction", "documentary"]),
            countries=rng.sample(["IT", "FR", "MX", "KR"], k=rng.randint(1, 2)),
            score=round(rng.uniform(6, 9), 1) if rng.random() < 0.9 else None,
            weight=rng.randint(1, 5),
        )
        for i in range(films)
    ]
    each = sum(f["running_time_s"] for f in chosen) / 60 * 2 / 3 / programs
    wanted = [
        program(f"p{p}", max(0, each - 10), each + 5, about=rng.choice([None, " ".join(rng.choices(WORDS, k=2))]))
        for p in range(programs)
    ]
    target = {"attribute": "countries", "program": None, "at_least_distinct": 4}
    return request(chosen, wanted, gap_s=10, targets=[target], **more)
