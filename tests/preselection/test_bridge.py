"""Calibrated scores through the real engine."""

from matinee.preselection import bridge
from matinee.preselection.bridge import Mark
from matinee.preselection.rules import Waiting

STRICT, KIND = 1, 2


def test_nothing_marked_is_nothing_estimated() -> None:
    assert bridge.calibrated([]) == {}


def test_strict_reviewers_films_are_lifted_above_their_marks() -> None:
    both = [Mark(film, who, 5.0 + film % 4 + 2 * (who == KIND)) for film in range(12) for who in (STRICT, KIND)]
    alone = [Mark(100, STRICT, 6.0), Mark(101, KIND, 6.0)]

    found = bridge.calibrated([*both, *alone])

    assert found[100].mean > 6.0 > found[101].mean
    assert found[100].sd > found[0].sd


def test_order_of_the_marks_does_not_matter() -> None:
    marks = [Mark(film, who, 4.0 + (film + who) % 5, "drama") for film in range(6) for who in (STRICT, KIND)]

    assert bridge.calibrated(marks) == bridge.calibrated(marks[::-1])


def test_film_goes_to_who_knows_its_genre_while_minutes_stay_even() -> None:
    films = [Waiting(n, 900, 1, genre="horror" if n % 2 else "essay") for n in range(8)]

    turns = bridge.dealt(films, {STRICT: 0, KIND: 0}, {STRICT: {"horror": 0.9}, KIND: {"essay": 0.9}})

    assert {turn.entry for turn in turns if turn.reviewer == STRICT} == {1, 3, 5, 7}
    assert len(turns) == 8
    assert all(turn.reason for turn in turns)


def test_barred_reviewer_gets_nothing_even_if_a_film_then_waits() -> None:
    turns = bridge.dealt([Waiting(1, 900, 2, barred=frozenset({KIND}))], {STRICT: 0, KIND: 0}, {})

    assert [(turn.entry, turn.reviewer) for turn in turns] == [(1, STRICT)]
