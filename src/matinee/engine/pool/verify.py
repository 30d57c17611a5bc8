"""An independent check of a plan: eligibility, strands, minutes, locks and every term, counted again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matinee.engine.decision import read_decision
from matinee.engine.references import require_known
from matinee.engine.solution import Term, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matinee.engine.pool.problem import Edition, Film, PoolProblem
    from matinee.engine.problem import Check

ROUNDED = 1e-3


@dataclass(frozen=True, slots=True)
class Put:
    """A film in a slot."""

    film: str
    slot: int
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Keep:
    """Room for expected films."""

    arrival: int
    slot: int
    count: float


@dataclass(frozen=True, slots=True)
class Line:
    """One edition."""

    id: str
    films: tuple[Put, ...]
    kept: tuple[Keep, ...] = ()
    minutes: float | None = None
    kept_minutes: float | None = None
    minute_prices: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """Which film where."""

    editions: tuple[Line, ...]


def checker(problem: PoolProblem) -> Check:
    """Return the check of one output document."""
    films = {film.id: film for film in problem.films}
    editions = {edition.id: edition for edition in problem.editions}

    def check(output: object) -> Verdict:
        decision = read_decision(Decision, output)
        require_known([line.id for line in decision.editions], editions, "editions[{}].id")
        for e, line in enumerate(decision.editions):
            require_known([put.film for put in line.films], films, f"editions[{e}].films[{{}}].film")
        violations = [*_places(problem, decision), *_expected(problem, decision)]
        for line in decision.editions:
            violations += _edition(problem, line, editions[line.id], films)
        terms = _terms(problem, decision, films)
        score = sum(term.points for term in terms.values())
        return Verdict(violations=tuple(violations), score=score, terms=terms)

    return check


def _places(problem: PoolProblem, decision: Decision) -> Iterator[str]:
    names = [line.id for line in decision.editions]
    yield from (f"{name} stands twice" for name in sorted({name for name in names if names.count(name) > 1}))
    where: dict[str, list[str]] = {}
    for line in decision.editions:
        for put in line.films:
            where.setdefault(put.film, []).append(line.id)
    for film in problem.films:
        places = where.get(film.id, [])
        if len(places) > 1:
            yield f"{film.id} plays {len(places)} times ({', '.join(places)})"
        if film.lock is not None and film.lock not in places:
            yield f"{film.id} is locked to {film.lock}, but does not play there"


def _expected(problem: PoolProblem, decision: Decision) -> Iterator[str]:
    counts: dict[int, float] = {}
    for line in decision.editions:
        for keep in line.kept:
            counts[keep.arrival] = counts.get(keep.arrival, 0.0) + keep.count
            if keep.count < 0:
                yield f"{line.id} keeps room for {keep.count:g} of arrival {keep.arrival}"
    for arrival, count in counts.items():
        if not 0 <= arrival < len(problem.arrivals):
            yield f"arrival {arrival} is not expected"
        elif count > problem.arrivals[arrival].count + ROUNDED:
            yield f"room is kept for {count:g} of arrival {arrival}, {problem.arrivals[arrival].count:g} are expected"


def _edition(problem: PoolProblem, line: Line, edition: Edition, films: dict[str, Film]) -> Iterator[str]:
    order = [e.id for e in problem.editions]
    filled = [0.0] * len(edition.slots)
    for put in line.films:
        film = films[put.film]
        if film.editions is not None and edition.id not in film.editions:
            yield f"{film.id} is not eligible for {edition.id}"
        if film.expires is not None and order.index(film.expires) < order.index(edition.id):
            yield f"{film.id} may play until {film.expires}, not at {edition.id}"
        yield from _slot(edition, put.slot, film.strands, film.id, filled, problem.minutes(film.running_time_s))
    for keep in line.kept:
        if 0 <= keep.arrival < len(problem.arrivals):
            yield from _kept(problem, keep, edition, order, filled)
    for i, (slot, minutes) in enumerate(zip(edition.slots, filled, strict=True)):
        if minutes > slot.minutes + ROUNDED:
            yield f"{edition.id} slot {i} holds {minutes:.2f} minutes, it has {slot.minutes:g}"


def _kept(problem: PoolProblem, keep: Keep, edition: Edition, order: list[str], filled: list[float]) -> Iterator[str]:
    arrival = problem.arrivals[keep.arrival]
    last = len(order) if arrival.last is None else order.index(arrival.last)
    if not order.index(arrival.first) <= order.index(edition.id) <= last:
        yield f"arrival {keep.arrival} cannot play at {edition.id}"
    minutes = problem.minutes(arrival.running_time_s) * keep.count
    yield from _slot(edition, keep.slot, arrival.strands, f"arrival {keep.arrival}", filled, minutes)


def _slot(  # noqa: PLR0913, PLR0917 (one line of a ledger)
    edition: Edition, number: int, strands: tuple[str, ...], name: str, filled: list[float], minutes: float
) -> Iterator[str]:
    if not 0 <= number < len(edition.slots):
        yield f"{edition.id} has no slot {number} for {name}"
        return
    filled[number] += minutes
    strand = edition.slots[number].strand
    if strand is not None and strand not in strands:
        yield f"{name} is not of the strand {strand}, which slot {number} of {edition.id} is for"


def _terms(problem: PoolProblem, decision: Decision, films: dict[str, Film]) -> dict[str, Term]:
    weights = problem.weights
    shown = [films[put.film] for line in decision.editions for put in line.films]
    names = {film.id for film in shown}
    expected = sum(
        problem.arrivals[keep.arrival].value * keep.count
        for line in decision.editions
        for keep in line.kept
        if 0 <= keep.arrival < len(problem.arrivals)
    )
    order = {edition.id: e for e, edition in enumerate(problem.editions)}
    put_off = sum(
        order[line.id]
        * (
            sum(films[put.film].value for put in line.films)
            + sum(
                problem.arrivals[keep.arrival].value * keep.count
                for keep in line.kept
                if 0 <= keep.arrival < len(problem.arrivals)
            )
        )
        for line in decision.editions
    )
    waits = [film.waiting_months for film in problem.films if film.id not in names]
    lines = {line.id: line for line in decision.editions}
    missed = 0.0
    for edition in problem.editions:
        here = [films[put.film] for put in lines[edition.id].films] if edition.id in lines else []
        for wish in edition.mixture:
            have = sum(problem.minutes(film.running_time_s) for film in here if wish.group in film.groups)
            missed += max(0.0, wish.at_least_minutes - have)
    raw = {
        "quality": (sum(film.value for film in shown), weights.quality),
        "expected": (expected, weights.quality),
        "delay": (put_off, -weights.delay),
        "waiting": (sum(film.waiting_months for film in shown), weights.waiting),
        "longest_wait": (max(waits, default=0.0), -weights.longest_wait),
        "mixture": (missed, -weights.mixture),
    }
    return {name: Term(value, weight, value * weight) for name, (value, weight) in raw.items()}
