"""The one door from this room to the engine: calibrated scores and balanced queues."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from matinee.preselection.rules import Turn, Waiting, even_turns

LOWEST, HIGHEST, STEP = 1.0, 10.0, 0.5  # the marks that reviewers give


@dataclass(frozen=True, slots=True)
class Mark:
    """One reviewer's mark of one entry, as the engine wants it."""

    entry: int
    reviewer: int
    mark: float
    genre: str = ""


@dataclass(frozen=True, slots=True)
class Estimate:
    """What an entry deserves after calibration, and how sure that is."""

    mean: float
    sd: float


def calibrated(marks: Sequence[Mark]) -> dict[int, Estimate]:
    """Return the estimate of every marked entry, on the team's scale; the order of the marks does not matter."""
    if not marks:
        return {}
    from matinee.engine import scores  # noqa: PLC0415  scipy takes a second to load; only who calibrates pays it

    ordered = sorted(marks, key=lambda one: (one.entry, one.reviewer))
    asked = [scores.Mark(str(one.reviewer), str(one.entry), one.mark, one.genre or None) for one in ordered]
    found = scores.calibrate(asked, scale=scores.Scale(LOWEST, HIGHEST, STEP))
    return {int(one.entry): Estimate(one.mean, one.sd) for one in found.entries}


def dealt(waiting: Sequence[Waiting], load_s: Mapping[int, int]) -> list[Turn]:
    """Return who watches what next; ``load_s`` is what each reviewer's queue holds already."""
    return even_turns(waiting, load_s)
