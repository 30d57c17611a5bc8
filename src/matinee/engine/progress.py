"""How a running solver tells what it has: events for people, the best so far for safety."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

    from matinee.engine.solution import Solution


class Event(NamedTuple):
    """After so many seconds, the best score and the proven bound (None where there is none yet)."""

    seconds: float
    score: float | None
    bound: float | None


class Listener(Protocol):
    """Somebody who wants to know. Both methods are called from the solver's own thread and must be quick."""

    def progressed(self, event: Event) -> None:
        """Hear of a better score or bound."""

    def improved(self, best: Callable[[], Solution]) -> None:
        """Be offered the best so far; call ``best`` only if it is wanted, as building it costs time."""


class Silence:
    """The listener who does not listen."""

    def progressed(self, event: Event) -> None:
        """Hear nothing."""

    def improved(self, best: Callable[[], Solution]) -> None:
        """Want nothing."""


@dataclass(slots=True)
class Trace:
    """Keep every event of a run, and pass it on."""

    listener: Listener = field(default_factory=Silence)
    events: list[Event] = field(default_factory=list)

    def add(self, seconds: float, score: float | None, bound: float | None) -> None:
        """Record an event unless it says nothing new."""
        if self.events and self.events[-1][1:] == (score, bound):
            return
        event = Event(round(seconds, 3), score, bound)
        self.events.append(event)
        self.listener.progressed(event)
