"""Queues as an output document."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from matinee.engine.solution import Solution

if TYPE_CHECKING:
    from matinee.engine.queues.adaptive import NextViewing

WORST_WEIGHT = 1000.0  # the worst-served film goes before the total
DECIMALS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Queued:
    """An entry in a queue, and why it stands there."""

    entry: str
    expertise: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """What one reviewer watches, in order."""

    reviewer: str
    minutes: float
    entries: tuple[Queued, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QueuesSolution(Solution):
    """The queues, the worst-served entry, and (where scores are given) the most telling next viewings."""

    queues: tuple[Queue, ...]
    worst_entry: str | None
    next: tuple[tuple[NextViewing, tuple[str, ...]], ...]

    def decision(self) -> dict[str, object]:
        """Return the keys of queues."""
        return {
            "queues": [_queue(queue) for queue in self.queues],
            "worst_entry": self.worst_entry,
            "next": [
                {k: round(v, DECIMALS) if isinstance(v, float) else v for k, v in asdict(viewing).items()}
                | {"reviewers": list(reviewers)}
                for viewing, reviewers in self.next
            ],
        }


def _queue(queue: Queue) -> dict[str, object]:
    return {
        "reviewer": queue.reviewer,
        "minutes": round(queue.minutes, 3),
        "entries": [
            {"entry": q.entry, "position": i, "expertise": q.expertise, "reasons": list(q.reasons)}
            for i, q in enumerate(queue.entries, 1)
        ],
    }
