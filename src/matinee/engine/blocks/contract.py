"""The contract ``matinee-blocks/1``: what a request for programs may say."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray  # noqa: TC002 (the reader of contracts needs it at run time)

from matinee.engine.errors import BadInput
from matinee.engine.json_reader import limits, shown

DAY_S = 86_400
ID = limits(min_length=1, max_length=200, about="your own id")
NAME = limits(max_length=1_000)
TEXT = limits(max_length=2_000_000, about="logline or synopsis; the first 20,000 characters are read")
TAGS = limits(max_length=200, max_items=200)
MANY = limits(max_items=100_000)
WEIGHT = limits(minimum=0, maximum=1_000_000)

Premiere = Literal["world", "international", "continental", "national", "region", "state", "city", "none"]
Attribute = Literal["countries", "languages", "genre", "form", "themes", "premiere", "strands"]


def read_matrix(value: object, path: str) -> NDArray[np.float64]:
    """Read a list of rows of numbers in [-1, 1]; the first wrong cell is named."""
    if not isinstance(value, list):
        raise BadInput(path, f"{shown(value)} is not a list of rows")
    for i, row in enumerate(value):
        if not isinstance(row, list) or len(row) != len(value):
            raise BadInput(f"{path}[{i}]", f"is not a row of {len(value)} numbers, one for each film of similarity.ids")
        for j, cell in enumerate(row):
            if isinstance(cell, bool) or not isinstance(cell, int | float) or not -1 <= cell <= 1:
                raise BadInput(f"{path}[{i}][{j}]", f"{shown(cell)} is not a number from -1 to 1")
    return np.array(value, dtype=np.float64).reshape(len(value), len(value))


@dataclass(frozen=True, slots=True)
class Film:
    """One film that may be shown."""

    id: str = field(metadata=ID)
    running_time_s: int = field(metadata=limits(minimum=1, maximum=DAY_S, about="seconds, without black or titles"))
    title: str | None = field(default=None, metadata=NAME)
    text: str | None = field(default=None, metadata=TEXT)
    themes: tuple[str, ...] = field(default=(), metadata=TAGS)
    genre: str | None = field(default=None, metadata=NAME)
    form: str | None = field(default=None, metadata=NAME)
    countries: tuple[str, ...] = field(default=(), metadata=TAGS)
    languages: tuple[str, ...] = field(default=(), metadata=TAGS)
    score: float | None = field(default=None, metadata=limits(minimum=0, maximum=10, about="calibrated mean of ten"))
    score_sd: float | None = field(default=None, metadata=limits(minimum=0, maximum=10))
    weight: float | None = field(
        default=None, metadata=limits(minimum=0, maximum=5, about="0 airy to 5 harrowing; heavy from 4")
    )
    strands: tuple[str, ...] = field(default=(), metadata=TAGS)
    makers_present: int = field(default=0, metadata=limits(minimum=0, maximum=10_000))
    premiere: Premiere | None = None
    must_play: bool = False

    @property
    def name(self) -> str:
        """Return what people call the film."""
        return self.title or self.id


@dataclass(frozen=True, slots=True)
class Program:
    """One program to be filled."""

    id: str = field(metadata=ID)
    min_s: int = field(metadata=limits(minimum=0, maximum=7 * DAY_S))
    max_s: int = field(metadata=limits(minimum=0, maximum=7 * DAY_S))
    title: str | None = field(default=None, metadata=NAME)
    strand: str | None = field(default=None, metadata=NAME)
    about: str | None = field(default=None, metadata=TEXT)
    min_films: int = field(default=0, metadata=limits(minimum=0, maximum=100_000))
    max_films: int = field(default=100_000, metadata=limits(minimum=0, maximum=100_000))

    @property
    def name(self) -> str:
        """Return what people call the program."""
        return self.title or self.id


@dataclass(frozen=True, slots=True)
class Lock:
    """A film that stays in a program, or even at one position of it: from 1, or from -1 for the last."""

    film: str = field(metadata=ID)
    program: str = field(metadata=ID)
    position: int | None = field(default=None, metadata=limits(minimum=-100_000, maximum=100_000, about="never 0"))


@dataclass(frozen=True, slots=True)
class Forbid:
    """A film that must not be in a program."""

    film: str = field(metadata=ID)
    program: str = field(metadata=ID)


@dataclass(frozen=True, slots=True, eq=False)
class Similarity:
    """Likeness of films as somebody else measured it."""

    ids: tuple[str, ...] = field(metadata=limits(min_length=1, max_length=200, max_items=20_000))
    matrix: NDArray[np.float64] = field(
        metadata=limits(
            reader=read_matrix,
            schema={
                "type": "array",
                "items": {"type": "array", "items": {"type": "number", "minimum": -1, "maximum": 1}},
            },
            about="symmetric; the diagonal is not read",
        )
    )


@dataclass(frozen=True, slots=True)
class Weights:
    """Points for one unit of each term (the units are in ``docs/engine/blocks.md``)."""

    cohesion: float = field(default=1.0, metadata=WEIGHT)
    quality: float = field(default=1.0, metadata=WEIGHT)
    about: float = field(default=1.0, metadata=WEIGHT)
    order: float = field(default=1.0, metadata=WEIGHT)
    balance: float = field(default=0.5, metadata=WEIGHT)
    redundancy: float = field(default=0.5, metadata=WEIGHT)


@dataclass(frozen=True, slots=True)
class Target:
    """A wish for variety: in one program, or over all of them together where ``program`` is null."""

    attribute: Attribute
    at_least_distinct: int = field(metadata=limits(minimum=0, maximum=10_000))
    program: str | None = field(default=None, metadata=ID)


@dataclass(frozen=True, slots=True, eq=False)
class Problem:
    """A whole request."""

    films: tuple[Film, ...] = field(metadata=limits(max_items=20_000))
    programs: tuple[Program, ...] = field(metadata=limits(max_items=2_000))
    format: Literal["matinee-blocks/1"] = "matinee-blocks/1"
    gap_s: int = field(default=10, metadata=limits(minimum=0, maximum=3_600, about="black and title card per film"))
    select: Literal["all", "best"] = "best"
    locks: tuple[Lock, ...] = field(default=(), metadata=MANY)
    forbid: tuple[Forbid, ...] = field(default=(), metadata=MANY)
    together: tuple[tuple[str, ...], ...] = field(default=(), metadata=MANY)
    apart: tuple[tuple[str, ...], ...] = field(default=(), metadata=MANY)
    similarity: Similarity | None = None
    weights: Weights = field(default_factory=Weights)
    targets: tuple[Target, ...] = field(default=(), metadata=limits(max_items=1_000))


def values_of(film: Film, attribute: str) -> frozenset[str]:
    """Return what a film counts for under an attribute, in one spelling."""
    found: Any = getattr(film, attribute)
    if found is None:
        return frozenset()
    values = (found,) if isinstance(found, str) else found
    return frozenset(value.strip().casefold() for value in values if value.strip())
