"""What an output document of scores claims, read strictly."""

from __future__ import annotations

from dataclasses import dataclass, field

from matinee.engine.json_reader import limits

POSITIVE = limits(minimum=1e-9)


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry as an output document has it."""

    entry: str
    mean: float
    sd: float
    top_k_probability: float
    rank_low: int
    rank_high: int
    marks: int


@dataclass(frozen=True, slots=True)
class Genre:
    """A reviewer's bias in a genre."""

    genre: str
    bias: float
    bias_low: float
    bias_high: float


@dataclass(frozen=True, slots=True)
class Reviewer:
    """A reviewer as an output document has them."""

    reviewer: str
    bias: float
    bias_low: float
    bias_high: float
    stretch: float
    stretch_low: float
    stretch_high: float
    spread: float = field(metadata=POSITIVE)
    spread_low: float
    spread_high: float
    marks: int
    genres: tuple[Genre, ...] = ()


@dataclass(frozen=True, slots=True)
class Model:
    """The numbers the scores rest on."""

    level: float
    quality_sd: float = field(metadata=POSITIVE)
    bias_sd: float = field(metadata=POSITIVE)
    stretch_sd: float = field(metadata=POSITIVE)
    bias_stretch_correlation: float = field(metadata=limits(minimum=-0.999999, maximum=0.999999))
    genre_sd: float = field(metadata=POSITIVE)
    noise_degrees_of_freedom: float = field(metadata=POSITIVE)


@dataclass(frozen=True, slots=True)
class Decision:
    """What is claimed."""

    entries: tuple[Entry, ...]
    reviewers: tuple[Reviewer, ...]
    model: Model
