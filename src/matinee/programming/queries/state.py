"""A board's rows as plain values, in four queries whatever is on it."""

from dataclasses import dataclass
from typing import Any

from django.db.models import F

from matinee.programming.models import Benched, BoardNote, Lineup, Placement, Program
from matinee.programming.rules.state import BENCH, FREE, BoardState

PROGRAM_COLUMNS = (
    "slug", "title", "kind", "strand_id", "about", "min_s", "max_s", "min_films", "max_films", "is_locked",
)  # fmt: skip
PLACE = ("program_id", "film_id", "position", *FREE)
BENCHED = ("position", "lineup_id", "film_id")
CODE, TITLE = F("film__code"), F("film__title")  # two columns: an object for each film takes as long as all the rest


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
    placed = Placement.objects.filter(program__lineup=lineup).only(*PLACE).order_by("position", "pk")
    places = list(placed.annotate(film_code=CODE, film_title=TITLE))
    benched = Benched.objects.filter(lineup=lineup).only(*BENCHED).order_by("position", "pk")
    bench = list(benched.annotate(film_code=CODE, film_title=TITLE))
    notes = list(BoardNote.objects.filter(lineup=lineup).select_related("film", "program"))
    state = BoardState(str(lineup.state), {one.code: _columns(one) for one in programs})
    state.films = {code: [] for code in state.programs} | {BENCH: [row.film_code for row in bench]}
    for place in places:
        state.films[codes[place.program_id]].append(place.film_code)
        state.marks[place.film_code] = {name: getattr(place, name) for name in FREE}
    state.notes = {_key(one): {"text": one.text, "by": one.by_id, "at": one.written_at.isoformat()} for one in notes}
    rows = [(row.film_code, row.film_title, row.film_id) for row in places]
    rows += [(row.film_code, row.film_title, row.film_id) for row in bench]
    rows += [(note.film.code, note.film.title, note.film.pk) for note in notes if note.film]
    state.titles = {code: title for code, title, _film in rows}
    return Loaded(
        lineup=lineup,
        state=state,
        programs={one.code: one for one in programs},
        places={row.film_code: row for row in places},
        bench={row.film_code: row for row in bench},
        notes={_key(note): note for note in notes},
        films={code: film for code, _title, film in rows},
    )


def _columns(program: Program) -> dict[str, Any]:
    return {name: getattr(program, name) for name in PROGRAM_COLUMNS}


def _key(note: BoardNote) -> str:
    return f"film:{note.film.code}" if note.film else f"program:{note.program.code}"  # type: ignore[union-attr]  # one of the two
