"""What a page may ask of the grid, read strictly, and the action that each intent is."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from matinee.accounts.models import User
from matinee.festival.models import Edition
from matinee.kit.errors import InvalidInput, NotFound
from matinee.programming.models import Program
from matinee.schedule import actions
from matinee.schedule.actions.taking_off import take_off
from matinee.schedule.models import Auditorium, Event, Screening
from matinee.schedule.queries import auditoriums_of
from matinee.schedule.states import EventKind

FIRST_MINUTE: Final = 0
LAST_MINUTE: Final = 60 * 24 * 366 * 200
MOST_EVENT_MIN: Final = 1440


@dataclass(frozen=True, slots=True)
class Move:
    """One intent: what, with which thing, where to, seen at which version and under which name."""

    op: str
    key: str
    base: int
    is_forced: bool
    card: str
    program: str
    room: str
    at: datetime | None
    fields: dict[str, Any]

    @classmethod
    def read(cls, body: dict[str, Any]) -> "Move":
        """Read a move from JSON.

        Raises
        ------
        ValueError, TypeError, KeyError
            It is not one.
        """
        at = body.get("at")
        if at is not None and not FIRST_MINUTE <= int(at) <= LAST_MINUTE:
            raise ValueError(at)
        return cls(
            op=str(body["op"]), key=str(body["id"])[:64], base=int(body["base"]), is_forced=bool(body.get("force")),
            card=str(body.get("card", "")), program=str(body.get("program", "")), room=str(body.get("room", "")),
            at=None if at is None else datetime.fromtimestamp(int(at) * 60, UTC),
            fields={name: body.get(name) for name in ("on", "kind", "title", "minutes")},
        )  # fmt: skip

    @property
    def seen(self) -> int | None:
        """The version to hold the move against; none where the person has said to do it anyway."""
        return None if self.is_forced else self.base


def carry_out(edition: Edition, move: Move, by: User) -> str:
    """Do what a move says and return the code of the card that it was about."""
    act = INTENTS.get(move.op)
    if act is None:
        raise InvalidInput("op", move.op, f"Give one of: {', '.join(INTENTS)}.")
    return act(edition, move, by)


def _place(edition: Edition, move: Move, by: User) -> str:
    program = Program.objects.filter(code=move.program, lineup__edition=edition).select_related("lineup").first()
    if program is None:
        raise NotFound("This program is no longer in the lineup. Reload the page.")
    row = actions.place_screening(
        edition=edition, program=program, auditorium=_room(edition, move), starts_at=_at(move), by=by, may_clash=True,
        key=move.key,
    )  # fmt: skip
    return row.code


def _event(edition: Edition, move: Move, by: User) -> str:
    kind, title = str(move.fields["kind"]), str(move.fields["title"] or "").strip()
    if kind not in EventKind.values:
        raise InvalidInput("kind", kind, f"Give one of: {', '.join(EventKind.values)}.")
    minutes = move.fields["minutes"]
    if not isinstance(minutes, int) or not 1 <= minutes <= MOST_EVENT_MIN:
        raise InvalidInput("minutes", minutes, f"Give whole minutes from 1 to {MOST_EVENT_MIN}.")
    row = actions.add_event(
        edition=edition, title=title or str(EventKind(kind).label), kind=kind, auditorium=_room(edition, move),
        starts_at=_at(move), by=by, length_min=minutes, may_clash=True, key=move.key,
    )  # fmt: skip
    return row.code


def _move(edition: Edition, move: Move, by: User) -> str:
    row, room = _card(edition, move), _room(edition, move)
    if isinstance(row, Event):
        actions.move_event(
            event=row, auditorium=room, starts_at=_at(move), by=by, seen=move.seen, key=move.key, may_clash=True
        )
    else:
        actions.move_screening(
            screening=row, auditorium=room, starts_at=_at(move), by=by, seen=move.seen, key=move.key, may_clash=True
        )
    return row.code


def _remove(edition: Edition, move: Move, by: User) -> str:
    take_off(booking=_card(edition, move), by=by, seen=move.seen, key=move.key)
    return move.card


def _lock(edition: Edition, move: Move, by: User) -> str:
    row = _card(edition, move)
    actions.lock_booking(booking=row, is_locked=bool(move.fields["on"]), by=by, seen=move.seen, key=move.key)
    return row.code


def _fit(edition: Edition, move: Move, by: User) -> str:
    row = _card(edition, move)
    if isinstance(row, Event):
        raise InvalidInput("card", row, "Open the event's page to change its length.")
    actions.resize_screening(screening=row, by=by, key=move.key, may_clash=True)
    return row.code


def _undo(edition: Edition, move: Move, by: User) -> str:
    actions.undo_change(edition=edition, by=by, only_own=True, key=move.key)
    return ""


def _redo(edition: Edition, move: Move, by: User) -> str:
    actions.redo_change(edition=edition, by=by, only_own=True, key=move.key)
    return ""


INTENTS: Final[dict[str, Callable[[Edition, Move, User], str]]] = {
    "place": _place, "event": _event, "move": _move, "remove": _remove, "lock": _lock, "fit": _fit,
    "undo": _undo, "redo": _redo,
}  # fmt: skip


def _card(edition: Edition, move: Move) -> Screening | Event:
    screenings = Screening.objects.filter(code=move.card, edition=edition)
    events = Event.objects.filter(code=move.card, edition=edition)
    found = screenings.first() or events.first()  # the action reads it again, with what it needs
    if found is None:
        raise NotFound("This is not on the grid any more. Somebody has taken it off; undo brings it back.")
    found.edition = edition
    return found


def _room(edition: Edition, move: Move) -> Auditorium:
    venue, _slash, room = move.room.partition("/")
    found = auditoriums_of(edition.festival).filter(venue__slug=venue, slug=room).first()
    if found is None:
        raise NotFound("There is no such auditorium any more. Reload the page.")
    return found


def _at(move: Move) -> datetime:
    if move.at is None:
        raise InvalidInput("at", None, "Give a time.")
    return move.at
