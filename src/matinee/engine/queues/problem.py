"""The contract `matinee-queues/1`: entries that need viewings, reviewers who have time, and what forbids a pair."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from matinee.engine.errors import BadInput
from matinee.engine.json_reader import limits, read
from matinee.engine.json_schema import schema_of
from matinee.engine.references import numbered, require_known

NAME = limits(min_length=1, max_length=200, about="your own id")
NAMES = limits(min_length=1, max_length=200, max_items=20_000)
SHARE = limits(minimum=0, maximum=1)
DAY_S = 86_400


@dataclass(frozen=True, slots=True)
class Entry:
    """A film to be watched by reviewers; ``viewings`` are those it has had, ``wanted`` how many it should have."""

    id: str = field(metadata=NAME)
    running_time_s: int = field(metadata=limits(minimum=1, maximum=DAY_S))
    language: str | None = field(default=None, metadata=limits(min_length=1, max_length=50))
    genre: str | None = field(default=None, metadata=limits(min_length=1, max_length=200))
    conflicts: tuple[str, ...] = field(default=(), metadata=NAMES)
    viewings: int = field(default=0, metadata=limits(minimum=0, maximum=10_000))
    wanted: int | None = field(default=None, metadata=limits(minimum=0, maximum=1000))
    score: float | None = field(default=None, metadata=limits(minimum=-1e6, maximum=1e6))
    score_sd: float | None = field(default=None, metadata=limits(minimum=0, maximum=1e6))


@dataclass(frozen=True, slots=True)
class Reviewer:
    """Somebody who watches: time in minutes, languages understood (none named: all), expertise by genre."""

    id: str = field(metadata=NAME)
    max_minutes: float = field(metadata=limits(minimum=0, maximum=1e6))
    min_minutes: float = field(default=0.0, metadata=limits(minimum=0, maximum=1e6))
    languages: tuple[str, ...] = field(default=(), metadata=limits(min_length=1, max_length=50, max_items=100))
    expertise: dict[str, float] = field(default_factory=dict, metadata=SHARE)
    usual_expertise: float = field(default=0.5, metadata=SHARE)
    conflicts: tuple[str, ...] = field(default=(), metadata=NAMES)
    recusals: tuple[str, ...] = field(default=(), metadata=NAMES)
    watched: tuple[str, ...] = field(default=(), metadata=NAMES)


@dataclass(frozen=True, slots=True)
class Expertise:
    """Expertise given outright: a row for each reviewer, a column for each entry, in [0, 1]."""

    reviewers: tuple[str, ...]
    entries: tuple[str, ...]
    matrix: tuple[tuple[float, ...], ...] = field(metadata=SHARE)


@dataclass(frozen=True, slots=True)
class Selection:
    """For the next viewings: how many will be chosen, and how noisy one mark is."""

    top_k: int = field(metadata=limits(minimum=1, maximum=100_000))
    noise_sd: float = field(default=1.0, metadata=limits(minimum=1e-6, maximum=1e6))
    show: int = field(default=20, metadata=limits(minimum=1, maximum=10_000))


@dataclass(frozen=True, slots=True)
class QueuesProblem:
    """Who watches what next."""

    format: Literal["matinee-queues/1"]
    entries: tuple[Entry, ...] = field(metadata=limits(min_items=1, max_items=20_000))
    reviewers: tuple[Reviewer, ...] = field(metadata=limits(min_items=1, max_items=5000))
    viewings_wanted: int = field(default=2, metadata=limits(minimum=0, maximum=1000))
    expertise: Expertise | None = None
    selection: Selection | None = None

    def need(self, entry: Entry) -> int:
        """Return how many more viewings an entry should have."""
        wanted = self.viewings_wanted if entry.wanted is None else entry.wanted
        return max(0, wanted - entry.viewings)


def parse(document: object) -> QueuesProblem:
    """Read and check a document."""
    problem = read(QueuesProblem, document)
    entries = numbered([entry.id for entry in problem.entries], "entries[{}].id")
    reviewers = numbered([reviewer.id for reviewer in problem.reviewers], "reviewers[{}].id")
    for i, entry in enumerate(problem.entries):
        require_known(entry.conflicts, reviewers, f"entries[{i}].conflicts[{{}}]")
    for j, reviewer in enumerate(problem.reviewers):
        _check_reviewer(reviewer, f"reviewers[{j}]", entries)
    if problem.expertise is not None:
        _check_matrix(problem.expertise, entries, reviewers)
    if problem.selection is not None:
        _check_scores(problem)
    return problem


def _check_reviewer(reviewer: Reviewer, path: str, entries: dict[str, int]) -> None:
    if reviewer.min_minutes > reviewer.max_minutes:
        raise BadInput(f"{path}.min_minutes", f"{reviewer.min_minutes:g} is more than max_minutes")
    for key in ("conflicts", "recusals", "watched"):
        require_known(getattr(reviewer, key), entries, f"{path}.{key}[{{}}]")


def _check_matrix(given: Expertise, entries: dict[str, int], reviewers: dict[str, int]) -> None:
    for key, names, known in (("reviewers", given.reviewers, reviewers), ("entries", given.entries, entries)):
        numbered(names, f"expertise.{key}[{{}}]")
        require_known(names, known, f"expertise.{key}[{{}}]")
        for name in known:
            if name not in names:
                raise BadInput(f"expertise.{key}", f"{name} is missing; give every one")
    if len(given.matrix) != len(reviewers):
        raise BadInput("expertise.matrix", f"has {len(given.matrix)} rows for {len(reviewers)} reviewers")
    for j, row in enumerate(given.matrix):
        if len(row) != len(entries):
            raise BadInput(f"expertise.matrix[{j}]", f"has {len(row)} numbers for {len(entries)} entries")


def _check_scores(problem: QueuesProblem) -> None:
    for i, entry in enumerate(problem.entries):
        for key in ("score", "score_sd"):
            if getattr(entry, key) is None:
                raise BadInput(f"entries[{i}].{key}", "is needed to say what to watch next (selection is given)")


def schema() -> dict[str, object]:
    """Return the JSON Schema of the input."""
    return schema_of(QueuesProblem, "matinee-queues/1")
