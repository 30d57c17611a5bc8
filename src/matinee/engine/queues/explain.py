"""Queues in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matinee.engine.queues.problem import QueuesProblem
    from matinee.engine.queues.solution import QueuesSolution


def explain(problem: QueuesProblem, solution: QueuesSolution) -> Sequence[str]:
    """Return a line for the whole, for each reviewer and for each next viewing."""
    most = {reviewer.id: reviewer.max_minutes for reviewer in problem.reviewers}
    lines = list(solution.reasons)
    for queue in solution.queues:
        names = ", ".join(f"{q.entry} ({'; '.join(q.reasons)})" for q in queue.entries)
        lines.append(
            f"{queue.reviewer} watches {names}: {queue.minutes:.0f} of {most[queue.reviewer]:.0f} minutes."
            if queue.entries
            else f"{queue.reviewer} has nothing to watch."
        )
    lines += [
        f"One more viewing of {viewing.entry} changes the selection with {viewing.chance_of_change:.0%}"
        + (f"; ask {', '.join(reviewers)}." if reviewers else "; nobody who may watch it has time left.")
        for viewing, reviewers in solution.next
    ]
    return lines
