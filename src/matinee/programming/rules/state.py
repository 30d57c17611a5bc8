"""A board as plain values: what differs between two of them, and how a difference is put on or taken back.

A difference names only what was really touched. A place is told by the neighbour before it, never by a number alone,
so that differences of several people lie on one board without disturbing each other.
"""

from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any, Literal

from matinee.kit.errors import Conflict

BENCH = "bench"
FREE: dict[str, Any] = {"is_locked": False, "is_place_locked": False, "why": ""}
Delta = dict[str, list[Any]]
Side = Literal[0, 1]
UNDONE: Side = 0
DONE: Side = 1


@dataclass(slots=True)
class BoardState:
    """One board: programs by code in the order of the day, films by where they are, marks and notes by code."""

    state: str = "draft"
    programs: dict[str, dict[str, Any]] = field(default_factory=dict)
    films: dict[str, list[str]] = field(default_factory=lambda: {BENCH: []})
    marks: dict[str, dict[str, Any]] = field(default_factory=dict)
    notes: dict[str, dict[str, Any]] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)

    def copy(self) -> "BoardState":
        """Return a board of its own; titles are shared."""
        return BoardState(
            self.state,
            dict(self.programs),
            {where: list(codes) for where, codes in self.films.items()},
            dict(self.marks),
            dict(self.notes),
            self.titles,
        )

    def where(self, film: str) -> str:
        """Return the program a film is in, or the bench; nothing where it is in the pool."""
        return next((where for where, codes in self.films.items() if film in codes), "")

    def mark(self, film: str) -> dict[str, Any]:
        """Return a film's locks and its reason."""
        return self.marks.get(film, FREE)

    def named(self, code: str) -> str:
        """Return the title of a program or a film."""
        return str(self.programs[code]["title"]) if code in self.programs else self.titles.get(code, code)


def delta_of(old: BoardState, new: BoardState, moved: Collection[str] = ()) -> Delta:
    """Return what differs, as ``{key: [before, after]}``; of two neighbours that changed places, ``moved`` says which.

    Keys are ``lineup``, ``program:<code>``, ``film:<code>`` and ``note:<key>``. A value without ``n`` did not move.
    """
    found: Delta = {}
    if old.state != new.state:
        found["lineup"] = [old.state, new.state]
    found |= _differing("program", dict(_programs(old, new)))
    found |= _differing("film", dict(_films(old, new, moved)))
    notes = {key: [old.notes.get(key), new.notes.get(key)] for key in {**old.notes, **new.notes}}
    return found | _differing("note", notes)


def applied(here: BoardState, delta: Mapping[str, Sequence[Any]], side: Side) -> BoardState:
    """Return a board with a difference put on (``DONE``) or taken back (``UNDONE``), among whatever else is there.

    Raises
    ------
    Conflict
        A program or a film it speaks of is gone, or a program it takes away holds something new.
    """
    new = here.copy()
    parts: dict[str, dict[str, Any]] = {"lineup": {}, "program": {}, "film": {}, "note": {}}
    for key, values in delta.items():
        kind, _, code = key.partition(":")
        if kind in parts:
            parts[kind][code] = deepcopy(values[side])
    new.state = next(iter(parts["lineup"].values()), new.state)
    _lift(new, [film for film, value in parts["film"].items() if value is None or "n" in value])
    _put_programs(new, parts["program"])
    _put_films(new, parts["film"])
    for key, value in parts["note"].items():
        if value is None:
            new.notes.pop(key, None)
        else:
            new.notes[key] = value
    return new


def places_in(delta: Mapping[str, Sequence[Any]]) -> set[str]:
    """Return the programs that a difference takes films from or brings films to."""
    films = (values for key, values in delta.items() if key.startswith("film:"))
    return {value["in"] for values in films for value in values if value is not None}


def staying(old: Sequence[str], new: Sequence[str], moved: Collection[str] = ()) -> set[str]:
    """Return the most that two orders have in common in one order: a longest increasing subsequence."""
    at = {code: n for n, code in enumerate(new) if code not in moved}
    kept = [code for code in old if code in at]
    tails: list[int] = []
    last: list[str] = []
    before: dict[str, str] = {}
    for code in kept:
        n = bisect_left(tails, at[code])
        if n:
            before[code] = last[n - 1]
        tails[n:] = [at[code]] if n == len(tails) else [at[code], *tails[n + 1 :]]
        last[n:] = [code] if n == len(last) else [code, *last[n + 1 :]]
    return set(_chain(last[-1], before)) if last else set()


def _chain(code: str, before: Mapping[str, str]) -> Iterator[str]:
    """Yield a code and everything that leads to it."""
    yield code
    while code in before:
        code = before[code]
        yield code


def _differing(kind: str, pairs: Mapping[str, list[Any]]) -> Delta:
    return {f"{kind}:{code}": pair for code, pair in sorted(pairs.items()) if pair[0] != pair[1]}


def _programs(old: BoardState, new: BoardState) -> Iterator[tuple[str, list[Any]]]:
    """Yield every program as it was and as it is; its place where that changed."""
    before, after = list(old.programs), list(new.programs)
    stays = staying(before, after)
    for code in {**old.programs, **new.programs}:
        pair = []
        for state, order in ((old, before), (new, after)):
            columns = state.programs.get(code)
            place = {} if code in stays or columns is None else _place(order, code)
            pair.append(None if columns is None else columns | place)
        yield code, pair


def _films(old: BoardState, new: BoardState, moved: Collection[str]) -> Iterator[tuple[str, list[Any]]]:
    """Yield every film on either board as it was and as it is; its place where that changed."""
    stays: set[str] = set()
    for where in old.films.keys() & new.films.keys():
        stays |= staying(old.films[where], new.films[where], moved)
    befores, afters = _placed(old), _placed(new)
    for code in {**befores, **afters}:
        pair: list[Any] = []
        for state, placed in ((old, befores), (new, afters)):
            if code not in placed:
                pair.append(None)
                continue
            where = placed[code]
            place = {} if code in stays else _place(state.films[where], code)
            pair.append({"in": where} | place | state.mark(code))
        yield code, pair


def _placed(state: BoardState) -> dict[str, str]:
    return {film: where for where, films in state.films.items() for film in films}


def _place(order: Sequence[str], code: str) -> dict[str, Any]:
    n = order.index(code)
    return {"after": order[n - 1] if n else "", "n": n}


def _insert(order: list[str], code: str, place: Mapping[str, Any]) -> None:
    """Put a code behind its neighbour; where that has gone, at its number."""
    after = place["after"]
    order.insert(order.index(after) + 1 if after in order else min(place["n"], len(order)), code)


def _lift(state: BoardState, films: Collection[str]) -> None:
    """Take films out of wherever they are."""
    for where, codes in state.films.items():
        state.films[where] = [code for code in codes if code not in films]
    for film in films:
        state.marks.pop(film, None)


def _put_programs(state: BoardState, wanted: Mapping[str, dict[str, Any] | None]) -> None:
    lifted = {code for code, columns in wanted.items() if columns is None or "n" in columns}
    order = [code for code in state.programs if code not in lifted]
    for code, columns in wanted.items():
        if columns is None and state.films.get(code):
            raise Conflict(f"“{state.named(code)}” holds films that came after. Take them out first.")
        if columns is None:
            state.programs.pop(code, None)
            state.films.pop(code, None)
    for code, columns in sorted(wanted.items(), key=lambda pair: (pair[1] or {}).get("n", 0)):
        if columns is None:
            continue
        if "n" in columns:
            _insert(order, code, columns)
        elif code not in state.programs:
            raise Conflict(f"“{columns['title']}” is not on this board any more.")
        state.programs[code] = {name: value for name, value in columns.items() if name not in {"after", "n"}}
        state.films.setdefault(code, [])
    state.programs = {code: state.programs[code] for code in order}


def _put_films(state: BoardState, wanted: Mapping[str, dict[str, Any] | None]) -> None:
    for film, value in sorted(wanted.items(), key=lambda pair: (pair[1] or {}).get("n", 0)):
        if value is None:
            continue
        where = value["in"]
        if where not in state.films or ("n" not in value and film not in state.films[where]):
            raise Conflict(f"The place of “{state.named(film)}” is not on this board any more.")
        if "n" in value:
            _insert(state.films[where], film, value)
        mark = {name: value[name] for name in FREE}
        state.marks[film] = mark
