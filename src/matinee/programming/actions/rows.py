"""A board's plain values back into rows: few statements whatever is on the board."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, TypeVar

from django.db import models

from matinee.films.models import Film
from matinee.kit.errors import Conflict, NotFound
from matinee.programming.models import Benched, BoardNote, Placement, Program
from matinee.programming.queries.state import PROGRAM_COLUMNS, Loaded
from matinee.programming.rules.state import BENCH, BoardState

OURS = (Placement, BoardNote)
Ours = TypeVar("Ours", Placement, Benched)


def meet(here: Loaded, films: Sequence[str]) -> None:
    """Make films known to a board that were not on it.

    Raises
    ------
    NotFound
        Such a film is not at this festival.
    """
    new = [code for code in films if code not in here.films]
    if not new:
        return
    festival = here.lineup.edition.festival_id
    for film in Film.objects.filter(festival=festival, code__in=new).only("code", "title"):
        here.films[film.code] = film.pk
        here.state.titles[film.code] = film.title
    if any(code not in here.films for code in new):
        raise NotFound("This film is not at this festival.")


def write(here: Loaded, new: BoardState) -> None:
    """Make the rows what a board is to be; programs keep their identity by code, so that what hangs on them stays.

    Raises
    ------
    Conflict
        A program that would go is used, by a screening for example.
    """
    here.lineup.state = new.state
    meet(here, [film for films in new.films.values() for film in films])
    _write_programs(here, new)
    _write_places(here, new)
    _write_bench(here, new)
    _write_notes(here, new)
    _drop_programs(here, new)


def refuse_if_used(program: Program) -> None:
    """Refuse to take away a program that something above hangs on, such as its screenings."""
    for relation in program._meta.related_objects:  # noqa: SLF001  Django's documented door to its columns
        related = relation.related_model
        if related in OURS:
            continue
        rows = related._default_manager  # noqa: SLF001  as above
        if rows.filter(**{relation.field.name: program}).exists():
            what = related._meta.verbose_name_plural  # noqa: SLF001  as above
            raise Conflict(f"“{program}” has {what}. Cancel or move them first.")


def _write_programs(here: Loaded, new: BoardState) -> None:
    fresh, changed = [], []
    for position, (code, columns) in enumerate(new.programs.items(), 1):
        wanted = columns | {"position": position}
        row = here.programs.get(code)
        if row is None:
            fresh.append(Program(lineup=here.lineup, code=code, **wanted))
        elif _set(row, wanted):
            changed.append(row)
    Program.objects.bulk_create(fresh)
    here.programs |= {row.code: row for row in fresh}
    if changed:
        Program.objects.bulk_update(changed, [*PROGRAM_COLUMNS, "position"])


def _write_places(here: Loaded, new: BoardState) -> None:
    wanted: dict[str, dict[str, Any]] = {}
    for where, films in new.films.items():
        if where == BENCH:
            continue
        for position, film in enumerate(films, 1):
            wanted[film] = {"program_id": here.programs[where].pk, "position": position} | new.mark(film)
    _replace(Placement, here.places, wanted, here.films)


def _write_bench(here: Loaded, new: BoardState) -> None:
    wanted = {film: {"position": n, "lineup_id": here.lineup.pk} for n, film in enumerate(new.films[BENCH], 1)}
    _replace(Benched, here.bench, wanted, here.films)


def _write_notes(here: Loaded, new: BoardState) -> None:
    if new.notes == here.state.notes:
        return
    BoardNote.objects.filter(pk__in=[row.pk for key, row in here.notes.items() if _is_other(here, new, key)]).delete()
    for key, note in new.notes.items():
        if not _is_other(here, new, key):
            continue
        kind, _, code = key.partition(":")
        on = {"film_id": here.films.get(code)} if kind == "film" else {"program_id": here.programs[code].pk}
        written_at = datetime.fromisoformat(note["at"])
        BoardNote.objects.create(lineup=here.lineup, text=note["text"], by_id=note["by"], written_at=written_at, **on)


def _is_other(here: Loaded, new: BoardState, key: str) -> bool:
    return here.state.notes.get(key) != new.notes.get(key)


def _drop_programs(here: Loaded, new: BoardState) -> None:
    gone = [row for code, row in here.programs.items() if code not in new.programs]
    for row in gone:
        refuse_if_used(row)
    if gone:
        Program.objects.filter(pk__in=[row.pk for row in gone]).delete()


def _replace(
    model: type[Ours],
    rows: dict[str, Ours],
    wanted: dict[str, dict[str, Any]],
    films: dict[str, int],
) -> None:
    """Take out, change and add the rows that differ: at most one statement each, of the columns that differ."""
    gone = [row.pk for film, row in rows.items() if film not in wanted]
    fresh = [model(film_id=films[film], **values) for film, values in wanted.items() if film not in rows]
    differing = {film: _set(rows[film], values) for film, values in wanted.items() if film in rows}
    changed = [rows[film] for film, names in differing.items() if names]
    manager = model._default_manager  # noqa: SLF001  Django documents it
    if gone:
        manager.filter(pk__in=gone).delete()
    if changed:
        manager.bulk_update(
            changed, sorted({name.removesuffix("_id") for names in differing.values() for name in names})
        )
    if fresh:
        manager.bulk_create(fresh)


def _set(row: models.Model, values: dict[str, Any]) -> Collection[str]:
    """Set columns; return the names of those that differed."""
    differing = {name: value for name, value in values.items() if getattr(row, name) != value}
    for name, value in differing.items():
        setattr(row, name, value)
    return differing.keys()
