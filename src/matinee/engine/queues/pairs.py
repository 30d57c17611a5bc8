"""Which reviewer may watch which entry, how well they know its ground, and why a pair is not allowed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from matinee.engine.queues.problem import Entry, QueuesProblem, Reviewer

    Numbers = NDArray[np.float64]
    Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Allowed pairs, shapes ``(pairs,)``; needs and minutes by entry, load windows by reviewer."""

    reviewer: Places
    entry: Places
    expertise: Numbers
    need: Places
    minutes: Numbers
    least: Numbers
    most: Numbers

    @property
    def viewings(self) -> int:
        """Return how many viewings are needed in all."""
        return int(self.need.sum())

    def only(self, keep: NDArray[np.bool_]) -> Pairs:
        """Return these pairs alone."""
        picked = (self.reviewer[keep], self.entry[keep], self.expertise[keep])
        return Pairs(*picked, self.need, self.minutes, self.least, self.most)


def pairs_of(problem: QueuesProblem) -> Pairs:
    """Return the allowed pairs of entries that need viewings, by entry, then by reviewer."""
    table = expertise_of(problem)
    found = [
        (j, i)
        for i, entry in enumerate(problem.entries)
        if problem.need(entry) > 0
        for j, reviewer in enumerate(problem.reviewers)
        if refusal(entry, reviewer) is None
    ]
    reviewer, entry = (np.array(column, dtype=np.int64) for column in (zip(*found, strict=True) if found else ((), ())))
    return Pairs(
        reviewer=reviewer,
        entry=entry,
        expertise=table[reviewer, entry],
        need=np.array([problem.need(e) for e in problem.entries], dtype=np.int64),
        minutes=np.array([e.running_time_s / 60.0 for e in problem.entries]),
        least=np.array([r.min_minutes for r in problem.reviewers]),
        most=np.array([r.max_minutes for r in problem.reviewers]),
    )


def expertise_of(problem: QueuesProblem) -> Numbers:
    """Return the expertise of every reviewer for every entry, shape ``(reviewers, entries)``."""
    if problem.expertise is not None:
        given = problem.expertise
        row = [given.reviewers.index(r.id) for r in problem.reviewers]
        column = {name: i for i, name in enumerate(given.entries)}
        return np.array(given.matrix)[np.ix_(row, [column[e.id] for e in problem.entries])]
    return np.array(
        [[r.expertise.get(e.genre or "", r.usual_expertise) for e in problem.entries] for r in problem.reviewers]
    )


def refusal(entry: Entry, reviewer: Reviewer) -> str | None:
    """Return why a reviewer must not watch an entry, None where they may."""
    if reviewer.id in entry.conflicts or entry.id in reviewer.conflicts:
        return "has a conflict of interest"
    if entry.id in reviewer.recusals:
        return "has stepped back from it"
    if entry.id in reviewer.watched:
        return "has watched it already"
    if entry.language is not None and reviewer.languages and entry.language not in reviewer.languages:
        return f"does not understand {entry.language}"
    return None
