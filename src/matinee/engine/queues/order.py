"""The order of a queue, and why each film stands in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from matinee.engine.queues.solution import Queue, Queued

if TYPE_CHECKING:
    from matinee.engine.queues.milp import Assignment
    from matinee.engine.queues.pairs import Pairs
    from matinee.engine.queues.problem import Entry, QueuesProblem, Reviewer

KNOWS_WELL = 0.7


def queues_of(problem: QueuesProblem, pairs: Pairs, done: Assignment) -> tuple[Queue, ...]:
    """Return a queue for each reviewer: least watched first, then those few may watch, then one's own field."""
    may = np.bincount(pairs.entry, minlength=len(problem.entries))
    chosen: list[list[tuple[int, float]]] = [[] for _ in problem.reviewers]
    for at in np.flatnonzero(done.chosen):
        chosen[int(pairs.reviewer[at])].append((int(pairs.entry[at]), float(pairs.expertise[at])))
    queues = []
    for reviewer, mine in zip(problem.reviewers, chosen, strict=True):
        mine.sort(key=lambda x: _place(problem.entries[x[0]], int(may[x[0]]), x[1]))
        items = tuple(
            Queued(entry=entry.id, expertise=known, reasons=_reasons(problem, entry, reviewer, int(may[i]), known))
            for i, known in mine
            for entry in (problem.entries[i],)
        )
        minutes = sum(problem.entries[i].running_time_s for i, _ in mine) / 60.0
        queues.append(Queue(reviewer=reviewer.id, minutes=minutes, entries=items))
    return tuple(queues)


def _place(entry: Entry, may: int, known: float) -> tuple[int, int, float, str]:
    return entry.viewings, may, -known, entry.id


def _reasons(problem: QueuesProblem, entry: Entry, reviewer: Reviewer, may: int, known: float) -> tuple[str, ...]:
    need = problem.need(entry)
    reasons = [
        "nobody has watched it yet"
        if entry.viewings == 0
        else f"it has {entry.viewings} of {entry.viewings + need} viewings"
    ]
    if known >= KNOWS_WELL:
        is_field = problem.expertise is None and entry.genre in reviewer.expertise
        reasons.append(f"{entry.genre} is a field of yours" if is_field else f"you know its ground well ({known:.2f})")
    if entry.language is not None and reviewer.languages:
        reasons.append(f"you understand {entry.language}")
    if may <= need + 1:
        reasons.append(f"only {may} reviewers may watch it")
    return tuple(reasons)
