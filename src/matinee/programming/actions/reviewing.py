"""Asking the engine about a board as it stands: why here, why not, and what fills a hole. Nothing is changed.

It reads, but it needs the bridge, which stands above the queries.
"""

import hashlib
import json
from typing import Any

from django.core.cache import cache

from matinee.films.models import Film
from matinee.programming import bridge
from matinee.programming.actions.proposals import weights_for
from matinee.programming.bridge.words import words_of_programs
from matinee.programming.models import Lineup, Placement
from matinee.programming.queries import board, pool
from matinee.programming.queries.asking import bench_films, benched_codes
from matinee.programming.rules.board import BoardProgram

KEPT_S = 3600
FILLINGS = 3


def why_on_board(*, lineup: Lineup, film: Film) -> dict[str, Any] | None:
    """Return why a film stands where it is, or why it does not stand on the board, and what would change that.

    Of a program that is locked nothing is asked; None where nothing is known of the film.
    """
    programs = _unlocked(board(lineup).programs)
    benched = benched_codes(lineup)
    films = [*(one for one in pool(lineup) if one.code not in benched), *bench_films(lineup)]
    problem = bridge.problem_of(programs, films, lineup.edition.festival.policy, weights_for(lineup))
    decision = bridge.decision_of(programs)
    placed = {code for one in decision["programs"] for code in one["films"]}
    if film.code not in {one["id"] for one in problem["films"]}:
        return None
    found = _review(problem, decision, films=() if film.code in placed else (film.code,))
    return next((one for one in found["films"] if one["film"] == film.code), None)


def fillings_for(*, lineup: Lineup, place: Placement) -> list[dict[str, Any]]:
    """Return the engine's best films for the place of one whose makers declined, the best first, with reasons."""
    here = next(one for one in board(lineup).programs if one.code == place.program.code)
    stays = tuple(film for film in here.films if film.film.pk != place.film_id and film.running_time_s)
    hole = [film.code for film in here.films].index(place.film.code) + 1
    program = BoardProgram(here.program, stays)
    benched = benched_codes(lineup)
    films = [film for film in pool(lineup) if film.code not in benched]
    problem = bridge.problem_of([program], films, lineup.edition.festival.policy, weights_for(lineup))
    if not problem["programs"]:
        return []
    known = {film["id"]: film for film in problem["films"]}
    found = _review(problem, bridge.decision_of([program]), fill=(here.code, min(hole, len(stays) + 1)))
    return [
        offer | {"title": known[offer["film"]]["title"], "known": known[offer["film"]]} for offer in found["offers"]
    ]


def words_on_board(*, lineup: Lineup) -> list[tuple[str, list[str]]]:
    """Return, for each program (by code), what holds it together in its films' own words."""
    programs = board(lineup).programs
    words = words_of_programs([one.films for one in programs])
    return [(one.code, list(some)) for one, some in zip(programs, words, strict=True)]


def _unlocked(programs: tuple[BoardProgram, ...]) -> list[BoardProgram]:
    return [one for one in programs if not one.program.is_locked]


def _review(problem: dict[str, Any], decision: dict[str, Any], **asked: Any) -> dict[str, Any]:  # noqa: ANN401  the bridge's
    """Ask once for the same board and pool: the answer is kept for an hour."""
    words = json.dumps([problem, decision, asked], sort_keys=True).encode()
    key = f"blocks-review:{hashlib.sha256(words).hexdigest()}"
    known: dict[str, Any] | None = cache.get(key)
    if known is None:
        known = bridge.review(problem, decision, **asked)
        cache.set(key, known, KEPT_S)
    return known
