"""Formulas of preselection: what marks say, when they suffice, who must stay away, what keeps queues even."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, variance

from matinee.accounts.models import User
from matinee.entries.models import Entry
from matinee.festival.models import Policy

NOISE_VARIANCE = 2.25  # of one mark around what the film deserves, until the marks themselves say otherwise
NOISE_WEIGHT = 2.0  # and it counts as much as so many marks
INTERVAL_SD = 1.28  # of ten intervals, eight hold the truth


@dataclass(frozen=True, slots=True)
class Figures:
    """What the marks of one entry say, without calibration."""

    viewings: int
    mean: float
    sd: float
    spread: float


def figures_of(marks: Sequence[float]) -> Figures:
    """Return number, mean, standard error of the mean and spread of one entry's marks (at least one).

    With ``n`` marks of variance ``s2`` the error is ``sqrt(((n - 1) s2 + w v) / (n - 1 + w) / n)``: the prior variance
    ``v`` counts as ``w`` marks, so that two equal marks are not taken for certainty.
    """
    n = len(marks)
    seen = (n - 1) * variance(marks) if n > 1 else 0.0
    noise = (seen + NOISE_WEIGHT * NOISE_VARIANCE) / (n - 1 + NOISE_WEIGHT)
    return Figures(n, fmean(marks), math.sqrt(noise / n), max(marks) - min(marks))


def interval_of(mean: float, sd: float) -> tuple[float, float]:
    """Return the 80 % interval of a mean, kept on the scale of 1 to 10."""
    return max(1.0, mean - INTERVAL_SD * sd), min(10.0, mean + INTERVAL_SD * sd)


def is_disputed(spread: float, policy: Policy) -> bool:
    """Tell whether reviewers disagree so much that one more should watch."""
    return spread >= float(policy.dispute_spread)


def viewings_missing(viewings: int, spread: float, policy: Policy) -> int:
    """Return how many viewings are missing before the marks may decide."""
    needed = policy.viewings_if_disputed if is_disputed(spread, policy) else policy.viewings_least
    return max(0, needed - viewings)


def is_candidate(mean: float, viewings: int, spread: float, policy: Policy) -> bool:
    """Tell whether a film is above the quality cut with enough viewings behind it."""
    return mean >= float(policy.quality_cut) and viewings_missing(viewings, spread, policy) == 0


def conflict_of(entry: Entry, reviewer: User) -> str:
    """Return why a reviewer must not watch an entry by its own facts, or nothing.

    Whoever sent or owns a film does not mark it; everything else is for people to declare (``recuse``).
    """
    is_own = reviewer.pk in {entry.sender_id, entry.film.owner_id}
    is_own = is_own or bool(entry.sender_email and entry.sender_email.lower() == reviewer.email.lower())
    return "It is their own film." if is_own else ""


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
