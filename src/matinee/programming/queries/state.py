"""A board's rows as plain values, in four queries whatever is on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import models

from matinee.programming.models import Benched, BoardNote, Lineup, Placement, Program
from matinee.programming.rules.state import BENCH, FREE, BoardState

PROGRAM_COLUMNS = (
    "slug", "title", "kind", "strand_id", "about", "min_s", "max_s", "min_films", "max_films", "is_locked",
)  # fmt: skip
PLACE = ("program_id", "position", *FREE, "film__code", "film__title")
BENCHED = ("position", "lineup_id", "film__code", "film__title")
Row = TypeVar("Row", Placement, Benched)


@dataclass(slots=True)
class Loaded:
    """A board as values, with the rows they came from by code."""

    lineup: Lineup
    state: BoardState
    programs: dict[str, Program]
    places: dict[str, Placement]
    bench: dict[str, Benched]
    notes: dict[str, BoardNote]
    films: dict[str, int]


def load(lineup: Lineup) -> Loaded:
    """Return a board as it is now."""
    programs = list(Program.objects.filter(lineup=lineup).order_by("position", "pk"))
    codes = {program.pk: program.code for program in programs}
    places = list(_with_film(Placement.objects.filter(program__lineup=lineup), PLACE))
    bench = list(_with_film(Benched.objects.filter(lineup=lineup), BENCHED))
    notes = list(BoardNote.objects.filter(lineup=lineup).select_related("film", "program"))
    state = BoardState(str(lineup.state), {one.code: _columns(one) for one in programs})
    state.films = {code: [] for code in state.programs} | {BENCH: [row.film.code for row in bench]}
    for place in places:
        state.films[codes[place.program_id]].append(place.film.code)
        state.marks[place.film.code] = {name: getattr(place, name) for name in FREE}
    state.notes = {_key(one): {"text": one.text, "by": one.by_id, "at": one.written_at.isoformat()} for one in notes}
    films = [*(row.film for row in places), *(row.film for row in bench), *(one.film for one in notes if one.film)]
    state.titles = {film.code: film.title for film in films}
    return Loaded(
        lineup=lineup,
        state=state,
        programs={one.code: one for one in programs},
        places={row.film.code: row for row in places},
        bench={row.film.code: row for row in bench},
        notes={_key(note): note for note in notes},
        films={film.code: film.pk for film in films},
    )


def _with_film(rows: models.QuerySet[Row], columns: Sequence[str]) -> models.QuerySet[Row]:
    return rows.select_related("film").only(*columns).order_by("position", "pk")


def _columns(program: Program) -> dict[str, Any]:
    return {name: getattr(program, name) for name in PROGRAM_COLUMNS}


def _key(note: BoardNote) -> str:
    return f"film:{note.film.code}" if note.film else f"program:{note.program.code}"  # type: ignore[union-attr]  # one of the two
