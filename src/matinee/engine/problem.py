"""The furniture of a problem: what its package must offer to stand in the registry.

A package ``matinee.engine.<name>`` exports ``PROBLEM = Kind(...)``. Its functions:

``parse(document)``
    reads the JSON document (already loaded, keys unchecked) into the problem; raises `BadInput`.
``solve(problem, how)``
    returns a `Solution` (or a subclass); raises `Infeasible` or `NoSolution` where there is none.
``schema()``
    returns the JSON Schema of the input.
``checker(problem)``
    prepares an independent checker once and returns ``check(decision) -> Verdict``; it shares no code with
    the solver. None where there is nothing to check.
``explain(problem, solution)``
    says the answer in words, one sentence or line each.
``fit(lines, seed)``
    learns what suits one festival from what it did before, a document a line; None where there is nothing to learn.
``review(problem, decision, asked)``
    says the reasons of a decision that people made, as it stands; None where there are none to tell.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from matinee.engine.progress import Listener, Silence
from matinee.engine.stop import Stop

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from matinee.engine.solution import Solution, Verdict

    Check = Callable[[object], Verdict]

P = TypeVar("P")


@dataclass(slots=True)
class How:
    """How to solve, apart from the problem itself.

    ``warm`` is an earlier answer (an output document) to start from; a solver without use for it ignores
    it, as one without ``alternatives`` does those.
    """

    stop: Stop = field(default_factory=lambda: Stop(budget_s=10.0))
    seed: int = 0
    listener: Listener = field(default_factory=Silence)
    warm: object | None = None
    alternatives: int = 0


@dataclass(frozen=True, slots=True)
class Kind(Generic[P]):
    """One kind of problem, by name."""

    name: str
    parse: Callable[[object], P]
    solve: Callable[[P, How], Solution]
    schema: Callable[[], dict[str, object]]
    checker: Callable[[P], Check] | None
    explain: Callable[[P, Any], Sequence[str]]
    fit: Callable[[Iterable[object], int], dict[str, object]] | None = None
    review: Callable[[P, object, Mapping[str, Any]], dict[str, object]] | None = None
