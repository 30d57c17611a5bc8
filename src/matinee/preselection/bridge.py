"""The one door from this room to the engine: calibrated scores and balanced queues."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from matinee.preselection.rules import Turn, Waiting, even_turns, figures_of


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
    """Return the estimate of every marked entry."""
    ordered = sorted(marks, key=attrgetter("entry"))
    told = {entry: figures_of([one.mark for one in group]) for entry, group in groupby(ordered, attrgetter("entry"))}
    return {entry: Estimate(figures.mean, figures.sd) for entry, figures in told.items()}


def dealt(waiting: Sequence[Waiting], load_s: Mapping[int, int]) -> list[Turn]:
    """Return who watches what next; ``load_s`` is what each reviewer's queue holds already."""
    return even_turns(waiting, load_s)
