"""The contract `matinee-pool/1`: films that wait, editions that come, and what is expected to arrive meanwhile."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from matinee.engine.errors import BadInput
from matinee.engine.json_reader import limits, read
from matinee.engine.json_schema import schema_of
from matinee.engine.references import numbered, require_known

NAME = limits(min_length=1, max_length=200, about="your own id")
NAMES = limits(min_length=1, max_length=200, max_items=200)
VALUE = limits(minimum=0, maximum=1e6, about="what showing it is worth: the calibrated score above the cut")
RUNNING_TIME = limits(minimum=1, maximum=86_400)
MINUTES = limits(minimum=0, maximum=1e6)
WEIGHT = limits(minimum=0, maximum=1e6)


@dataclass(frozen=True, slots=True)
class Film:
    """A film in the pool. ``editions`` are those it may play at (null: all that come), ``lock`` one it must."""

    id: str = field(metadata=NAME)
    value: float = field(metadata=VALUE)
    running_time_s: int = field(metadata=RUNNING_TIME)
    editions: tuple[str, ...] | None = None
    expires: str | None = field(default=None, metadata=limits(about="the last edition it may play at"))
    waiting_months: float = field(default=0.0, metadata=limits(minimum=0, maximum=1200))
    strands: tuple[str, ...] = field(default=(), metadata=NAMES)
    groups: tuple[str, ...] = field(default=(), metadata=limits(min_length=1, max_items=200, about="for mixtures"))
    lock: str | None = None


@dataclass(frozen=True, slots=True)
class Slot:
    """Minutes of an edition, open to all or to the films of one strand; cutting them into programs is for `blocks`."""

    minutes: float = field(metadata=MINUTES)
    strand: str | None = field(default=None, metadata=limits(min_length=1, max_length=200))


@dataclass(frozen=True, slots=True)
class Mixture:
    """A wish: at least so many minutes of a group (a genre, a country, first films)."""

    group: str = field(metadata=limits(min_length=1, max_length=200))
    at_least_minutes: float = field(metadata=MINUTES)


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition to come; the first in the list is the one decided now."""

    id: str = field(metadata=NAME)
    slots: tuple[Slot, ...] = field(metadata=limits(min_items=1, max_items=50))
    mixture: tuple[Mixture, ...] = field(default=(), metadata=limits(max_items=50))


@dataclass(frozen=True, slots=True)
class Arrival:
    """Films of one kind that are expected: so many, from this edition on, until that one."""

    first: str
    count: float = field(metadata=limits(minimum=0, maximum=1e6))
    value: float = field(metadata=VALUE)
    running_time_s: int = field(metadata=RUNNING_TIME)
    last: str | None = None
    strands: tuple[str, ...] = field(default=(), metadata=NAMES)


@dataclass(frozen=True, slots=True)
class Weights:
    """What each term is worth: value, its share lost with each edition further off, a month waited, and so on.

    A little ``delay`` shows good films soon: what is certain now may have to give way to better films later.
    """

    quality: float = field(default=1.0, metadata=WEIGHT)
    delay: float = field(default=0.01, metadata=WEIGHT)
    waiting: float = field(default=0.02, metadata=WEIGHT)
    longest_wait: float = field(default=0.05, metadata=WEIGHT)
    mixture: float = field(default=0.05, metadata=WEIGHT)


@dataclass(frozen=True, slots=True)
class PoolProblem:
    """Which film to which coming edition."""

    format: Literal["matinee-pool/1"]
    films: tuple[Film, ...] = field(metadata=limits(max_items=50_000))
    editions: tuple[Edition, ...] = field(metadata=limits(min_items=1, max_items=120))
    arrivals: tuple[Arrival, ...] = field(default=(), metadata=limits(max_items=5000))
    gap_s: int = field(default=10, metadata=limits(minimum=0, maximum=3600, about="black between films"))
    weights: Weights = field(default_factory=Weights)

    def minutes(self, running_time_s: int) -> float:
        """Return what a film takes of a slot."""
        return (running_time_s + self.gap_s) / 60.0


def parse(document: object) -> PoolProblem:
    """Read and check a document."""
    problem = read(PoolProblem, document)
    numbered([film.id for film in problem.films], "films[{}].id")
    known = numbered([edition.id for edition in problem.editions], "editions[{}].id")
    for i, film in enumerate(problem.films):
        _check_film(film, f"films[{i}]", known)
    for c, arrival in enumerate(problem.arrivals):
        require_known([arrival.first], known, f"arrivals[{c}].first")
        require_known([arrival.last] if arrival.last else [], known, f"arrivals[{c}].last")
        if arrival.last is not None and known[arrival.last] < known[arrival.first]:
            raise BadInput(f"arrivals[{c}].last", f"{arrival.last} comes before {arrival.first}")
    for e, edition in enumerate(problem.editions):
        numbered([wish.group for wish in edition.mixture], f"editions[{e}].mixture[{{}}].group")
        _check_slots(edition, f"editions[{e}]")
    return problem


def _check_slots(edition: Edition, path: str) -> None:
    seen: set[str | None] = set()
    for i, slot in enumerate(edition.slots):
        if slot.strand in seen:
            kind = "open to all" if slot.strand is None else f"for {slot.strand}"
            raise BadInput(f"{path}.slots[{i}]", f"{edition.id} has a slot {kind} already; add up their minutes")
        seen.add(slot.strand)


def _check_film(film: Film, path: str, known: dict[str, int]) -> None:
    require_known(film.editions or (), known, f"{path}.editions[{{}}]")
    require_known([film.expires] if film.expires else [], known, f"{path}.expires")
    require_known([film.lock] if film.lock else [], known, f"{path}.lock")
    if film.lock is not None and film.lock not in editions_of(film, known):
        raise BadInput(f"{path}.lock", f"{film.id} may not play at {film.lock}; change editions or expires")


def editions_of(film: Film, known: dict[str, int]) -> list[str]:
    """Return the editions a film may play at, in their order."""
    last = len(known) if film.expires is None else known[film.expires]
    return [name for name, at in known.items() if at <= last and (film.editions is None or name in film.editions)]


def schema() -> dict[str, object]:
    """Return the JSON Schema of the input."""
    return schema_of(PoolProblem, "matinee-pool/1")
