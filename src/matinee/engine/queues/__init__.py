"""Who watches what next: an exact assignment of entries to reviewers, then the viewing that tells most.

Every entry gets its viewings, every reviewer stays in the load window; languages, conflicts and recusals hold, and
the worst-served entry is served as well as any can be. Doors: `solve`, `next_viewings`, and ``matinee engine
queues`` (contract ``matinee-queues/1``).
"""

from matinee.engine.problem import Kind
from matinee.engine.queues.adaptive import NextViewing, next_viewings
from matinee.engine.queues.explain import explain
from matinee.engine.queues.problem import Entry, Expertise, QueuesProblem, Reviewer, Selection, parse, schema
from matinee.engine.queues.solution import Queue, Queued, QueuesSolution
from matinee.engine.queues.solve import solve
from matinee.engine.queues.verify import checker

PROBLEM = Kind("queues", parse, solve, schema, checker, explain)

__all__ = [
    "PROBLEM",
    "Entry",
    "Expertise",
    "NextViewing",
    "Queue",
    "Queued",
    "QueuesProblem",
    "QueuesSolution",
    "Reviewer",
    "Selection",
    "next_viewings",
    "parse",
    "schema",
    "solve",
]
