"""The formulas of preselection, on any input."""

from hypothesis import given
from hypothesis import strategies as st

from matinee.festival.models import Policy
from matinee.preselection.rules import Waiting, even_turns, figures_of, interval_of, viewings_missing

MARKS = st.lists(st.integers(2, 20).map(lambda half: half / 2), min_size=1, max_size=12)


@given(MARKS)
def test_figures_stay_on_the_scale(marks: list[float]) -> None:
    figures = figures_of(marks)
    low, high = interval_of(figures.mean, figures.sd)

    assert min(marks) - 1e-9 <= figures.mean <= max(marks) + 1e-9
    assert figures.sd > 0
    assert 1 <= low <= high <= 10


@given(MARKS)
def test_more_of_the_same_marks_are_surer(marks: list[float]) -> None:
    assert figures_of(marks * 2).sd < figures_of(marks).sd


def test_dispute_asks_for_one_viewing_more() -> None:
    policy = Policy()

    assert [viewings_missing(n, 0.0, policy) for n in (0, 1, 2, 3)] == [2, 1, 0, 0]
    assert viewings_missing(2, 3.0, policy) == 1


@given(
    st.lists(st.tuples(st.integers(60, 6000), st.integers(1, 3), st.frozensets(st.integers(1, 5))), max_size=30),
    st.integers(1, 5),
)
def test_turns_never_go_to_the_barred_nor_twice(films: list[tuple[int, int, frozenset[int]]], team: int) -> None:
    waiting = [Waiting(n, seconds, wanted, barred=barred) for n, (seconds, wanted, barred) in enumerate(films)]
    load = dict.fromkeys(range(1, team + 1), 0)

    turns = even_turns(waiting, load)

    pairs = [(turn.entry, turn.reviewer) for turn in turns]
    assert len(set(pairs)) == len(pairs)
    for film in waiting:
        got = [reviewer for entry, reviewer in pairs if entry == film.entry]
        assert not film.barred & set(got)
        assert len(got) == min(film.wanted, len(load.keys() - film.barred))
