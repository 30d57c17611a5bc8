"""Instances of the benchmarks of the grid: festivals of four sizes, drawn with a seed.

    python benchmarks/grid_instances.py 500/20 --seed 0 > grid.json

A festival has shorts programs and features of the usual lengths (85 to 95 minutes of shorts; features 75 to 140), shown
once to three times, panels, receptions, industry meetings and interviews. Rooms stand in venues a walk or a ride apart,
seat 40 to 600 and differ in what they can do (35 mm, captions, a stage). Makers are there for two to five days, which
is a wish; moderators, jurors and interviewers are our own, and needing them in two places is against a rule; a
juror sees one strand. People want what is alike: the share that wants both of two programs is larger within a strand.
"""

from __future__ import annotations

import argparse
import json
import random
from dataclasses import dataclass
from typing import Any

Document = dict[str, Any]
DAY, OPENS, CLOSES = 1440, 540, 1440  # minutes: rooms open from 9 to midnight
STRANDS = ("fiction", "documentary", "animation", "female cinema", "late night", "local", "experimental", "families")


@dataclass(frozen=True)
class Size:
    """How large a festival is; ``people`` are those with duties."""

    screenings: int
    rooms: int
    venues: int
    days: int
    people: int


SIZES = {
    "12/1": Size(12, 2, 1, 1, 20),
    "30/4": Size(30, 4, 2, 3, 60),
    "120/8": Size(120, 8, 4, 5, 300),
    "500/20": Size(500, 20, 8, 10, 1500),
}


def festival(size: Size, seed: int = 0) -> Document:
    """Return a request without a published grid; the same seed gives the same request."""
    rng = random.Random(seed)
    rooms = _rooms(size, rng)
    events = _events(size, rng)
    return {
        "format": "matinee-grid/1",
        "events": events,
        "auditoriums": rooms,
        "people": _people(size, events, rng),
        "travel": _travel(size, rng),
        "audiences": _audiences(events, rng),
        "premieres": [{"event": event["id"]} for event in events if event["showings"] > 1],
        "precedence": _precedence(events, rng),
        "day_starts_min": 300,
    }


def _rooms(size: Size, rng: random.Random) -> list[Document]:
    rooms = []
    for i in range(size.rooms):
        opens = OPENS + rng.choice((0, 0, 60, 120))
        closes = CLOSES - rng.choice((0, 0, 60))
        features = [name for name, share in (("captions", 0.6), ("35mm", 0.3), ("stage", 0.5)) if rng.random() < share]
        if i == 0:
            features = ["captions", "35mm", "stage"]
        rooms.append(
            {
                "id": f"r{i}",
                "venue": f"v{i % size.venues}",
                "seats": rng.choice((40, 80, 120, 160, 200, 300, 450, 600)),
                "features": features,
                "windows": [[d * DAY + opens, d * DAY + closes] for d in range(size.days)],
                "turnaround_min": 15,
            }
        )
    return rooms


def _events(size: Size, rng: random.Random) -> list[Document]:
    events: list[Document] = []
    left = size.screenings
    while left:
        event = _event(len(events), size, rng)
        event["showings"] = min(left, event["showings"])
        left -= event["showings"]
        events.append(event)
    return events


def _event(number: int, size: Size, rng: random.Random) -> Document:
    kind = rng.choices(("shorts", "feature", "panel", "reception", "meeting", "interview"), (35, 40, 10, 4, 5, 6))[0]
    strand = rng.choice(STRANDS)
    event: Document = {"id": f"e{number}", "strand": strand, "showings": 1, "demand": 0}
    days = range(size.days)
    if kind in {"shorts", "feature"}:
        event |= _screening(kind, size, rng)
        hours = (1200, 1380) if strand == "late night" else (540, 900) if strand == "families" else None
        if hours:
            event["wished_windows"] = [[d * DAY + hours[0], d * DAY + hours[1]] for d in days]
        return event
    minutes = {"panel": 75, "reception": 120, "meeting": 45, "interview": 30}[kind]
    first, last = {"reception": (1020, 1260), "panel": (600, 1080)}.get(kind, (540, 1110))
    event |= {"kind": kind, "during_min": minutes, "before_min": 10, "after_min": 10}
    event["windows"] = [[d * DAY + first, d * DAY + last] for d in days]
    if kind == "panel":
        event |= {"features": ["stage"], "demand": rng.randint(20, 150)}
    return event


def _screening(kind: str, size: Size, rng: random.Random) -> Document:
    long = rng.randint(85, 95) if kind == "shorts" else rng.randint(75, 140)
    talk = rng.choice((15, 20, 25))
    showings = 1 if size.days == 1 else rng.choices((1, 2, 3), (50, 35, 15))[0]
    needs = [name for name, share in (("captions", 0.15), ("35mm", 0.08)) if rng.random() < share]
    return {
        "kind": "program",
        "during_min": 5 * round((5 + long + talk) / 5),
        "before_min": 20,
        "after_min": 10,
        "showings": showings,
        "apart_min": DAY if showings > 1 else 0,
        "features": needs,
        "demand": int(min(1200, 40 * showings * rng.paretovariate(1.3))),
    }


def _people(size: Size, events: list[Document], rng: random.Random) -> list[Document]:
    """Return makers (most of the people), and the festival's own: a juror sees up to eight things of one strand."""
    staff = max(2, size.people // 15)
    people = [_maker(i, size, events, rng) for i in range(size.people - staff)]
    for i in range(staff):
        role = rng.choice(("moderator", "moderator", "juror", "interviewer"))
        strand = rng.choice(STRANDS)
        fitting = [event for event in events if role != "juror" or event["strand"] == strand] or events
        seen = rng.sample(fitting, min(len(fitting), rng.randint(2, 8)))
        way = "first" if role == "moderator" else "any" if role == "juror" else "every"
        if role == "interviewer":
            seen = seen[:3]
        duties = [{"event": event["id"], "role": role, "showings": way} for event in seen]
        people.append({"id": f"s{i}", "roles": duties, "is_hard": True})
    return people


def _maker(number: int, size: Size, events: list[Document], rng: random.Random) -> Document:
    chosen = rng.sample(events, min(len(events), rng.choices((1, 2, 3), (75, 20, 5))[0]))
    team = random.Random(chosen[0]["id"]).randrange(size.days)  # those of one film come together, give or take a day
    comes = max(0, team - rng.randrange(2))
    leaves = min(size.days, team + rng.randint(2, 5))
    duties = []
    for event in chosen:
        way = rng.choice(("first", "every")) if event["showings"] > 1 else "every"
        duties.append({"event": event["id"], "role": "maker", "showings": way, "guests": rng.choice((1, 1, 1, 2))})
    return {"id": f"m{number}", "roles": duties, "windows": [[comes * DAY + 600, leaves * DAY]], "is_hard": False}


def _travel(size: Size, rng: random.Random) -> list[Document]:
    spots = [(rng.uniform(0, 30), rng.uniform(0, 30)) for _ in range(size.venues)]
    return [
        {
            "a": f"v{a}",
            "b": f"v{b}",
            "minutes": 5 + round(abs(spots[a][0] - spots[b][0]) + abs(spots[a][1] - spots[b][1])),
        }
        for a in range(size.venues)
        for b in range(a + 1, size.venues)
    ]


def _audiences(events: list[Document], rng: random.Random) -> list[Document]:
    """Return pairs that more than three people want: a tenth of the smaller demand, thrice that within a strand."""
    pairs = []
    for i, one in enumerate(events):
        for other in events[i + 1 :]:
            share = (0.3 if one["strand"] == other["strand"] else 0.1) * rng.random()
            people = int(share * min(one["demand"], other["demand"]))
            if people > 3 and rng.random() < 0.4:
                pairs.append({"a": one["id"], "b": other["id"], "people": people})
    return pairs


def _precedence(events: list[Document], rng: random.Random) -> list[Document]:
    """Return some interviews that come after the film has been shown."""
    films = [event["id"] for event in events if event["demand"] and event["kind"] == "program"]
    talks = [event["id"] for event in events if event["kind"] == "interview"]
    return [{"a": rng.choice(films), "b": talk, "gap_min": 30} for talk in talks if films]


def main() -> None:
    """Print one instance as JSON."""
    parser = argparse.ArgumentParser()
    parser.add_argument("size", choices=sorted(SIZES))
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    print(json.dumps(festival(SIZES[options.size], options.seed)))


if __name__ == "__main__":
    main()
