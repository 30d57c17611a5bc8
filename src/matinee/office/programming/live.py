"""The board as JSON: what a page asks for, and what it hears back."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from matinee.accounts.models import User
from matinee.kit.errors import InvalidInput
from matinee.programming.actions import (
    add_program,
    change_program,
    do_once,
    go_back,
    make_move,
    move_program,
    remove_program,
    turn_once,
)
from matinee.programming.models import BoardChange, BoardVisitor, Lineup, Program
from matinee.programming.queries import program_in
from matinee.programming.queries.history import redo_next, undo_next
from matinee.programming.queries.state import load
from matinee.programming.rules.operations import OPS, Move
from matinee.programming.rules.saying import words_of
from matinee.programming.rules.state import BENCH, DONE, UNDONE, BoardState, Side

MOST_FILMS = 200
LOG_SHOWN = 12
Asked = dict[str, Any]
SIDES: dict[str, Side] = {"undo": UNDONE, "redo": DONE}


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a deed: the board then, the change, what came since the page's version, what can be turned next."""

    state: BoardState | None = None
    change: BoardChange | None = None
    since: Sequence[BoardChange] | None = None
    turns: Asked | None = None


def asked_of(request: HttpRequest) -> Asked:
    """Return what a page asks for.

    Raises
    ------
    InvalidInput
        It is no JSON object with an ``op`` and a whole ``base``.
    """
    try:
        asked = json.loads(request.body)
    except ValueError:
        asked = None
    if not isinstance(asked, dict) or not isinstance(asked.get("op"), str):
        raise InvalidInput("op", "", _("Send a JSON object with the name of an operation."))
    if not isinstance(asked.get("base"), int) or asked["base"] < 0:
        raise InvalidInput("base", asked.get("base"), _("Give the version of the board that the page shows."))
    return asked


def do(lineup: Lineup, asked: Asked, by: User) -> Done:
    """Do what a page asks for; return what came of it, as far as that is at hand."""
    client_id = _word(asked, "id")[:64]
    if asked["op"] in OPS:
        made = make_move(lineup=lineup, move=_move(asked), by=by, base=asked["base"], client_id=client_id)
        change = None if made.is_again else made.change
        return Done(made.state, change, made.since, _turns(change, None) if change else None)
    if asked["op"] in SIDES:
        version = asked.get("version")
        version = version if isinstance(version, int) and asked["op"] == "undo" else None
        turned = turn_once(
            lineup=lineup, side=SIDES[asked["op"]], by=by, base=asked["base"], client_id=client_id, version=version
        )
        return Done(turned.state, turned.change, turned.since, _turns(turned.undo, turned.redo))
    deed = DEEDS.get(asked["op"])
    if deed is None:
        raise InvalidInput("op", asked["op"], _("This operation is not known. Open the board again."))
    do_once(lineup=lineup, client_id=client_id, deed=lambda: deed(lineup, asked, by))
    lineup.refresh_from_db(fields=["version", "state"])
    return Done()


def board_news(lineup: Lineup, state: BoardState | None = None) -> Asked:
    """Return the whole order of a board: a few kilobytes for hundreds of films."""
    here = state or load(lineup).state
    marks = {film: _mark(mark) for film, mark in here.marks.items() if mark["is_locked"] or mark["is_place_locked"]}
    return {
        "version": lineup.version,
        "state": str(here.state),
        "programs": [
            {"code": code, "title": one["title"], "films": here.films[code], "is_locked": one["is_locked"]}
            for code, one in here.programs.items()
        ],
        "bench": here.films[BENCH],
        "marks": marks,
        "notes": {key: note["text"] for key, note in here.notes.items()},
    }


def log_news(changes: Sequence[BoardChange], by: User) -> list[Asked]:
    """Return the last changes, the newest first, in words."""
    return [
        {
            "version": one.version,
            "who": str(one.by or _("Matinee")),
            "is_mine": one.by_id == by.pk,
            "tab": one.tab,
            "words": words_of(one),
            "films": [key.removeprefix("film:") for key in one.delta if key.startswith("film:")],
        }
        for one in changes[:LOG_SHOWN]
    ]


def turns(lineup: Lineup, by: User) -> Asked:
    """Return what undo and redo would do for a person."""
    return _turns(undo_next(lineup, by), redo_next(lineup, by))


def _turns(undo: BoardChange | None, redo: BoardChange | None) -> Asked:
    return {"undo": words_of(undo) if undo else "", "redo": words_of(redo) if redo else ""}


def people(rows: Sequence[BoardVisitor], by: User) -> list[str]:
    """Return who else has the board open."""
    return [str(row.user) for row in rows if row.user_id != by.pk]


def _move(asked: Asked) -> Move:
    films = asked.get("films") or []
    if not isinstance(films, list) or len(films) > MOST_FILMS or not all(isinstance(film, str) for film in films):
        raise InvalidInput("films", films, _("Name the films by their codes, at most 200."))
    move = Move(
        asked["op"],
        tuple(dict.fromkeys(films)),
        _word(asked, "program"),
        before=_word(asked, "before"),
        after=_word(asked, "after"),
        position=asked["position"] if isinstance(asked.get("position"), int) else None,
        on=asked.get("on") is not False,
        text=_word(asked, "text"),
    )
    needs_program = move.op in {"place", "order", "lock_program"} or not move.films
    if (not move.films and move.op not in {"lock_program", "note", "order"}) or (needs_program and not move.program):
        raise InvalidInput("films", films, _("Say which films, and which program."))
    return move


def _word(asked: Asked, name: str) -> str:
    value = asked.get(name, "")
    return value if isinstance(value, str) else ""


def _mark(mark: dict[str, Any]) -> dict[str, bool]:
    return {"is_locked": mark["is_locked"], "is_place_locked": mark["is_place_locked"]}


def _program(lineup: Lineup, asked: Asked) -> Program:
    found = program_in(lineup, _word(asked, "program"))
    if found is None:
        raise Http404
    return found


def _number(asked: Asked, name: str) -> int:
    value = asked.get(name)
    if not isinstance(value, int):
        raise InvalidInput(name, value, _("Give a whole number."))
    return value


DEEDS: dict[str, Callable[[Lineup, Asked, User], object]] = {
    "go_back": lambda lineup, asked, by: go_back(lineup=lineup, to=_number(asked, "version"), by=by),
    "add_program": lambda lineup, asked, by: add_program(lineup=lineup, title=_word(asked, "title"), by=by),
    "rename_program": lambda lineup, asked, by: change_program(
        program=_program(lineup, asked), title=_word(asked, "title").strip(), version=asked["base"], by=by
    ),
    "move_program": lambda lineup, asked, by: move_program(
        program=_program(lineup, asked), to=_number(asked, "to"), version=asked["base"], by=by
    ),
    "remove_program": lambda lineup, asked, by: remove_program(
        program=_program(lineup, asked), version=asked["base"], by=by
    ),
}
