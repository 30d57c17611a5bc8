"""What keeps queues even, and why an entry is in one, in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Waiting:
    """An entry that wants ``wanted`` more viewings; ``barred`` are reviewers who must not, or already did."""

    entry: int
    running_time_s: int
    wanted: int
    language: str = ""
    genre: str = ""
    mean: float | None = None
    sd: float | None = None
    viewings: int = 0
    barred: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Turn:
    """Who watches what next, and why, in words."""

    entry: int
    reviewer: int
    reason: str


def even_turns(
    waiting: Iterable[Waiting], load_s: Mapping[int, int], room_s: Mapping[int, int] | None = None
) -> list[Turn]:
    """Deal viewings so that minutes stay even: the longest films first, each to whoever has least to watch.

    ``load_s`` is what each reviewer's queue holds already, in seconds; ``room_s`` what those who named their minutes
    still take on. What fits nobody is left over.
    """
    load, room = dict(load_s), dict(room_s or {})
    turns: list[Turn] = []
    for film in sorted(waiting, key=lambda one: (-one.running_time_s, one.entry)):
        length = film.running_time_s
        able = (who for who in load if who not in film.barred and room.get(who, length) >= length)
        for reviewer in sorted(able, key=lambda who: (load[who], who))[: film.wanted]:
            load[reviewer] += length
            if reviewer in room:
                room[reviewer] -= length
            turns.append(Turn(film.entry, reviewer, why_next(film)))
    return turns


def why_next(film: Waiting) -> str:
    """Return why an entry is in a queue, in words."""
    if film.viewings == 0:
        return "Nobody has watched it yet."
    if film.wanted > 1:
        return f"{film.wanted} viewings are missing."
    return "One more viewing decides."
