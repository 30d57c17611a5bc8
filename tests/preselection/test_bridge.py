"""Calibrated scores through the real engine."""

from matinee.preselection import bridge
from matinee.preselection.bridge import Asked, Mark
from matinee.preselection.rules import Waiting

STRICT, KIND = 1, 2


def test_nothing_marked_is_nothing_estimated() -> None:
    found = bridge.calibrated([])

    assert (found.entries, found.curves) == ({}, {})


def test_strict_reviewers_films_are_lifted_above_their_marks() -> None:
    both = [Mark(film, who, 5.0 + film % 4 + 2 * (who == KIND)) for film in range(12) for who in (STRICT, KIND)]
    alone = [Mark(100, STRICT, 6.0), Mark(101, KIND, 6.0)]

    found = bridge.calibrated([*both, *alone]).entries

    assert found[100].mean > 6.0 > found[101].mean
    assert found[100].sd > found[0].sd


def test_order_of_the_marks_does_not_matter() -> None:
    marks = [Mark(film, who, 4.0 + (film + who) % 5, "drama") for film in range(6) for who in (STRICT, KIND)]

    assert bridge.calibrated(marks) == bridge.calibrated(marks[::-1])


def test_curves_tell_who_is_strict_before_and_after() -> None:
    marks = [Mark(film, who, 5.0 + film % 4 + 2 * (who == KIND)) for film in range(12) for who in (STRICT, KIND)]

    curves = bridge.calibrated(marks).curves

    strict, kind = curves[STRICT], curves[KIND]
    assert strict.bias[0] < 0 < kind.bias[0]
    assert all(low <= middle <= high for middle, low, high in (strict.bias, kind.bias, strict.stretch))
    apart = sum(kind.given) - sum(strict.given)
    assert abs(sum(kind.calibrated) - sum(strict.calibrated)) < apart / 4


def test_ranks_count_only_what_is_in_the_running() -> None:
    marks = [Mark(film, who, 2.0 + film / 2) for film in range(12) for who in (STRICT, KIND)]

    found = bridge.calibrated(marks, Asked(dict.fromkeys(range(4), 10.0), top_k=2)).entries

    assert all(found[film].rank_high is not None and found[film].rank_high <= 4 for film in range(4))
    assert [found[film].rank_low for film in (4, 11)] == [None, None]
    assert abs(sum(found[film].top_probability or 0 for film in range(4)) - 2) < 1e-9
    assert found[0].telling < found[1].telling


def test_new_mark_is_weighed_on_top_and_agrees_with_learning_anew() -> None:
    people = (STRICT, KIND, 3)
    marks = [Mark(n, who, 2.0 + n // 6 + (n * who) % 3 / 2 + who % 3 / 2, "drama") for n in range(30) for who in people]
    asked = Asked(dict.fromkeys(range(30), 10.0), top_k=8, festival=77)
    bridge.calibrated(marks[:-1], asked)

    quick = bridge.calibrated(marks, asked).entries
    bridge.forget(77)
    anew = bridge.calibrated(marks, asked).entries
    bridge.forget(77)

    assert max(abs(quick[film].mean - anew[film].mean) for film in range(30)) < 0.15


def test_film_goes_to_who_knows_its_genre_while_minutes_stay_even() -> None:
    films = [Waiting(n, 900, 1, genre="horror" if n % 2 else "essay") for n in range(8)]

    turns = bridge.dealt(films, {STRICT: 0, KIND: 0}, {STRICT: {"horror": 0.9}, KIND: {"essay": 0.9}})

    assert {turn.entry for turn in turns if turn.reviewer == STRICT} == {1, 3, 5, 7}
    assert len(turns) == 8
    assert all(turn.reason for turn in turns)


def test_barred_reviewer_gets_nothing_even_if_a_film_then_waits() -> None:
    turns = bridge.dealt([Waiting(1, 900, 2, barred=frozenset({KIND}))], {STRICT: 0, KIND: 0}, {})

    assert [(turn.entry, turn.reviewer) for turn in turns] == [(1, STRICT)]
