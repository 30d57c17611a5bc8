"""The checker: plain loops over the request and a decision, sharing no code with the solver.

A decision is ``{"programs": [{"id": ..., "films": [ids in order]}]}``; other keys of an output document are
not read. Infeasible decisions are scored too: what does not exist, or stands where it cannot, is reported
and left out of the sums.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from math import ceil, log
from typing import TYPE_CHECKING, NamedTuple

from matinee.engine.blocks import trade
from matinee.engine.blocks.closeness import KEEP_PAIRS, Closeness
from matinee.engine.blocks.contract import values_of
from matinee.engine.errors import BadInput
from matinee.engine.json_reader import shown
from matinee.engine.solution import Term, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matinee.engine.blocks.contract import Film, Problem, Program

Filled = dict[int, list[int]]  # the films (by index) of each program (by index), in order
TERMS = ("cohesion", "quality", "about", "order", "balance", "redundancy")


class _Seen(NamedTuple):
    """What one decision places, as far as it can be understood."""

    filled: Filled
    homes: dict[int, int]
    complaints: list[str]


class Checker:
    """Everything about one request that does not depend on the decision, so that thousands can be checked a second."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.films = problem.films
        self.film_at = {film.id: i for i, film in enumerate(problem.films)}
        self.program_at = {program.id: p for p, program in enumerate(problem.programs)}
        self.close = Closeness(problem)
        self.quality = [_quality(film) for film in problem.films]
        self.marks = [trade.CUT if film.score is None else film.score for film in problem.films]
        self.heft = [film.weight or 0.0 for film in problem.films]
        self.themes = [values_of(film, "themes") for film in problem.films]
        self.strands = [values_of(film, "strands") for film in problem.films]
        self.values = [[values_of(film, target.attribute) for film in problem.films] for target in problem.targets]
        self.times_s = [film.running_time_s + problem.gap_s for film in problem.films]
        self.runs_s = [film.running_time_s for film in problem.films]
        self.logs = [log(film.running_time_s) for film in problem.films]
        is_all = problem.select == "all"
        self.wanted = [i for i, film in enumerate(problem.films) if film.must_play or is_all]
        self._clashes: dict[tuple[int, int], float] = {}
        self.genres = [values_of(film, "genre") for film in problem.films]

    def __call__(self, decision: object) -> Verdict:
        """Return what is broken, the score and its terms."""
        seen = self._read(decision)
        raw = self._raw(seen.filled)
        weights = self.problem.weights
        terms = {n: Term(raw[n], getattr(weights, n), getattr(weights, n) * raw[n]) for n in TERMS}
        broken = (*seen.complaints, *self._broken_programs(seen.filled), *self._broken_wishes(seen))
        return Verdict(violations=broken, score=sum(term.points for term in terms.values()), terms=terms)

    def _read(self, decision: object) -> _Seen:
        seen = _Seen({}, {}, [])
        for k, (program_id, film_ids) in enumerate(_parts(decision)):
            p = self.program_at.get(program_id)
            if p is None:
                seen.complaints.append(f"there is no program {program_id!r} (programs[{k}])")
            elif p in seen.filled:
                seen.complaints.append(f"program {program_id!r} is given twice")
            else:
                seen.filled[p] = []
                self._place(p, film_ids, seen)
        return seen

    def _place(self, p: int, film_ids: list[str], seen: _Seen) -> None:
        program = self.problem.programs[p]
        for film_id in film_ids:
            i = self.film_at.get(film_id)
            if i is None:
                seen.complaints.append(f"there is no film {film_id!r} (in {program.name})")
            elif i in seen.homes:
                seen.complaints.append(f"{self.films[i].name} is placed twice")
            else:
                seen.homes[i] = p
                seen.filled[p].append(i)

    # What is broken

    def _broken_programs(self, filled: Filled) -> Iterator[str]:
        for p, program in enumerate(self.problem.programs):
            films = filled.get(p, [])
            time_s = sum([self.times_s[i] for i in films])
            if not program.min_s <= time_s <= program.max_s:
                yield f"{program.name} runs {time_s} s, outside its {program.min_s} to {program.max_s} s"
            if not program.min_films <= len(films) <= program.max_films:
                limits = f"{program.min_films} to {program.max_films}"
                yield f"{program.name} has {len(films)} films, outside its {limits}"
            yield from self._strangers(program, films)

    def _strangers(self, program: Program, films: list[int]) -> Iterator[str]:
        if program.strand is None:
            return
        wanted = program.strand.strip().casefold()
        for i in films:
            if wanted not in self.strands[i]:
                yield f"{self.films[i].name} is in {program.name} but not of its strand {program.strand!r}"

    def _broken_wishes(self, seen: _Seen) -> Iterator[str]:
        yield from self._unplaced(seen.homes)
        yield from self._broken_locks(seen)
        for pair in self.problem.forbid:
            if seen.homes.get(self.film_at[pair.film]) == self.program_at[pair.program]:
                yield f"{self._name(pair.film)} is in {pair.program!r}, which is forbidden"
        for group in self.problem.together:
            if len({seen.homes.get(self.film_at[f]) for f in group}) > 1:
                yield f"{', '.join(map(self._name, group))} are not together"
        for group in self.problem.apart:
            counts = Counter(seen.homes[self.film_at[f]] for f in group if self.film_at[f] in seen.homes)
            if any(count > 1 for count in counts.values()):
                yield f"{', '.join(map(self._name, group))} are not apart"

    def _unplaced(self, homes: dict[int, int]) -> Iterator[str]:
        for i in self.wanted:
            if i not in homes and self.films[i].must_play:
                yield f"{self.films[i].name} must play and is left out"
            elif i not in homes:
                yield f"{self.films[i].name} is left out, and every film is to be placed"

    def _broken_locks(self, seen: _Seen) -> Iterator[str]:
        for lock in self.problem.locks:
            i, p = self.film_at[lock.film], self.program_at[lock.program]
            if seen.homes.get(i) != p:
                yield f"{self.films[i].name} is locked to {lock.program!r} and is not there"
            elif lock.position is not None and not _is_at(seen.filled[p], i, lock.position):
                yield f"{self.films[i].name} is locked {_position(lock.position)} and is not there"

    def _name(self, film_id: str) -> str:
        return self.films[self.film_at[film_id]].name

    # What it is worth

    def _raw(self, filled: Filled) -> dict[str, float]:
        raw = dict.fromkeys(TERMS, 0.0)
        for p, films in filled.items():
            raw["quality"] += sum([self.quality[i] for i in films])
            raw["about"] += sum([self.close.about(i, p) for i in films])
            raw["order"] += self._order(films)
            pairs = self.close.pairs(films)
            raw["cohesion"] += sum([worth for worth, _ in pairs])
            raw["redundancy"] -= sum([1 + trade.ALIKE_SLOPE * (s - trade.ALIKE) for _, s in pairs if s > trade.ALIKE])
        raw["balance"] = 0.0 - trade.DISTINCT_POINTS * sum(self._missing(filled))
        return raw

    def _missing(self, filled: Filled) -> Iterator[int]:
        for target, values in zip(self.problem.targets, self.values, strict=True):
            if target.program is None:
                films = [i for members in filled.values() for i in members]
            else:
                films = filled.get(self.program_at[target.program], [])
            found: set[str] = set().union(*[values[i] for i in films])
            yield max(0, target.at_least_distinct - len(found))

    def _order(self, films: list[int]) -> float:
        if not films:
            return 0.0
        first, last, runs_s = films[0], films[-1], self.runs_s
        marks = sorted([self.marks[i] for i in films], reverse=True)
        total = trade.STRONG_OPENER * (self.marks[first] >= marks[ceil(len(films) / 3) - 1])
        total += trade.SHORT_OPENER * (runs_s[first] <= trade.HOOK_MAX_S)
        total += trade.LIGHT_OPENER * (self.heft[first] < trade.HEAVY)
        heaviest = max([self.heft[i] for i in films])
        total += trade.PAYOFF * (self.marks[last] >= marks[0] or self.heft[last] >= max(heaviest, trade.MOVING))
        longest = max([runs_s[i] for i in films])
        total += trade.LATE * (longest in {runs_s[i] for i in films[-2:]})
        return total + self._arc(films) - sum([self._clash(i, j) for i, j in pairwise(films)])

    def _arc(self, films: list[int]) -> float:
        """Return the points for running times that grow: each logarithm times its place, from -1/2 to 1/2."""
        if len(films) < 2:  # noqa: PLR2004 (one film does not grow)
            return 0.0
        width, logs = len(films) - 1, self.logs
        return trade.ARC * sum([logs[i] * (place / width - 1 / 2) for place, i in enumerate(films)])

    def _clash(self, i: int, j: int) -> float:
        """Return what two neighbours cost by the rules they break; what was asked once is remembered."""
        known = self._clashes.get((i, j))
        if known is None:
            known = self._reckon_clash(i, j)
            if len(self._clashes) < KEEP_PAIRS:
                self._clashes[i, j] = known
        return known

    def _reckon_clash(self, i: int, j: int) -> float:
        cost = trade.HEAVY_PAIR if self.heft[i] >= trade.HEAVY and self.heft[j] >= trade.HEAVY else 0.0
        if min(self.runs_s[i], self.runs_s[j]) > trade.LONG_S:
            cost += trade.LONG_PAIR
        return cost + trade.TWIN_PAIR * self._are_twins(i, j)

    def _are_twins(self, i: int, j: int) -> bool:
        if not self.genres[i] & self.genres[j]:
            return False
        return bool(self.themes[i] & self.themes[j]) or self.close.alike(i, j) >= trade.SAME_SUBJECT


def _position(position: int) -> str:
    return f"at position {position}" if position > 0 else f"at position {-position} from the end"


def _is_at(films: list[int], i: int, position: int) -> bool:
    """Say whether a film is the so-manieth, from 1, or from -1 for the last."""
    at = position - 1 if position > 0 else len(films) + position
    return films.index(i) == at


def _quality(film: Film) -> float:
    if film.score is None:
        return 0.0
    return (film.score - trade.CUT) * film.running_time_s / 60 / trade.QUALITY_MINUTES


def _parts(decision: object) -> Iterator[tuple[str, list[str]]]:
    """Yield the id and film ids of each program of a decision; raises `BadInput` where it is none."""
    programs = decision.get("programs") if isinstance(decision, dict) else None
    if not isinstance(programs, list):
        raise BadInput("programs", f"{shown(programs)} is not a list of programs; a decision holds one")
    for k, part in enumerate(programs):
        if not isinstance(part, dict) or not isinstance(part.get("id"), str):
            raise BadInput(f"programs[{k}].id", "is missing or not text")
        films = part.get("films")
        if not isinstance(films, list) or not all(isinstance(film, str) for film in films):
            raise BadInput(f"programs[{k}].films", f"{shown(films)} is not a list of film ids")
        yield part["id"], films
