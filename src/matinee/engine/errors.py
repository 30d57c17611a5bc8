"""What can go wrong in the engine, drawn as a tree.

::

    EngineError               exit status 1
    ├── BadInput              2   the input breaks its contract; names the JSON path
    ├── Infeasible            3   proven: no solution can keep every rule; names the rules that clash
    └── NoSolution            4   stopped before any solution was found
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


class EngineError(Exception):
    """Something the engine refuses; the message says what to do next."""

    exit_code = 1


class BadInput(EngineError):  # noqa: N818 (the noun is what the reader of a traceback needs)
    """The input breaks its contract.

    ``path`` is the JSON path of the offending value (``films[3].running_time_s``, empty for the whole
    document) and ``problem`` says what was found and what would be accepted.
    """

    exit_code = 2

    def __init__(self, path: str, problem: str) -> None:
        super().__init__(f"{path or 'the document'}: {problem}")
        self.path = path
        self.problem = problem


class Infeasible(EngineError):  # noqa: N818 (as above)
    """Proven: no solution keeps every rule. ``conflict`` is a smallest set of rules that clash, in words."""

    exit_code = 3

    def __init__(self, conflict: Sequence[str]) -> None:
        super().__init__("These cannot all be kept: " + " ".join(f"({i}) {s}" for i, s in enumerate(conflict, 1)))
        self.conflict = tuple(conflict)


class NoSolution(EngineError):  # noqa: N818 (as above)
    """Time or steps ran out before any solution was found; a longer budget may find one."""

    exit_code = 4
