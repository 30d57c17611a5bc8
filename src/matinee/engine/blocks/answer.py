"""From what the search found to the output document, and from an earlier document back to a state."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from matinee.engine.blocks import score, trade
from matinee.engine.blocks.reasons import Reasons, plain_reason
from matinee.engine.blocks.solution import Alternative, Filled, Solution
from matinee.engine.blocks.words import words_of

if TYPE_CHECKING:
    from matinee.engine.blocks.contract import Problem
    from matinee.engine.blocks.likeness import Likeness
    from matinee.engine.blocks.model import Ints, Model
    from matinee.engine.blocks.search import Search
    from matinee.engine.progress import Event

Sequences = list[list[int]]
MOST_WORDS = 120  # programs that get words: beyond, they cost more than they tell


@dataclass(frozen=True, slots=True, eq=False)
class Outcome:
    """What a run knows when it ends (or is asked on the way)."""

    problem: Problem
    likeness: Likeness
    sequences: Sequences  # film indices of each program, in order
    bound: float | None
    runtime_s: float
    seed: int
    trace: tuple[Event, ...]


def plain(outcome: Outcome) -> Solution:
    """Return a valid output without reasons: what is kept on disk while the search goes on."""
    terms = score.terms(outcome.problem, outcome.likeness, outcome.sequences)
    return Solution(
        status="feasible",
        score=score.total(terms),
        bound=outcome.bound,
        terms=terms,
        programs=filled(outcome.problem, outcome.sequences),
        left_out=tuple((f, "not chosen so far") for f in left_out(outcome.problem, outcome.sequences)),
        runtime_s=outcome.runtime_s,
        seed=outcome.seed,
        trace=outcome.trace,
    )


def build(outcome: Outcome, search: Search | None, others: tuple[Alternative, ...]) -> Solution:
    """Return the whole output, reasons and words included."""
    problem = outcome.problem
    terms = score.terms(problem, outcome.likeness, outcome.sequences)
    value = score.total(terms)
    bound = outcome.bound if outcome.bound is None else max(outcome.bound, value)
    is_optimal = bound is not None and bound - value <= trade.SAME * max(1.0, abs(value))
    reasons = Reasons(outcome.problem, search, outcome.sequences)
    whys = reasons.all()
    by_film = {why.film: why for why in whys}
    missing = left_out(problem, outcome.sequences)
    return Solution(
        status="optimal" if is_optimal else "feasible",
        score=value,
        bound=bound,
        terms=terms,
        reasons=_general(outcome, bound),
        programs=filled(problem, outcome.sequences, has_words=len(problem.programs) <= MOST_WORDS),
        left_out=tuple((f, by_film[f].why_not or plain_reason() if f in by_film else plain_reason()) for f in missing),
        films=whys,
        alternatives=others,
        runtime_s=outcome.runtime_s,
        seed=outcome.seed,
        trace=outcome.trace,
    )


def filled(problem: Problem, sequences: Sequences, *, has_words: bool = False) -> tuple[Filled, ...]:
    """Return the programs of a proposal."""
    films = problem.films
    placed = [i for sequence in sequences for i in sequence]
    result = []
    for program, sequence in zip(problem.programs, sequences, strict=True):
        inside = set(sequence)
        others = [films[i] for i in placed if i not in inside]
        words = words_of([films[i] for i in sequence], others) if has_words and sequence else ()
        time_s = sum(films[i].running_time_s + problem.gap_s for i in sequence)
        result.append(Filled(id=program.id, films=tuple(films[i].id for i in sequence), time_s=time_s, words=words))
    return tuple(result)


def left_out(problem: Problem, sequences: Sequences) -> list[str]:
    """Return the ids of the films in no program."""
    placed = {i for sequence in sequences for i in sequence}
    return [film.id for i, film in enumerate(problem.films) if i not in placed]


def warm_home(warm: object, model: Model) -> Ints | None:
    """Return the state of an earlier output, as far as it speaks of this request; None where it does not."""
    programs = warm.get("programs") if isinstance(warm, dict) else None
    if not isinstance(programs, list):
        return None
    problem = model.pool.problem
    program_at = {program.id: p for p, program in enumerate(problem.programs)}
    place: dict[object, int] = {}
    for part in programs:
        if isinstance(part, dict) and part.get("id") in program_at and isinstance(part.get("films"), list):
            place.update((film, program_at[part["id"]]) for film in part["films"] if isinstance(film, str))
    ids = [problem.films[i].id for i in model.pool.films]
    return np.array([place.get(ids[group[0]], model.k) for group in model.members], dtype=np.intp)


def _general(outcome: Outcome, bound: float | None) -> tuple[str, ...]:
    problem, sequences = outcome.problem, outcome.sequences
    placed = sum(len(sequence) for sequence in sequences)
    found = [f"{placed} of {len(problem.films)} films stand in {len(problem.programs)} programs."]
    if bound is None:
        found.append("No bound is proven: better proposals may exist.")
    return tuple(found)
