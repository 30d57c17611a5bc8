"""Requests of any size: choose whom to consider, and work on a few programs at a time where all are too many."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from matinee.engine.blocks import trade

if TYPE_CHECKING:
    from matinee.engine.blocks.contract import Problem
    from matinee.engine.blocks.likeness import Likeness
    from matinee.engine.blocks.model import Ints

MOST_FILMS = 1_200  # in one model: memory and time grow with the square
LEAST_FILMS = 400  # a shortlist has at least so many
PART_FILMS = 500  # in one part of a request that has more
PLENTY = 6.0  # films considered, in times what the programs can hold
EACH = 40  # eligible films considered for every program, at least


def shortlist(problem: Problem, likeness: Likeness) -> Ints:
    """Return the films worth considering, ascending: all of them unless the programs cannot hold a sixth of them."""
    everything = np.arange(len(problem.films))
    if problem.select == "all" or len(everything) <= MOST_FILMS or not problem.programs:
        return everything
    weights, about = problem.weights, likeness.about()
    hope = np.array([_quality(problem, i) for i in everything.tolist()]) * weights.quality + weights.about * about.max(
        axis=0
    )
    ranked = np.argsort(-hope, kind="stable")
    capacity_s = sum(program.max_s for program in problem.programs)
    mean_s = np.mean([film.running_time_s + problem.gap_s for film in problem.films])
    count = max(LEAST_FILMS, int(PLENTY * capacity_s / mean_s))
    bound = {lock.film for lock in problem.locks}.union(*problem.together)
    needed = {i for i in everything.tolist() if problem.films[i].must_play or problem.films[i].id in bound}
    for p, program in enumerate(problem.programs):
        mine = [i for i in ranked.tolist() if program.strand is None or program.strand in problem.films[i].strands]
        near = np.argsort(-(about[p, mine] * weights.about + hope[mine]), kind="stable")[:EACH]
        needed.update(mine[at] for at in near.tolist())
    return np.array(sorted(needed.union(ranked[:count].tolist())), dtype=np.intp)


def parts_of(problem: Problem, home: Ints, films: Ints, rng: np.random.Generator) -> list[tuple[list[int], Ints]]:
    """Return programs and films (indices) to work on together, so that no part has too many films.

    ``home`` is the program of each of ``films``; those on the bench are dealt out at random.
    """
    k = len(problem.programs)
    parts = max(1, -(-len(films) // PART_FILMS))
    programs = np.array_split(rng.permutation(k), min(parts, k))
    bench = np.array_split(rng.permutation(films[home == k]), len(programs))
    found = []
    for mine, extra in zip(programs, bench, strict=True):
        inside = films[np.isin(home, mine)]
        found.append((sorted(mine.tolist()), np.sort(np.concatenate([inside, extra[:PART_FILMS]]))))
    return found


def part_problem(problem: Problem, programs: list[int], films: Ints) -> Problem:
    """Return the request about some programs and films alone; targets over all programs are left to the whole."""
    film_ids = {problem.films[i].id for i in films}
    program_ids = {problem.programs[p].id for p in programs}
    together = [tuple(f for f in group if f in film_ids) for group in problem.together]
    apart = [tuple(f for f in group if f in film_ids) for group in problem.apart]
    return replace(
        problem,
        films=tuple(problem.films[i] for i in films),
        programs=tuple(problem.programs[p] for p in programs),
        locks=tuple(x for x in problem.locks if x.film in film_ids and x.program in program_ids),
        forbid=tuple(x for x in problem.forbid if x.film in film_ids and x.program in program_ids),
        together=tuple(group for group in together if len(group) > 1),
        apart=tuple(group for group in apart if len(group) > 1),
        targets=tuple(x for x in problem.targets if x.program in program_ids),
    )


def _quality(problem: Problem, i: int) -> float:
    film = problem.films[i]
    minutes = film.running_time_s / 60
    return 0.0 if film.score is None else (film.score - trade.CUT) * minutes / trade.QUALITY_MINUTES
