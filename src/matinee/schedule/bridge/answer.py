"""The engine's answer as moves of bookings, in words and moments of the festival."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from matinee.schedule.bridge.clock import Clock


@dataclass(frozen=True, slots=True)
class Move:
    """What the engine suggests for one showing: a new place, or none; ``None`` before where it had none."""

    key: str  # event and showing, for forms
    event: str
    showing: int
    title: str
    before: tuple[str, datetime] | None
    after: tuple[str, datetime] | None
    why: str = ""
    why_not_earlier: str = ""
    why_not_elsewhere: str = ""

    @property
    def is_change(self) -> bool:
        """Tell whether anything is different."""
        return self.before != self.after


def moves_of(problem: Mapping[str, Any], solution: Mapping[str, Any], clock: Clock) -> list[Move]:
    """Return what an answer says of every showing, in the order of its new time; what has no place comes last."""
    titles = {one["id"]: one.get("title") or one["id"] for one in problem["events"]}
    before = {(s["event"], s.get("showing", 1)): _spot(s, clock) for s in problem.get("published", [])}
    found = []
    for one in solution.get("showings", []):
        key = (one["event"], one["showing"])
        words = [clock.in_words(one.get(name, "")) for name in ("why_here", "why_not_earlier", "why_not_elsewhere")]
        found.append(Move(_key(*key), *key, titles[key[0]], before.get(key), _spot(one, clock), *words))
    for one in solution.get("unplaced", []):
        key = (one["event"], one["showing"])
        why = clock.in_words(one.get("reason", ""))
        found.append(Move(_key(*key), *key, titles[key[0]], before.get(key), None, why))
    return sorted(found, key=lambda move: (move.after is None, move.after and move.after[1], move.title))


def local_words(words: list[str], clock: Clock) -> list[str]:
    """Return the engine's sentences as the festival's clocks have them."""
    return [clock.in_words(one) for one in words]


def _key(event: str, showing: int) -> str:
    return f"{event}.{showing}"


def _spot(said: Mapping[str, Any], clock: Clock) -> tuple[str, datetime]:
    return said["auditorium"], clock.moment(said["start_min"])
