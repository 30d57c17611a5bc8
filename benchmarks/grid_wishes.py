"""Wish lists kept: the engine's grid beside the real one, for visitors the engine has not seen.

    python benchmarks/grid_wishes.py [--visitors 1000] [--budget 60] [--seed 0]

Real grid: `schedules/sundance_2024.jsonl`. Kept as hard rules: its auditoriums, each open on each day from its first
start to twenty minutes after its last film of that day; every title as often as it was, in the same cities in the same
order, one showing after the other; at least the shortest pause between two films that each auditorium had; running
times (100 minutes where none is told) and 20 minutes of talk after a premiere; premieres first where they were, in
auditoriums that had premieres, on days that had them; the hours of day of Midnight and Family Matinee; the 28 award
slots where they stand, closed for all else. Repeats were 75 minutes apart at least, here they do not overlap; that a
title's showings lie one in each part of the festival is a wish, so that people of every weekend can see it. The engine
begins from the real grid, and people count as 20 for each visitor it is told of.

Visitors have a taste for sections (gamma weights) and titles a skewed pull (power law); each wishes 20 titles and is
there for two to five days in a row. The engine is told how often two titles are wished together by 1,000 other visitors
drawn likewise (``--told``), nothing of those who judge. Both grids are judged alike: each visitor's best plan by
`matinee.engine.itinerary`, 15 minutes between houses, 50 between the cities, at the door ten minutes before. Seats are
not counted (the data has none). People who stay for all eleven days are a second group.
"""

from __future__ import annotations

import argparse
import itertools
import json
import time
from collections import Counter, defaultdict
from typing import Any

import numpy as np

import itinerary_visitors as itinerary
from matinee.engine.grid import PROBLEM
from matinee.engine.grid.model import compile_model
from matinee.engine.grid.search import improve
from matinee.engine.problem import How
from matinee.engine.stop import Stop

DAY, DAYS, TALK, UNKNOWN = 1440, 11, 20, 100
WISHES, DOOR = 20, 10
HOURS_OF = ("Midnight", "Family Matinee")
Document = dict[str, Any]


class Festival:
    """The real screenings, and what of them binds a new grid."""

    def __init__(self) -> None:
        raw = json.loads(itinerary.DATA.read_text().splitlines()[0])["programs"]
        self.shown = []
        for program, showing in zip(raw, itinerary.real_grid(), strict=True):
            minutes = program["runtime_min"] or UNKNOWN
            self.shown.append(
                {
                    "title": program["program_key"],
                    "section": program["section"],
                    "kind": program["event_type"],
                    "room": showing["venue"],
                    "city": program["city"],
                    "start": showing["start_min"],
                    "minutes": minutes,
                }
            )
        self.free = sorted(
            (s for s in self.shown if s["kind"] != "Award Winner"), key=lambda s: (s["title"], s["start"])
        )
        self.titles = sorted({s["title"] for s in self.free})
        self.rooms = sorted({s["room"] for s in self.shown})
        self.count = Counter(s["title"] for s in self.free)
        self.number: dict[int, int] = {}
        seen: Counter[str] = Counter()
        for i, s in enumerate(self.free):
            s["is_first"] = s["kind"] == "Premiere" and not seen[s["title"]]
            self.number[i] = seen[s["title"]]
            seen[s["title"]] += 1

    def auditoriums(self) -> list[Document]:
        """Return rooms with their hours and the least pause they had, of which ``TALK`` stands with the film."""
        rooms = []
        for room in self.rooms:
            days: dict[int, list[Document]] = defaultdict(list)
            for s in sorted((s for s in self.shown if s["room"] == room), key=lambda s: s["start"]):
                days[s["start"] // DAY].append(s)
            pauses = [b["start"] - a["start"] - a["minutes"] for d in days.values() for a, b in itertools.pairwise(d)]
            hours = [[d[0]["start"], max(s["start"] + s["minutes"] for s in d) + TALK] for d in days.values()]
            house = room.split(" - ", maxsplit=1)[0]
            rooms.append({"id": room, "venue": house, "windows": hours, "turnaround_min": min(pauses) - TALK})
        return rooms

    def events(self) -> list[Document]:
        """Return every showing as an event, award slots included."""
        premieres = [s for s in self.shown if s["kind"] == "Premiere"]
        halls = sorted({s["room"] for s in premieres})
        days = range(min(s["start"] for s in premieres) // DAY, max(s["start"] for s in premieres) // DAY + 1)
        events = []
        for i, s in enumerate(self.free):
            talk = TALK if s["kind"] == "Premiere" else 0
            low, high = self._hours(s)
            rooms = halls if s["is_first"] else [r["room"] for r in self.shown if r["city"] == s["city"]]
            part = DAYS * DAY / self.count[s["title"]]
            span = days if s["is_first"] else range(DAYS)
            events.append(
                {
                    "id": f"s{i}",
                    "during_min": s["minutes"] + talk,
                    "after_min": TALK - talk,
                    "auditoriums": sorted(set(rooms)),
                    "windows": [[d * DAY + low, d * DAY + high] for d in span],
                    "wished_windows": [[int(part * self.number[i]), int(part * (self.number[i] + 1))]],
                }
            )
        award = [s for s in self.shown if s["kind"] == "Award Winner"]
        return events + [{"id": f"a{i}", "during_min": s["minutes"], "after_min": TALK} for i, s in enumerate(award)]

    def _hours(self, showing: Document) -> tuple[int, int]:
        """Return the hours of day that a section kept to, where it did."""
        if showing["section"] not in HOURS_OF:
            return 0, DAY + 60
        alike = [s["start"] % DAY for s in self.free if s["section"] == showing["section"]]
        return min(alike), max(alike)

    def request(self, together: np.ndarray) -> Document:
        """Return the grid problem: every two showings of two titles share those who wish both, in equal parts."""
        place = {title: k for k, title in enumerate(self.titles)}
        audiences, after = [], []
        for i, one in enumerate(self.free):
            if i and self.free[i - 1]["title"] == one["title"]:
                after.append({"a": f"s{i - 1}", "b": f"s{i}", "gap_min": 0})
            for j in range(i + 1, len(self.free)):
                other = self.free[j]
                shares = self.count[one["title"]] * self.count[other["title"]]
                people = round(20 * together[place[one["title"]], place[other["title"]]] / shares)
                if one["title"] != other["title"] and people:
                    audiences.append({"a": f"s{i}", "b": f"s{j}", "people": people})
        award = [s for s in self.shown if s["kind"] == "Award Winner"]
        return {
            "format": "matinee-grid/1",
            "select": "all",
            "events": self.events(),
            "auditoriums": self.auditoriums(),
            "audiences": audiences,
            "precedence": after,
            "travel": self._travel(),
            "same_venue_min": DOOR,
            "comfort_min": 0,
            "weights": {"cannot_see_both": 0.005, "off_daypart": 0.001},
            "locks": [
                {"event": f"a{i}", "auditorium": s["room"], "start_min": s["start"]} for i, s in enumerate(award)
            ],
        }

    def _travel(self) -> list[Document]:
        house = {r: r.split(" - ", maxsplit=1)[0] for r in self.rooms}
        ways = {}
        for way in itinerary.ways([{"venue": s["room"], "tags": [s["city"]]} for s in self.shown]):
            a, b = sorted((house[way["a"]], house[way["b"]]))
            if a != b:
                ways[a, b] = way["minutes"] + DOOR
        return [{"a": a, "b": b, "minutes": minutes} for (a, b), minutes in ways.items()]

    def showings(self, places: list[tuple[str, int]]) -> list[Document]:
        """Return a grid for the itinerary engine: a room and a start for each free showing."""
        return [
            {
                "id": f"s{i}",
                "works": [s["title"]],
                "venue": room,
                "start_min": start,
                "end_min": start + s["minutes"] + (TALK if s["kind"] == "Premiere" else 0),
                "tags": [s["city"]],
            }
            for i, (s, (room, start)) in enumerate(zip(self.free, places, strict=True))
        ]

    def visitors(self, count: int, seed: int, *, is_whole: bool) -> list[tuple[list[int], int, int]]:
        """Return wishes (places of titles), first day, and number of days, of so many people."""
        rng = np.random.default_rng([seed, is_whole])
        pull = 1.0 / np.arange(1, len(self.titles) + 1) ** 0.6
        np.random.default_rng(5).shuffle(pull)  # the same titles are popular with everybody
        section = {s["title"]: s["section"] for s in self.free}
        sections = sorted(set(section.values()))
        of = np.array([sections.index(section[title]) for title in self.titles])
        people = []
        for _ in range(count):
            odds = pull * (rng.gamma(1.0, size=len(sections)) + 0.1)[of]
            wishes = rng.choice(len(self.titles), WISHES, replace=False, p=odds / odds.sum())
            days = DAYS if is_whole else int(rng.integers(2, 6))
            people.append((wishes.tolist(), int(rng.integers(0, DAYS - days + 1)), days))
        return people

    def films_seen(self, showings: list[Document], people: list[tuple[list[int], int, int]]) -> np.ndarray:
        """Return how many wished titles each visitor's best plan holds."""
        ways = itinerary.ways(showings)
        seen = []
        for wishes, first, days in people:
            document = {
                "format": "matinee-itinerary/1",
                "wishes": [{"work": self.titles[w], "stars": 3} for w in wishes],
                "showings": showings,
                "travel": ways,
                "present": [[first * DAY, (first + days) * DAY + 240]],
            }
            problem = itinerary.PROBLEM.parse(document)
            seen.append(WISHES - len(itinerary.PROBLEM.solve(problem, How(Stop(5.0))).given_up))
        return np.array(seen)


def engine_grid(festival: Festival, document: Document, budget_s: float, seed: int) -> list[tuple[str, int]]:
    """Return the engine's places after so many seconds of this process, checked by the checker."""
    problem = PROBLEM.parse(document)
    model = compile_model(problem)
    start = model.empty()
    for i, s in enumerate([*festival.free, *(s for s in festival.shown if s["kind"] == "Award Winner")]):
        start.room[i], start.start[i] = festival.rooms.index(s["room"]), s["start"]
    improve(model, start, Stop(None, 1), seed, lambda _: None)  # compiling is not counted
    grid = improve(model, start, Stop(budget_s, clock=time.process_time), seed, lambda _: None)
    if grid is None:
        raise SystemExit("not every showing found a place; give a larger --budget")
    ids = [event.id for event in problem.events]
    places = [(festival.rooms[r], int(s)) for r, s in zip(grid.room, grid.start, strict=True)]
    assert PROBLEM.checker is not None  # noqa: S101 (for the type checker)
    verdict = PROBLEM.checker(problem)(
        {"showings": [{"event": e, "auditorium": r, "start_min": s} for e, (r, s) in zip(ids, places, strict=True)]}
    )
    print(f"checker: feasible {verdict.is_feasible}, people torn {verdict.terms['cannot_see_both'].raw:.0f}")
    return places[: len(festival.free)]


def main() -> None:
    """Print films seen in both grids, and their ratio with an interval."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--visitors", type=int, default=1000)
    parser.add_argument("--told", type=int, default=1000)
    parser.add_argument("--budget", type=float, default=60.0, help="seconds of this process")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    festival = Festival()
    together = np.zeros((len(festival.titles), len(festival.titles)))
    for wishes, _, _ in festival.visitors(options.told, 1000 + options.seed, is_whole=False):
        together[np.ix_(wishes, wishes)] += 1
    document = festival.request(together)
    places = engine_grid(festival, document, options.budget, options.seed)
    real = festival.showings([(s["room"], s["start"]) for s in festival.free])
    ours = festival.showings(places)
    rng = np.random.default_rng(options.seed)
    for name, count in (("two to five days", options.visitors), ("all eleven days", options.visitors // 10)):
        people = festival.visitors(count, options.seed, is_whole=name.startswith("all"))
        theirs, mine = festival.films_seen(real, people), festival.films_seen(ours, people)
        draws = rng.integers(0, count, size=(2000, count))
        low, high = np.quantile(mine[draws].sum(axis=1) / theirs[draws].sum(axis=1), [0.025, 0.975])
        ratio = mine.sum() / theirs.sum()
        print(
            f"{name}: {count} visitors, films seen {theirs.mean():.2f} (real), {mine.mean():.2f} (engine), "
            f"ratio {ratio:.3f} [{low:.3f}, {high:.3f}]",
            flush=True,
        )


if __name__ == "__main__":
    main()
