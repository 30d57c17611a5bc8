"""An independent check of queues: every pair, every window, every entry, counted again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matinee.engine.decision import read_decision
from matinee.engine.references import require_known
from matinee.engine.solution import Term, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matinee.engine.problem import Check
    from matinee.engine.queues.problem import Entry, QueuesProblem, Reviewer

ROUNDED = 1e-6
WORST_FIRST = 1000.0


@dataclass(frozen=True, slots=True)
class Item:
    """An entry in a queue; only its name is the decision."""

    entry: str
    position: int | None = None
    expertise: float | None = None
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One reviewer's queue."""

    reviewer: str
    entries: tuple[Item, ...]
    minutes: float | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """Who watches what."""

    queues: tuple[Line, ...]


def checker(problem: QueuesProblem) -> Check:
    """Prepare what may be watched by whom and return the check of one output document."""
    entries = {entry.id: entry for entry in problem.entries}
    reviewers = {reviewer.id: reviewer for reviewer in problem.reviewers}
    known = _known(problem)

    def check(output: object) -> Verdict:
        decision = read_decision(Decision, output)
        require_known([line.reviewer for line in decision.queues], reviewers, "queues[{}].reviewer")
        given: dict[str, list[str]] = {name: [] for name in reviewers}
        for q, line in enumerate(decision.queues):
            require_known([item.entry for item in line.entries], entries, f"queues[{q}].entries[{{}}].entry")
            given[line.reviewer] += [item.entry for item in line.entries]
        violations = [
            *(v for name, mine in given.items() for v in _reviewer(reviewers[name], [entries[e] for e in mine])),
            *_entries(problem, given),
        ]
        return _verdict(problem, given, known, violations)

    return check


def _known(problem: QueuesProblem) -> dict[tuple[str, str], float]:
    if problem.expertise is not None:
        table = problem.expertise
        return {
            (reviewer, entry): value
            for reviewer, row in zip(table.reviewers, table.matrix, strict=True)
            for entry, value in zip(table.entries, row, strict=True)
        }
    return {
        (reviewer.id, entry.id): reviewer.expertise[entry.genre]
        if entry.genre is not None and entry.genre in reviewer.expertise
        else reviewer.usual_expertise
        for reviewer in problem.reviewers
        for entry in problem.entries
    }


def _reviewer(reviewer: Reviewer, mine: list[Entry]) -> Iterator[str]:
    name = reviewer.id
    for entry in mine:
        if name in entry.conflicts or entry.id in reviewer.conflicts:
            yield f"{name} must not watch {entry.id}: a conflict of interest"
        if entry.id in reviewer.recusals:
            yield f"{name} must not watch {entry.id}: they have stepped back from it"
        if entry.id in reviewer.watched or sum(other.id == entry.id for other in mine) > 1:
            yield f"{name} would watch {entry.id} twice"
        if entry.language and reviewer.languages and entry.language not in reviewer.languages:
            yield f"{name} does not understand {entry.language}, the language of {entry.id}"
    minutes = sum(entry.running_time_s for entry in mine) / 60
    if minutes > reviewer.max_minutes + ROUNDED:
        yield f"{name} has {minutes:g} minutes, {reviewer.max_minutes:g} at most are agreed"
    if minutes < reviewer.min_minutes - ROUNDED:
        yield f"{name} has {minutes:g} minutes, {reviewer.min_minutes:g} at least are agreed"


def _wanted(problem: QueuesProblem, entry: Entry) -> int:
    wanted = entry.wanted if entry.wanted is not None else problem.viewings_wanted
    return wanted - entry.viewings if wanted > entry.viewings else 0


def _entries(problem: QueuesProblem, given: dict[str, list[str]]) -> Iterator[str]:
    for entry in problem.entries:
        count = sum(entry.id in mine for mine in given.values())
        if count != _wanted(problem, entry):
            yield f"{entry.id} gets {count} viewings, it needs {_wanted(problem, entry)}"


def _verdict(
    problem: QueuesProblem,
    given: dict[str, list[str]],
    known: dict[tuple[str, str], float],
    violations: list[str],
) -> Verdict:
    total = sum(known[name, entry] for name, mine in given.items() for entry in mine)
    means = [
        sum(known[name, entry.id] for name, mine in given.items() if entry.id in mine) / _wanted(problem, entry)
        for entry in problem.entries
        if _wanted(problem, entry)
    ]
    worst = min(means, default=1.0)
    terms = {"worst": Term(worst, WORST_FIRST, WORST_FIRST * worst), "total": Term(total, 1.0, total)}
    return Verdict(violations=tuple(violations), score=WORST_FIRST * worst + total, terms=terms)
