"""When a solver stops: seconds, deterministic steps, or a wish from outside.

A solver calls ``spend`` for the work it does and asks ``is_over`` in its loops. With ``steps`` and no
seconds the result depends on the input and the seed alone, on every machine; what a step is, each problem
says in its page.
"""

from __future__ import annotations

import math
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def never() -> bool:
    """Return False: nobody asks to stop."""
    return False


@dataclass(slots=True)
class Stop:
    """Seconds, steps and a wish to cancel; whichever comes first.

    Parameters
    ----------
    budget_s
        Seconds from construction; None means no limit of time.
    steps
        Deterministic steps; None means no limit of steps.
    cancel
        Asked often and cheaply; True ends the search with the best so far.
    clock
        Seconds that only grow; injected by tests.

    """

    budget_s: float | None = None
    steps: int | None = None
    cancel: Callable[[], bool] = never
    clock: Callable[[], float] = time.perf_counter
    spent: int = field(default=0, init=False)
    started_s: float = field(init=False)

    def __post_init__(self) -> None:
        """Start the clock; refuse limits that mean nothing."""
        if self.budget_s is not None and not self.budget_s >= 0:
            raise ValueError(f"a budget of {self.budget_s} seconds means nothing; give 0 or more")
        if self.steps is not None and self.steps < 0:
            raise ValueError(f"{self.steps} steps mean nothing; give 0 or more")
        self.started_s = self.clock()

    @property
    def is_deterministic(self) -> bool:
        """Say whether steps alone end the search, so that it must not look at the clock."""
        return self.steps is not None and self.budget_s is None

    @property
    def elapsed_s(self) -> float:
        """Return the seconds since the start."""
        return self.clock() - self.started_s

    @property
    def left_s(self) -> float:
        """Return the seconds left, infinite where time does not matter."""
        return math.inf if self.budget_s is None else max(0.0, self.budget_s - self.elapsed_s)

    @property
    def left_steps(self) -> float:
        """Return the steps left, infinite where steps do not matter."""
        return math.inf if self.steps is None else max(0, self.steps - self.spent)

    def spend(self, steps: int = 1) -> None:
        """Count work done."""
        self.spent += steps

    def is_over(self) -> bool:
        """Say whether the search has to end now."""
        if self.steps is not None and self.spent >= self.steps:
            return True
        return self.cancel() or (self.budget_s is not None and self.elapsed_s >= self.budget_s)

    def fresh(self) -> Stop:
        """Return a stop of the same kind that has its whole budget again, for work that must not be cut short."""
        return Stop(self.budget_s and max(self.budget_s, 1.0), self.steps, self.cancel, self.clock)

    def part(self, share: float) -> Stop:
        """Return a stop for this share of what is left of time and steps; the wish to cancel is shared.

        What the part spends, the caller adds to the parent (``parent.spend(part.spent)``).
        """
        seconds = None if self.budget_s is None else self.left_s * share
        steps = None if self.steps is None else int(self.left_steps * share)
        return Stop(seconds, steps, self.cancel, self.clock)
