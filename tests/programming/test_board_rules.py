"""A board as plain values: whatever two people do and undo, it stays whole, and every difference can be taken back."""

from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matinee.kit.errors import Conflict, NotFound
from matinee.programming.rules.operations import Move, perform
from matinee.programming.rules.state import BENCH, DONE, UNDONE, BoardState, applied, delta_of

FILMS = [f"f{n}" for n in range(9)]
PROGRAMS = ["p0", "p1", "p2"]
COLUMNS = {"title": "Shorts", "is_locked": False}


def a_board() -> BoardState:
    """Return three programs: four films, two, none; one on the bench, two in the pool."""
    films = {"p0": ["f0", "f1", "f2", "f3"], "p1": ["f4", "f5"], "p2": [], BENCH: ["f6"]}
    return BoardState("draft", {code: COLUMNS | {"title": code} for code in PROGRAMS}, films)


def moves() -> st.SearchStrategy[Move]:
    """Return any move of the board."""
    some = st.lists(st.sampled_from(FILMS), min_size=1, max_size=3, unique=True).map(tuple)
    one = st.sampled_from(FILMS)
    return st.one_of(
        st.builds(Move, st.just("place"), some, st.sampled_from(PROGRAMS), before=one),
        st.builds(Move, st.just("place"), some, st.sampled_from(PROGRAMS), position=st.integers(1, 6)),
        st.builds(Move, st.sampled_from(["pool", "bench"]), some),
        st.builds(Move, st.sampled_from(["lock", "lock_place"]), some, on=st.booleans()),
        st.builds(Move, st.just("lock_program"), program=st.sampled_from(PROGRAMS), on=st.booleans()),
        st.builds(Move, st.just("note"), one.map(lambda film: (film,)), text=st.sampled_from(["", "Look again"])),
    )


def consistent(board: BoardState) -> bool:
    """Tell whether every film is somewhere once, and marks are only on placed films."""
    placed = [film for films in board.films.values() for film in films]
    return len(placed) == len(set(placed)) and set(board.films) == {*board.programs, BENCH}


def values(board: BoardState) -> tuple[Any, ...]:
    """Return all that a board says, with marks where they say something."""
    marks = {film: board.mark(film) for films in board.films.values() for film in films}
    return (board.state, list(board.programs.items()), board.films, marks, board.notes)


def tried(board: BoardState, move: Move) -> BoardState:
    """Return the board after a move, or as it was where the move is refused."""
    try:
        return perform(board, move)
    except (Conflict, NotFound):
        return board


@given(st.lists(moves(), max_size=12))
def test_every_difference_is_put_on_and_taken_back_exactly(todo: list[Move]) -> None:
    board, log = a_board(), []
    for move in todo:
        before = deepcopy(values(board))
        after = tried(board, move)
        delta = delta_of(board, after, move.films)
        assert consistent(after)
        assert values(board) == before
        assert values(applied(board, delta, DONE)) == values(after)
        assert values(applied(after, delta, UNDONE)) == before
        log.append(delta)
        board = after
    for delta in reversed(log):
        board = applied(board, delta, UNDONE)

    assert values(board) == values(a_board())


@given(st.lists(st.tuples(st.booleans(), moves()), max_size=14), st.data())
def test_undoing_one_persons_moves_leaves_the_others_where_they_do_not_touch(
    todo: list[tuple[bool, Move]], data: st.DataObject
) -> None:
    board, log = a_board(), []
    for is_mine, move in todo:
        after = tried(board, move)
        log.append((is_mine, delta_of(board, after, move.films)))
        board = after
    mine = [n for n, (is_mine, delta) in enumerate(log) if is_mine and delta]
    if not mine:
        return
    chosen = data.draw(st.sampled_from(mine))
    later = {key for _, delta in log[chosen + 1 :] for key in delta}
    if later & set(log[chosen][1]):
        return

    try:
        undone = applied(board, log[chosen][1], UNDONE)
    except Conflict:
        return

    assert consistent(undone)
    touched = {key.removeprefix("film:") for key in log[chosen][1]}
    for film in FILMS:
        if film not in touched:
            assert undone.where(film) == board.where(film)
            assert undone.mark(film) == board.mark(film)
        else:
            before = log[chosen][1][f"film:{film}"][0]
            assert undone.where(film) == (before["in"] if before else "")


def test_film_that_keeps_its_place_lets_the_others_flow_around_it() -> None:
    board = perform(a_board(), Move("lock_place", ("f0",)))
    board = perform(board, Move("lock_place", ("f3",)))

    board = perform(board, Move("place", ("f7",), "p0", before="f0"))
    board = perform(board, Move("place", ("f8",), "p0"))

    assert board.films["p0"] == ["f0", "f7", "f1", "f2", "f8", "f3"]
    with pytest.raises(Conflict, match="locked at its place"):
        perform(board, Move("place", ("f0",), "p0", after="f2"))


@pytest.mark.parametrize(
    "move",
    [Move("place", ("f0",), "p1"), Move("pool", ("f0",)), Move("bench", ("f0",)), Move("place", ("f1", "f0"), "p2")],
)
def test_locked_film_leaves_its_program_by_no_door(move: Move) -> None:
    board = perform(a_board(), Move("lock", ("f0",)))

    with pytest.raises(Conflict, match="locked"):
        perform(board, move)

    assert perform(board, Move("place", ("f0",), "p0", after="f2")).films["p0"] == ["f1", "f2", "f0", "f3"]


@pytest.mark.parametrize(
    "move", [Move("place", ("f7",), "p0"), Move("pool", ("f1",)), Move("order", ("f3", "f2", "f1", "f0"), "p0")]
)
def test_locked_program_changes_by_no_door(move: Move) -> None:
    board = perform(a_board(), Move("lock_program", program="p0"))

    with pytest.raises(Conflict, match="locked"):
        perform(board, move)
