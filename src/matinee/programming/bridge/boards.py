"""A board as the engine's problem ``matinee-blocks/1``: what may change, what is locked, what may be chosen from."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from matinee.festival.models import Policy
from matinee.films.states import Premiere
from matinee.programming.rules import BoardFilm, BoardProgram, program_time_s
from matinee.programming.states import AskMode

FORMAT = "matinee-blocks/1"
WEIGHTS = {"cohesion": 1.0, "quality": 1.0, "about": 1.0, "order": 1.0, "balance": 0.5, "redundancy": 0.5}
HEAVIEST = 5.0
WORDS_CHARS = 20_000


@dataclass(frozen=True, slots=True)
class Ask:
    """What the engine is asked: which programs (none named: all), what may change, and which films must be in."""

    mode: AskMode = AskMode.ANY
    programs: Collection[str] = ()
    must_play: Collection[str] = ()


def problem_of(
    programs: Sequence[BoardProgram],
    pool: Iterable[BoardFilm],
    policy: Policy,
    weights: Mapping[str, float] = WEIGHTS,
    ask: Ask | None = None,
) -> dict[str, Any]:
    """Return a board and the candidates beside it as the engine's problem.

    A locked program stays as it is: it and its films are left out, and so is one that was not asked for. Films of
    unknown length cannot be fitted and are left out too, and so is what no program has room for and what its makers
    said no to; a locked film and one that must play are always in.
    """
    ask = ask or Ask()
    free = [_kept(one, ask) for one in programs if not one.program.is_locked and _is_asked(one, ask, policy)]
    films = _films(free, () if ask.mode == AskMode.ORDER else pool, policy, ask)
    must = set(ask.must_play) & films.keys() if not ask.programs and ask.mode != AskMode.ORDER else set()
    return {
        "format": FORMAT,
        "films": [_film(film) | ({"must_play": True} if code in must else {}) for code, film in sorted(films.items())],
        "programs": [_program(program, policy, ask) for program in free],
        "gap_s": policy.gap_s,
        "select": "all" if ask.mode == AskMode.ORDER else "best",
        "locks": [lock for one in free for lock in _locks(one, ask)],
        "weights": dict(weights),
    }


def decision_of(programs: Sequence[BoardProgram]) -> dict[str, Any]:
    """Return what people have put where, as the engine reads a decision."""
    return {"programs": [{"id": one.code, "films": [film.code for film in one.films]} for one in programs]}


def _is_asked(one: BoardProgram, ask: Ask, policy: Policy) -> bool:
    """Tell whether a program may change: it was asked for, and is not full where only holes are filled."""
    if ask.programs and one.code not in ask.programs:
        return False
    if ask.mode != AskMode.FILL:
        return True
    kept = _kept(one, ask).films
    time_s = program_time_s([film.running_time_s for film in kept], policy.gap_s, policy.opening_reel_s)
    return time_s < one.program.max_s and len(kept) < one.program.max_films


def _kept(one: BoardProgram, ask: Ask) -> BoardProgram:
    """Return a program without the films whose makers said no; where only the order changes, with all of them."""
    stays = [film for film in one.films if ask.mode == AskMode.ORDER or film.is_locked or not film.is_refused]
    return replace(one, films=tuple(film for film in stays if film.running_time_s))


def _films(free: Sequence[BoardProgram], pool: Iterable[BoardFilm], policy: Policy, ask: Ask) -> dict[str, BoardFilm]:
    """Return the films that may stand in these programs, by code."""
    placed = [film for program in free for film in program.films]
    longest_s = max((one.program.max_s for one in free), default=0) - policy.gap_s
    found = {film.code: film for film in pool if film.running_time_s and not film.is_refused}
    found = {code: film for code, film in found.items() if film.running_time_s <= longest_s or code in ask.must_play}
    stays = ask.mode != AskMode.ANY
    return found | {film.code: film for film in placed if stays or film.is_locked or film.running_time_s <= longest_s}


def _locks(one: BoardProgram, ask: Ask) -> Iterable[dict[str, Any]]:
    """Yield what stays: a film in its program, at its place from the nearer end where that is locked too."""
    for at, film in enumerate(one.films):
        if film.is_place_locked:
            from_end = len(one.films) - at
            yield {"film": film.code, "program": one.code, "position": at + 1 if at < from_end else -from_end}
        elif film.is_locked or ask.mode != AskMode.ANY:
            yield {"film": film.code, "program": one.code}


def _film(one: BoardFilm) -> dict[str, Any]:
    """Return a film as the engine wants it; what is not known is left out."""
    film, standing = one.film, one.standing
    premiere = one.consideration.premiere if one.consideration else ""
    known: dict[str, Any] = {
        "id": film.code,
        "title": film.title,
        "running_time_s": film.running_time_s,
        "text": f"{film.logline}\n{film.synopsis}".strip()[:WORDS_CHARS],
        "themes": film.themes,
        "genre": film.genres[0] if film.genres else None,
        "form": film.form,
        "countries": film.countries,
        "languages": film.languages,
        "score": float(standing.mean) if standing else None,
        "score_sd": float(standing.sd) if standing else None,
        "weight": min(HEAVIEST, one.weight) if one.weight else None,
        "strands": sorted(one.strands),
        "makers_present": film.makers_attending,
        "premiere": premiere if premiere in Premiere.values and premiere != Premiere.UNKNOWN else None,
    }
    return {key: value for key, value in known.items() if value not in (None, "", [])}


def _program(one: BoardProgram, policy: Policy, ask: Ask) -> dict[str, Any]:
    """Return a program as the engine wants it; the opening reel takes its minutes from the films."""
    program = one.program
    about = program.about or (program.strand.about if program.strand else "")
    known = {
        "id": program.code,
        "title": program.title,
        "strand": one.strand_slug or None,
        "about": about[:WORDS_CHARS] or None,
        "min_s": max(0, program.min_s - policy.opening_reel_s),
        "max_s": max(0, program.max_s - policy.opening_reel_s),
        "min_films": program.min_films,
        "max_films": program.max_films,
    }
    if ask.mode == AskMode.ORDER:  # nothing comes or goes, so whatever stands there is allowed
        time_s = sum(film.running_time_s + policy.gap_s for film in one.films)
        known |= {"strand": None, "min_s": 0, "max_s": time_s, "min_films": 0, "max_films": len(one.films)}
    return {key: value for key, value in known.items() if value is not None}
