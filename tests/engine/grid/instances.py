"""Small festivals for the tests of the grid, and every grid that one of them could have."""

from __future__ import annotations

import itertools
import random
from typing import TYPE_CHECKING, Any

from matinee.engine.grid import PROBLEM
from matinee.engine.grid.model import compile_model

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matinee.engine.grid import GridProblem

Document = dict[str, Any]
EVENING = [600, 900]


def event(name: str, during: int = 90, **keys: object) -> Document:
    return {"id": name, "during_min": during, **keys}


def room(name: str, venue: str = "roxy", **keys: object) -> Document:
    return {"id": name, "venue": venue, "windows": [EVENING], "seats": 100, **keys}


def request(events: list[Document], rooms: list[Document], **keys: object) -> Document:
    return {"format": "matinee-grid/1", "events": events, "auditoriums": rooms, "step_min": 10, **keys}


def person(name: str, *duties: Document | str, **keys: object) -> Document:
    roles = [{"event": duty} if isinstance(duty, str) else duty for duty in duties]
    return {"id": name, "roles": roles, **keys}


def decision(*places: tuple[object, ...]) -> Document:
    """Return a decision from ``(event, auditorium, start)`` or ``(event, auditorium, start, showing)``."""
    keys = ("event", "auditorium", "start_min", "showing")
    return {"showings": [dict(zip(keys, place, strict=False)) for place in places]}


def random_request(seed: int) -> Document:
    """Return a tiny festival with something of every rule in it, whole enough to be counted out."""
    rng = random.Random(seed)  # noqa: S311 (a test's draw, not a secret)
    names = ["a", "b", "c"][: rng.choice((2, 3, 3))]
    events = [_random_event(name, rng) for name in names]
    rooms = [
        room(f"r{i}", rng.choice(("roxy", "lido")), windows=_windows(rng, 80, 160), seats=rng.choice((50, 100)))
        | {"turnaround_min": rng.choice((0, 10)), "features": rng.sample(["dcp", "stage"], rng.randint(1, 2))}
        for i in range(2)
    ]
    pairs = list(itertools.combinations(names, 2))
    slots = [(one["id"], k) for one in events for k in range(1, one["showings"] + 1)]
    published = [
        {"event": e, "showing": k, "auditorium": rng.choice(("r0", "r1")), "start_min": 600 + rng.randrange(0, 120, 5)}
        for e, k in slots
        if rng.random() < 0.3
    ]
    return request(
        events,
        rooms,
        step_min=20,
        people=[_random_person(f"p{i}", names, rng) for i in range(3)],
        travel_min=rng.choice((0, 15)),
        same_venue_min=rng.choice((0, 5)),
        audiences=[{"a": a, "b": b, "people": rng.randint(1, 60)} for a, b in pairs if rng.random() < 0.6],
        precedence=[{"a": a, "b": b, "gap_min": rng.choice((0, 20))} for a, b in pairs if rng.random() < 0.15],
        premieres=[{"event": one["id"]} for one in events if rng.random() < 0.3],
        forbid=[{"event": "a", "auditorium": "r0", "windows": [[620, 640]]}] if rng.random() < 0.3 else [],
        locks=[{"event": "b", "auditorium": "r1"}] if rng.random() < 0.2 else [],
        published=published,
        select=rng.choice(("best", "best", "all")),
        comfort_min=rng.choice((0, 10, 15)),
        walk_within_min=rng.choice((0, 30, 60)),
        overlap={"strand": 0.5, "tag": 0.25},
    )


def _random_event(name: str, rng: random.Random) -> Document:
    one = event(name, rng.choice((20, 30, 45)), before_min=rng.choice((0, 10)), after_min=rng.choice((0, 5)))
    one["showings"] = rng.choice((1, 1, 2))
    one["apart_min"] = rng.choice((0, 40))
    one["demand"] = rng.choice((0, 80, 170))
    one["strand"] = rng.choice((None, "night"))
    one["tags"] = rng.sample(["x", "y"], rng.randint(0, 2))
    one["features"] = ["dcp"] if rng.random() < 0.2 else []
    if rng.random() < 0.3:
        one["wished_windows"] = [[640, 660]]
    if rng.random() < 0.3:
        one["windows"] = [[610, 700]]
    return one


def _random_person(name: str, events: list[str], rng: random.Random) -> Document:
    seen = rng.sample(events, rng.randint(1, len(events)))
    duties = [
        {"event": one, "showings": rng.choice(("every", "first", "any")), "guests": rng.choice((1, 2))}
        | {"before_min": rng.choice((0, 10)), "after_min": rng.choice((0, 5))}
        for one in seen
    ]
    one = person(name, *duties, is_hard=rng.random() < 0.3)
    return one | ({"windows": _windows(rng, 60, 150)} if rng.random() < 0.5 else {})


def _windows(rng: random.Random, least: int, most: int) -> list[list[int]]:
    start = 590 + rng.randrange(0, 40, 5)
    return [[start, start + rng.randrange(least, most, 5)]]


def every_grid(problem: GridProblem, most: int) -> Iterator[Document]:
    """Yield every decision of a tiny festival; nothing where there are more than ``most``."""
    model = compile_model(problem)
    choices: list[list[tuple[object, ...]]] = []
    for task in range(model.tasks):
        one = problem.events[model.event[task]]
        number = int(model.number[task])
        places: list[tuple[object, ...]] = [()]
        for r, where in enumerate(problem.auditoriums):
            places += [(one.id, where.id, int(start), number) for start in model.starts(task, r)]
        choices.append(places)
    count = 1
    for places in choices:
        count *= len(places)
    if count <= most:
        for grid in itertools.product(*choices):
            yield decision(*(place for place in grid if place))


def best_of_all(document: Document, most: int) -> tuple[float | None, int]:
    """Return the best score of every grid that keeps the rules (None: none does), and how many grids there are."""
    problem = PROBLEM.parse(document)
    check = PROBLEM.checker(problem)  # type: ignore[misc]  # the grid has a checker
    best, count = None, 0
    for one in every_grid(problem, most):
        verdict = check(one)
        count += 1
        if verdict.is_feasible and (best is None or verdict.score > best):
            best = verdict.score
    return best, count
