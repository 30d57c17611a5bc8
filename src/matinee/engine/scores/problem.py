"""The contract `matinee-scores/1`: who gave which entry what mark, on which scale."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from matinee.engine.errors import BadInput
from matinee.engine.json_reader import limits, read
from matinee.engine.json_schema import schema_of
from matinee.engine.references import numbered

NAME = limits(min_length=1, max_length=200, about="your own id")
LARGEST = 1e6
MOST_MARKS_ON_SCALE = 1001


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark that one reviewer gave one entry; ``at`` settles which of two marks is the later."""

    reviewer: str = field(metadata=NAME)
    entry: str = field(metadata=NAME)
    mark: float = field(metadata=limits(minimum=-LARGEST, maximum=LARGEST))
    genre: str | None = field(default=None, metadata=limits(min_length=1, max_length=200))
    at: str | None = field(default=None, metadata=limits(min_length=1, max_length=40, about="ISO 8601"))


@dataclass(frozen=True, slots=True)
class Scale:
    """The marks that can be given: from ``min`` to ``max`` in steps; null leaves a side or the steps open.

    ``cuts`` says what lies between two marks: ``equal`` distances, or distances ``learnt`` from how often
    each mark is given (for a few words such as no, maybe, yes). Null: learnt up to seven marks, else equal.
    """

    min: float | None = field(default=None, metadata=limits(minimum=-LARGEST, maximum=LARGEST))
    max: float | None = field(default=None, metadata=limits(minimum=-LARGEST, maximum=LARGEST))
    step: float | None = field(default=None, metadata=limits(minimum=1e-6, maximum=LARGEST))
    cuts: Literal["equal", "learnt"] | None = None

    def __post_init__(self) -> None:
        """Refuse a scale with no two marks on it."""
        if self.min is not None and self.max is not None and not self.min < self.max:
            raise BadInput("scale.max", f"{self.max:g} is not more than min, which is {self.min:g}")
        if self.cuts == "learnt" and None in {self.min, self.max, self.step}:
            raise BadInput("scale.cuts", "learnt cuts need min, max and step")
        if self.step is not None and self.min is not None and self.max is not None:
            self._require_whole_steps(self.max - self.min, self.step)

    def _require_whole_steps(self, width: float, step: float) -> None:
        steps = width / step
        if abs(steps - round(steps)) > 1e-6 or round(steps) < 1:  # noqa: PLR2004 (rounding of decimals)
            raise BadInput("scale.step", f"{step:g} does not lead from min to max in whole steps")
        if self.cuts == "learnt" and round(steps) >= MOST_MARKS_ON_SCALE:
            raise BadInput("scale.step", f"gives over {MOST_MARKS_ON_SCALE} marks; use equal cuts")

    @property
    def marks(self) -> int | None:
        """Return how many marks the scale has, None where it is open."""
        if self.min is None or self.max is None or self.step is None:
            return None
        return round((self.max - self.min) / self.step) + 1

    def refusal(self, mark: float) -> str | None:
        """Return why a mark is not on the scale."""
        if self.min is not None and mark < self.min:
            return f"{mark:g} is below the scale, which begins at {self.min:g}"
        if self.max is not None and mark > self.max:
            return f"{mark:g} is above the scale, which ends at {self.max:g}"
        if self.step is not None:
            steps = (mark - (self.min or 0.0)) / self.step
            if abs(steps - round(steps)) > 1e-6:  # noqa: PLR2004 (rounding of decimals)
                return f"{mark:g} is not on the scale, which has steps of {self.step:g}"
        return None


@dataclass(frozen=True, slots=True)
class ScoresProblem:
    """Marks to calibrate; ``entries`` names those without a mark so far that should be ranked too."""

    format: Literal["matinee-scores/1"]
    marks: tuple[Mark, ...] = field(metadata=limits(max_items=200_000))
    scale: Scale = field(default_factory=Scale)
    top_k: int = field(default=20, metadata=limits(minimum=1, maximum=1_000_000))
    entries: tuple[str, ...] = field(default=(), metadata=limits(min_length=1, max_length=200, max_items=100_000))


def parse(document: object) -> ScoresProblem:
    """Read and check a document."""
    problem = read(ScoresProblem, document)
    numbered(problem.entries, "entries[{}]")
    if not problem.marks and not problem.entries:
        raise BadInput("marks", "there is neither a mark nor an entry; give at least one")
    for i, mark in enumerate(problem.marks):
        refusal = problem.scale.refusal(mark.mark)
        if refusal is not None:
            raise BadInput(f"marks[{i}].mark", refusal)
    latest(problem.marks)
    return problem


def latest(marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """Return the marks that count: of two by one reviewer for one entry, the later one.

    Two that no ``at`` tells apart are refused.
    """
    kept: dict[tuple[str, str], tuple[int, Mark]] = {}
    for i, mark in enumerate(marks):
        key = (mark.reviewer, mark.entry)
        if key in kept:
            kept[key] = _later(kept[key], (i, mark))
        else:
            kept[key] = (i, mark)
    return tuple(mark for _, mark in kept.values())


def _later(first: tuple[int, Mark], second: tuple[int, Mark]) -> tuple[int, Mark]:
    (i, a), (j, b) = first, second
    if a.at is None or b.at is None or a.at == b.at:
        raise BadInput(
            f"marks[{j}]",
            f"{b.reviewer} has marked {b.entry} before (marks[{i}]); keep one, or say when with at",
        )
    return first if a.at > b.at else second


def schema() -> dict[str, object]:
    """Return the JSON Schema of the input."""
    return schema_of(ScoresProblem, "matinee-scores/1")
