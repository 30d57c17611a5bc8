"""What the engine says of programs that people made: reasons as they stand, and the best films for a hole.

Nothing is moved. Windows that a board does not keep are widened to where it stands, so that a board which is still
being made has reasons too; what it breaks is told by the checker. Films for a hole are scored exactly, by the checker,
at every place of the program.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from matinee.engine.blocks import answer
from matinee.engine.blocks.alternatives import with_best
from matinee.engine.blocks.contract import values_of
from matinee.engine.blocks.likeness import Likeness
from matinee.engine.blocks.model import make_model
from matinee.engine.blocks.reasons import Reasons
from matinee.engine.blocks.search import Search
from matinee.engine.blocks.verify import Checker
from matinee.engine.errors import BadInput
from matinee.engine.stop import Stop

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from matinee.engine.blocks.contract import Film, Problem
    from matinee.engine.solution import Verdict

MOST_FILMS = 1_200  # beyond, reasons are told without the nearest other choice
TRIED_EVERYWHERE = 24  # candidates, best at the hole itself, whose every other place is tried too


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked.

    ``films`` are ids of films not placed: why not, and what would change that. ``program`` has a hole at ``position``
    (from 1), for which the ``best`` films are wanted; then the films that are placed are not asked about.
    """

    films: tuple[str, ...] = ()
    program: str | None = None
    position: int | None = None
    best: int = 3


class _Offer(NamedTuple):
    """A film (index) at a place (from 0), and what the checker says of it."""

    film: int
    place: int
    verdict: Verdict
    is_inside: bool


def review(problem: Problem, decision: object, asked: Asked) -> dict[str, object]:
    """Return the reasons of a decision as it stands, and films for a hole where that is asked."""
    checker = Checker(problem)
    verdict = checker(decision)
    sequences = _sequences(checker, decision)
    told = _Told(problem, sequences)
    wanted = frozenset(_index(checker, film) for film in asked.films)
    if asked.program is None:
        wanted |= {i for films in sequences for i in films}
    chosen = {problem.films[i].id for i in wanted}
    whys = told.reasons(sequences, wanted).all() if wanted else ()
    programs = answer.filled(problem, sequences, has_words=len(problem.programs) <= answer.MOST_WORDS)
    return {
        **verdict.to_json(),
        "programs": [program.to_json() for program in programs],
        "films": [why.to_json() for why in whys if why.film in chosen],
        "offers": _offers(checker, told, verdict, asked, sequences) if asked.program is not None else [],
    }


class _Told:
    """One request with a search that only answers what other choices would cost."""

    def __init__(self, problem: Problem, sequences: answer.Sequences) -> None:
        self.problem = problem
        self.search: Search | None = None
        if problem.films and problem.programs and len(problem.films) <= MOST_FILMS:
            likeness = Likeness(problem)
            model = make_model(_widened(problem, sequences), likeness)
            self.search = Search(model, Stop(None, 1), 0, likeness)

    def reasons(self, sequences: answer.Sequences, wanted: frozenset[int]) -> Reasons:
        """Return the reasons of these programs."""
        if self.search is None:
            return Reasons(self.problem, None, sequences)
        model = self.search.model
        home = np.full(model.n, model.k, dtype=np.intp)
        program_of = {i: p for p, films in enumerate(sequences) for i in films}
        for unit, films in enumerate(model.members):
            home[unit] = program_of.get(int(model.pool.films[films[0]]), model.k)
        return Reasons(self.problem, with_best(self.search, home), sequences, wanted)


def _widened(problem: Problem, sequences: Sequence[Sequence[int]]) -> Problem:
    """Return the request with windows that hold what stands in its programs."""
    programs = []
    for program, films in zip(problem.programs, sequences, strict=True):
        time_s = sum(problem.films[i].running_time_s + problem.gap_s for i in films)
        programs.append(
            replace(
                program,
                min_s=min(program.min_s, time_s),
                max_s=max(program.max_s, time_s),
                min_films=min(program.min_films, len(films)),
                max_films=max(program.max_films, len(films)),
            )
        )
    return replace(problem, programs=tuple(programs))


def _offers(
    checker: Checker, told: _Told, before: Verdict, asked: Asked, sequences: answer.Sequences
) -> list[dict[str, object]]:
    """Return the best films for the hole, the best first; those that keep the program's rules before others."""
    problem, p = checker.problem, checker.program_at.get(asked.program or "")
    if p is None:
        raise BadInput("program", f"there is no program {asked.program!r}")
    hole = min(len(sequences[p]), (asked.position or len(sequences[p]) + 1) - 1)
    placed = {i for films in sequences for i in films}
    candidates = [i for i in range(len(problem.films)) if i not in placed and _may_stand(problem, i, p)]
    first = _ranked(_try(checker, sequences, p, i, hole) for i in candidates)[: max(TRIED_EVERYWHERE, asked.best)]
    everywhere = [
        _ranked(_try(checker, sequences, p, one.film, place) for place in range(len(sequences[p]) + 1)) for one in first
    ]
    best = _ranked(offers[0] for offers in everywhere if offers)[: asked.best]
    return [_offered(told, before, one, p, _with(sequences, p, one.film, one.place)) for one in best]


def _may_stand(problem: Problem, i: int, p: int) -> bool:
    """Tell whether the rules about single films let one into a program."""
    film, program = problem.films[i], problem.programs[p]
    is_stranger = program.strand is not None and program.strand.strip().casefold() not in values_of(film, "strands")
    is_forbidden = any(pair.film == film.id and pair.program == program.id for pair in problem.forbid)
    return not is_stranger and not is_forbidden and all(lock.film != film.id for lock in problem.locks)


def _try(checker: Checker, sequences: answer.Sequences, p: int, film: int, place: int) -> _Offer:
    after = _with(sequences, p, film, place)
    return _Offer(film, place, checker(_decision(checker.problem, after)), _is_inside(checker.problem, p, after[p]))


def _is_inside(problem: Problem, p: int, films: Sequence[int]) -> bool:
    """Tell whether a program is neither too long nor too full: still too short is another film's hole."""
    program = problem.programs[p]
    time_s = sum(problem.films[i].running_time_s + problem.gap_s for i in films)
    return time_s <= program.max_s and len(films) <= program.max_films


def _ranked(offers: Iterator[_Offer]) -> list[_Offer]:
    """Return the offers that fit, the best first: fewest rules broken, then points."""
    inside = [offer for offer in offers if offer.is_inside]
    return sorted(inside, key=lambda offer: (len(offer.verdict.violations), -offer.verdict.score, offer.film))


def _offered(told: _Told, before: Verdict, one: _Offer, p: int, after: answer.Sequences) -> dict[str, object]:
    problem = told.problem
    points = {name: term.points - before.terms[name].points for name, term in one.verdict.terms.items()}
    return {
        "film": problem.films[one.film].id,
        "program": problem.programs[p].id,
        "position": one.place + 1,
        "gain": one.verdict.score - before.score,
        "terms": {name: value for name, value in points.items() if value},
        "time_s": sum(problem.films[i].running_time_s + problem.gap_s for i in after[p]),
        "violations": list(one.verdict.violations),
        "why_here": told.reasons(after, frozenset()).at(one.film, p, one.place),
    }


def _with(sequences: answer.Sequences, p: int, film: int, place: int) -> answer.Sequences:
    after = [list(films) for films in sequences]
    after[p].insert(place, film)
    return after


def _decision(problem: Problem, sequences: answer.Sequences) -> Mapping[str, object]:
    films: tuple[Film, ...] = problem.films
    return {
        "programs": [
            {"id": program.id, "films": [films[i].id for i in mine]}
            for program, mine in zip(problem.programs, sequences, strict=True)
        ]
    }


def _sequences(checker: Checker, decision: object) -> answer.Sequences:
    """Return what a decision places, as far as the request knows it."""
    programs = decision.get("programs") if isinstance(decision, dict) else None
    result: answer.Sequences = [[] for _ in checker.problem.programs]
    seen: set[int] = set()
    for part in programs if isinstance(programs, list) else []:
        p = checker.program_at.get(part["id"])
        known = [checker.film_at[film] for film in part["films"] if film in checker.film_at]
        if p is not None:
            result[p] = [i for i in known if i not in seen]
            seen.update(known)
    return result


def _index(checker: Checker, film: str) -> int:
    if film not in checker.film_at:
        raise BadInput("films", f"there is no film {film!r}")
    return checker.film_at[film]
