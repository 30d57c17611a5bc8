"""Past programs as JSON lines (``matinee-past/1``): one edition a line, its programs, their films in order.

::

    {"festival": "...", "edition": "2023", "programs": [{"title": "Shorts I", "about": "...", "films": [
        {"title": "...", "runtime_min": 12.5, "synopsis": "...", "genre": "drama", "countries": ["IT"]}]}]}

A film may have ``running_time_s`` in place of ``runtime_min``, ``text`` in place of ``synopsis``, and any other key of
a film of ``matinee-blocks/1`` but ``id``. Lists come from many hands, so keys that mean nothing here are passed over.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from statistics import median
from typing import TYPE_CHECKING

from matinee.engine.blocks.contract import Film, Problem, Program
from matinee.engine.errors import BadInput
from matinee.engine.json_reader import read, shown

if TYPE_CHECKING:
    from collections.abc import Iterable

SLACK_S = 5 * 60  # a program could as well have run so much shorter or longer
KEYS = {one.name for one in fields(Film)} - {"id", "must_play", "strands"}
USUAL_S = 12 * 60  # a film's time, where a whole edition has none


@dataclass(frozen=True, slots=True, eq=False)
class PastEdition:
    """One edition: a request for its own films, and the programs that people made of them."""

    festival: str
    name: str
    problem: Problem
    programs: tuple[tuple[int, ...], ...]  # films by index, in order
    titles: tuple[str, ...]
    untimed: int  # films without a running time, which were given the edition's median


def read_editions(lines: Iterable[object]) -> list[PastEdition]:
    """Read JSON lines; raises `BadInput` naming line and path."""
    return [_edition(line, f"line {number}") for number, line in enumerate(lines, 1)]


def _edition(line: object, path: str) -> PastEdition:
    listed = _list_in(line, "programs", path)
    found = [_list_in(one, "films", f"{path}.programs[{p}]") for p, one in enumerate(listed)]
    rows = [
        (p, _known(one, f"{path}.programs[{p}].films[{k}]"))
        for p, films in enumerate(found)
        for k, one in enumerate(films)
    ]
    timed = [time for _, row in rows if isinstance(time := row.get("running_time_s"), int)]
    usual_s = round(median(timed)) if timed else USUAL_S
    films = [
        read(Film, {"running_time_s": usual_s, **row, "id": f"f{i}"}, f"{path}: film {i + 1}")
        for i, (_, row) in enumerate(rows)
    ]
    order = [tuple(i for i, (p, _) in enumerate(rows) if p == q) for q in range(len(found))]
    kept = [(members, one) for members, one in zip(order, listed, strict=True) if members]
    programs = [_program(q, [films[i] for i in members], one) for q, (members, one) in enumerate(kept)]
    problem = Problem(tuple(films), tuple(programs), select="all")
    names = [str(line.get(key) or "") if isinstance(line, dict) else "" for key in ("festival", "edition")]
    titles = tuple(program.name for program in programs)
    return PastEdition(names[0], names[1], problem, tuple(m for m, _ in kept), titles, len(rows) - len(timed))


def _list_in(value: object, key: str, path: str) -> list[object]:
    found = value.get(key) if isinstance(value, dict) else None
    if not isinstance(found, list):
        raise BadInput(f"{path}.{key}", f"{shown(found)} is not a list; give the {key} in order")
    return found


def _known(value: object, path: str) -> dict[str, object]:
    """Return what is known of a film, in the words of the contract."""
    if not isinstance(value, dict):
        raise BadInput(path, f"{shown(value)} is not a film; give an object with title and runtime_min")
    row = {key: value[key] for key in KEYS if value.get(key) not in (None, "")}
    minutes = value.get("runtime_min")
    if isinstance(minutes, int | float) and not isinstance(minutes, bool) and minutes > 0:
        row.setdefault("running_time_s", max(1, round(minutes * 60)))
    if value.get("synopsis"):
        row.setdefault("text", value["synopsis"])
    row.pop("premiere", None)  # lists write it in words of their own, and it plays no part here
    return row


def _program(q: int, films: list[Film], listed: object) -> Program:
    """Return a program that could hold what it held, a little more or a little less."""
    known = listed if isinstance(listed, dict) else {}
    time_s = sum(film.running_time_s + 10 for film in films)
    about = known.get("about")
    return Program(
        f"p{q}",
        max(0, time_s - SLACK_S),
        time_s + SLACK_S,
        title=str(known.get("title") or f"program {q + 1}"),
        about=about if isinstance(about, str) and about.strip() else None,
    )
