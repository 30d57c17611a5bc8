"""The marquee's door to the engine: a visitor's stars become a problem, its answer the showings to go to."""

import math
from collections.abc import Iterable
from datetime import datetime
from itertools import combinations
from typing import Any, Final

from matinee.engine.itinerary import parse, solve
from matinee.engine.problem import How
from matinee.engine.stop import Stop

Facts = dict[str, Any]
BUDGET_S: Final = 2.0
EARLY_MIN, SAME_HOUSE_MIN, UNKNOWN_WAY_MIN = 5, 5, 15
WALK_M_PER_MIN, DETOUR, EARTH_M = 75, 1.3, 6_371_000


def best_festival(told: Facts, stars: Iterable[str], now: datetime) -> Facts:
    """Return the best choice of showings for stars such as ``p/shorts-i`` and ``f/portage``.

    ``told`` is an edition's ``showings.json``. What has begun is not planned with. The answer has ``kept`` (program and
    showing), and ``left``: programs given up, each with those that it would take the place of.
    """
    rows = {row["code"]: (row, program) for program in told["programs"] for row in _open(program, now)}
    known = {star for program in told["programs"] for star in _works(program)}
    wishes = [star for star in dict.fromkeys(stars) if star in known]
    solved = solve(parse(_problem(told, rows, wishes)), How(stop=Stop(budget_s=BUDGET_S)))
    kept = {rows[visit.showing][1]["slug"]: visit.showing for visit in solved.visits}
    left: dict[str, list[str]] = {}
    for lost in solved.given_up:
        program = rows[lost.showing][1] if lost.showing else _holder(told, lost.work)
        if program["slug"] not in kept:
            left.setdefault(program["slug"], [rows[code][1]["slug"] for code in lost.instead_of])
    return {
        "is_best": solved.status == "optimal",
        "kept": [{"program": slug, "showing": code} for slug, code in kept.items()],
        "left": [{"program": slug, "instead_of": others} for slug, others in left.items()],
    }


def _problem(told: Facts, rows: dict[str, tuple[Facts, Facts]], wishes: list[str]) -> Facts:
    first = min((_minute(row["starts_at"]) for row, _ in rows.values()), default=0)
    return {
        "format": "matinee-itinerary/1",
        "wishes": [{"work": star} for star in wishes],
        "showings": [
            {"id": code, "works": _works(program), "venue": _place(row), "title": program["title"][:1000]}
            | _span(row, first)
            for code, (row, program) in rows.items()
        ],
        "travel": _ways(told["venues"], [row for row, _ in rows.values()]),
        "travel_min": UNKNOWN_WAY_MIN,
        "early_min": EARLY_MIN,
    }


def _span(row: Facts, first: int) -> Facts:
    """Return when a showing starts and ends, in minutes from the first one."""
    start, end = _minute(row["starts_at"]) - first, _minute(row["ends_at"]) - first
    return {"start_min": start, "end_min": max(end, start + 1)}


def _open(program: Facts, now: datetime) -> list[Facts]:
    """Return a program's showings that one can still go to."""
    going = [row for row in program["showings"] if row["state"] == "scheduled"]
    return [row for row in going if datetime.fromisoformat(row["starts_at"]) > now]


def _works(program: Facts) -> list[str]:
    return [f"p/{program['slug']}", *(f"f/{film['slug']}" for film in program["films"])]


def _holder(told: Facts, star: str) -> Facts:
    found: Facts = next(program for program in told["programs"] if star in _works(program))
    return found


def _minute(moment: str) -> int:
    return int(datetime.fromisoformat(moment).timestamp() // 60)


def _place(row: Facts) -> str:
    """Name an auditorium; the engine knows no houses, so that the way inside one is a way like others."""
    return f"{row['venue']}/{row['room']}"[:200]


def _ways(venues: Facts, rows: list[Facts]) -> list[Facts]:
    """Return the minutes on foot between auditoriums, where it is known where they are."""
    places = {_place(row): venues[row["venue"]] for row in rows}
    found = []
    for (a, one), (b, other) in combinations(sorted(places.items()), 2):
        minutes = SAME_HOUSE_MIN if one is other else _walk(one, other)
        if minutes is not None:
            found.append({"a": a, "b": b, "minutes": min(minutes, 1440)})
    return found


def _walk(one: Facts, other: Facts) -> int | None:
    """Return the minutes on foot by the great circle and a detour, or None where a place is not known."""
    corners = (one["latitude"], one["longitude"], other["latitude"], other["longitude"])
    if any(corner is None for corner in corners):
        return None
    a, b, c, d = (math.radians(corner) for corner in corners)
    half = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return math.ceil(2 * EARTH_M * math.asin(math.sqrt(half)) * DETOUR / WALK_M_PER_MIN)
