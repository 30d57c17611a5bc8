"""Around the board: balance, drafts compared, a draft as a playlist."""

import json

import pytest
from tests.pools import a_call, a_film, an_entry, make_eligible

from matinee.entries.actions import consider_edition
from matinee.entries.models import CallTerms, Entry, Identification
from matinee.festival.models import Edition, Festival
from matinee.films.actions import set_screener
from matinee.films.models import Film
from matinee.kit.errors import Conflict
from matinee.programming.actions import (
    add_program,
    adopt_lineup,
    copy_lineup,
    make_lineup,
    move_film,
    order_program,
    place_film,
    remove_film,
    undo_change,
)
from matinee.programming.actions.comparing import take_difference
from matinee.programming.actions.mixture import wish_mixture
from matinee.programming.models import Lineup, Program
from matinee.programming.queries import board
from matinee.programming.queries.balance import balance_of, said_in_year
from matinee.programming.queries.walk import walk_of
from matinee.programming.rules.balance import Kind
from matinee.programming.rules.comparing import differences
from matinee.programming.rules.mixture import Wish


@pytest.fixture
def lineup(festival: Festival, edition: Edition) -> Lineup:
    """Return a draft with two programs of three and two films, and one film more in the pool."""
    for n, title in enumerate("ABCDEF"):
        form = "documentary" if n < 2 else "fiction"
        an_entry(festival, a_film(festival, title, 10 + n, form=form, countries=["PE" if n % 2 else "US"]))
    consider_edition(edition=edition, by=None)
    make_eligible(edition)
    draft = make_lineup(edition=edition, title="First", by=None)
    first, second = (add_program(lineup=draft, title=title, by=None, min_s=60) for title in ("Shorts I", "Shorts II"))
    for program, titles in ((first, "ABC"), (second, "DE")):
        for title in titles:
            place_film(program=program, film=film(title), by=None)
    return draft


def film(title: str) -> Film:
    """Return a film by its title."""
    return Film.objects.get(title=title)


def titles(lineup: Lineup) -> list[str]:
    """Return a board's films in order, a word a program."""
    return ["".join(one.title for one in program.films) for program in board(lineup).programs]


def told(here: Lineup, there: Lineup) -> list[tuple[str, str]]:
    """Return what differs, and in which film or program."""
    found = differences(board(here).programs, board(there).programs)
    return [(one.change, one.film.title if one.film else (one.program or one.other).title) for one in found]  # type: ignore[union-attr]  # one is there


@pytest.mark.django_db
def test_balance_counts_board_programs_and_pool(lineup: Lineup, edition: Edition) -> None:
    wish_mixture(edition=edition, wishes=[Wish("form", "documentary", 60)], by=None)

    found = balance_of(lineup)
    level = found.levels["form"][0]

    assert (found.whole.films, found.pool.films) == (5, 6)
    assert (level.kind.value, level.films, level.pool_films) == ("documentary", 2, 2)
    assert (level.has_min, level.wished_min) == (21, 60)
    assert [mix.counts.get(Kind("country", "PE"), 0) for mix in found.programs.values()] == [1, 1]
    assert found.whole.counts[Kind("made", "local")] == 3


@pytest.mark.django_db
@pytest.mark.parametrize(("makers", "shown"), [(4, []), (5, [("I am a woman", 5, 5)]), (6, [("I am a woman", 5, 5)])])
def test_what_makers_said_is_told_in_steps_of_five(
    festival: Festival, edition: Edition, makers: int, shown: list[tuple[str, int, int]]
) -> None:
    asked = {"identities": [{"key": "woman", "text": "I am a woman", "strands": []}]}
    terms = CallTerms.objects.create(call=a_call(festival), number=99, terms=asked)
    draft = make_lineup(edition=edition, title="First", by=None)
    program = add_program(lineup=draft, title="Shorts I", by=None, min_s=60, max_films=9)
    for n in range(makers):
        entry = an_entry(festival, a_film(festival, f"Film {n}", 5))
        Entry.objects.filter(pk=entry.pk).update(terms=terms)
        Identification.objects.create(entry=entry, said=json.dumps(["woman"]))
        place_film(program=program, film=entry.film, by=None)
    adopt_lineup(lineup=draft, by=None)

    assert [(one.text, one.shown, one.sent) for one in said_in_year(edition)] == shown


@pytest.mark.django_db
def test_copy_does_not_differ_and_each_change_is_one_difference(lineup: Lineup) -> None:
    twin = copy_lineup(lineup=lineup, by=None)
    assert told(lineup, twin) == []
    first, second = Program.objects.filter(lineup=twin)

    move_film(lineup=twin, film=film("A"), to=second, by=None)
    remove_film(lineup=twin, film=film("B"), by=None)
    place_film(program=first, film=film("F"), by=None)
    order_program(program=second, films=[film(t).code for t in "EDA"], by=None)
    add_program(lineup=twin, title="Late", by=None)

    assert told(lineup, twin) == [
        ("program_only_there", "Late"),
        ("film_only_there", "F"),
        ("moved", "A"),
        ("film_only_here", "B"),
        ("order", "Shorts II"),
    ]


@pytest.mark.django_db
def test_differences_taken_over_one_by_one_make_both_alike_and_are_undone(lineup: Lineup) -> None:
    twin = copy_lineup(lineup=lineup, by=None)
    first, second = Program.objects.filter(lineup=twin)
    move_film(lineup=twin, film=film("A"), to=second, by=None, position=1)
    remove_film(lineup=twin, film=film("B"), by=None)
    place_film(program=first, film=film("F"), by=None)
    late = add_program(lineup=twin, title="Late", by=None)
    move_film(lineup=twin, film=film("E"), to=late, by=None)

    for _ in range(10):
        left = differences(board(lineup).programs, board(twin).programs)
        if left:
            take_difference(lineup=lineup, other=twin, key=left[0].key, by=None)

    assert titles(lineup) == titles(twin) == ["CF", "AD", "E"]
    undo_change(lineup=lineup, by=None)
    assert titles(lineup) != titles(twin)


@pytest.mark.django_db
def test_difference_that_is_gone_is_refused(lineup: Lineup) -> None:
    twin = copy_lineup(lineup=lineup, by=None)

    with pytest.raises(Conflict, match="do not differ"):
        take_difference(lineup=lineup, other=twin, key="moved-nothing", by=None)


@pytest.mark.django_db
def test_walk_runs_through_programs_with_gaps_and_says_what_is_missing(lineup: Lineup) -> None:
    set_screener(film=film("B"), url="https://films.example/b", password="", by=None)

    steps = walk_of(lineup)
    gap_s = lineup.edition.festival.policy.gap_s

    assert [(step.number, step.film.title) for step in steps] == list(enumerate("ABCDE", 1))
    assert steps[1].starts_s == 10 * 60 + gap_s
    assert [step.is_missing for step in steps] == [True, False, True, True, True]
    assert [step.film.title for step in walk_of(lineup, steps[3].program.code)] == ["D", "E"]
