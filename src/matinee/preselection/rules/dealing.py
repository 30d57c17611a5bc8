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


def even_turns(waiting: Iterable[Waiting], load_s: Mapping[int, int]) -> list[Turn]:
    """Deal viewings so that minutes stay even: the longest films first, each to whoever has least to watch.

    ``load_s`` is what each reviewer's queue holds already, in seconds.
    """
    load = dict(load_s)
    turns: list[Turn] = []
    for film in sorted(waiting, key=lambda one: (-one.running_time_s, one.entry)):
        free = sorted((reviewer for reviewer in load if reviewer not in film.barred), key=lambda r: (load[r], r))
        for reviewer in free[: film.wanted]:
            load[reviewer] += film.running_time_s
            turns.append(Turn(film.entry, reviewer, why_next(film)))
    return turns


def why_next(film: Waiting) -> str:
    """Return why an entry is in a queue, in words."""
    if film.viewings == 0:
        return "Nobody has watched it yet."
    if film.wanted > 1:
        return f"{film.wanted} viewings are missing."
    return "One more viewing decides."
