"""Strands, boards and lineups as programmers change them."""

from collections.abc import Callable

import pytest
from tests.pools import a_film, a_pool, make_eligible

from matinee.entries.actions import consider_edition, disqualify_entry
from matinee.entries.models import Consideration, Entry
from matinee.entries.states import ConsiderationState, EntryState
from matinee.festival.models import Edition, Festival
from matinee.kit.errors import Conflict, InvalidInput, NotFound
from matinee.preselection.models import Standing
from matinee.preselection.rules import is_candidate
from matinee.programming.actions import (
    add_program,
    adopt_lineup,
    change_program,
    copy_lineup,
    focus_edition,
    lock_film,
    make_lineup,
    make_strand,
    move_film,
    move_program,
    order_program,
    place_film,
    remove_film,
    remove_lineup,
    remove_program,
    say_belongs,
    set_aside_lineup,
    start_lineup,
    undo_change,
)
from matinee.programming.models import Lineup, Placement, Program
from matinee.programming.queries import board, lineup_of, memberships_of, pool, programs_of
from matinee.programming.states import LineupState, ProgramKind


@pytest.fixture
def entries(festival: Festival, edition: Edition) -> list[Entry]:
    """Return six scored entries, open for the edition."""
    found = a_pool(festival, 6)
    consider_edition(edition=edition, by=None)
    make_eligible(edition)
    return found


@pytest.fixture
def lineup(edition: Edition) -> Lineup:
    """Return a draft with two programs."""
    draft = make_lineup(edition=edition, title="Draft", by=None)
    for title in ("Shorts I", "Shorts II"):
        add_program(lineup=draft, title=title, by=None)
    return draft


def titles(lineup: Lineup) -> list[list[str]]:
    """Return the titles of each program in order."""
    return [[film.title for film in program.films] for program in board(lineup).programs]


def places(lineup: Lineup, entries: list[Entry]) -> tuple[Program, Program]:
    """Place the first three films in the first program and return both."""
    first, second = Program.objects.filter(lineup=lineup)
    for entry in entries[:3]:
        place_film(program=first, film=entry.film, by=None)
    return first, second


def test_program_gets_its_limits_from_the_policy(lineup: Lineup) -> None:
    shorts = Program.objects.filter(lineup=lineup).first()
    feature = add_program(lineup=lineup, title="Feature", kind=ProgramKind.FEATURE, by=None, max_s=8000)

    assert shorts is not None
    assert (shorts.min_s, shorts.max_s, shorts.min_films, shorts.max_films) == (5100, 5700, 5, 8)
    assert (feature.min_films, feature.max_films, feature.max_s) == (1, 2, 8000)


def test_programs_of_one_title_get_different_slugs(lineup: Lineup) -> None:
    twin = add_program(lineup=lineup, title="Shorts I", by=None)

    assert twin.slug == "shorts-i-2"


def test_started_lineup_holds_the_editions_minutes_and_its_focus(edition: Edition) -> None:
    strand = make_strand(festival=edition.festival, slug="women", title="InFocus: Female Cinema", by=None)
    focus_edition(edition=edition, strands=[strand], by=None)

    draft = start_lineup(edition=edition, by=None)

    assert [p.title for p in draft.programs.all()] == ["InFocus: Female Cinema Shorts", "Shorts I", "Shorts II"]
    assert [p.strand for p in draft.programs.all()] == [strand, None, None]


def test_films_are_placed_moved_ordered_and_taken_out(lineup: Lineup, entries: list[Entry]) -> None:
    first, second = places(lineup, entries)
    a, b, c = (entry.film for entry in entries[:3])

    move_film(lineup=lineup, film=c, to=first, position=1, by=None)
    assert titles(lineup) == [["Film 002", "Film 000", "Film 001"], []]
    move_film(lineup=lineup, film=a, to=second, by=None)
    assert titles(lineup) == [["Film 002", "Film 001"], ["Film 000"]]
    order_program(program=first, films=[b.code, c.code], by=None)
    remove_film(lineup=lineup, film=c, by=None)

    assert titles(lineup) == [["Film 001"], ["Film 000"]]
    assert list(Placement.objects.filter(program=first).values_list("position", flat=True)) == [1]


def test_film_is_on_a_board_once(lineup: Lineup, entries: list[Entry]) -> None:
    _, second = places(lineup, entries)

    with pytest.raises(Conflict, match="Shorts I"):
        place_film(program=second, film=entries[0].film, by=None)


def test_order_must_name_every_film_once(lineup: Lineup, entries: list[Entry]) -> None:
    first, _ = places(lineup, entries)

    with pytest.raises(InvalidInput):
        order_program(program=first, films=[entries[0].film.code], by=None)


def test_film_of_another_festival_is_not_found(lineup: Lineup, other_festival: Festival) -> None:
    program = Program.objects.filter(lineup=lineup).first()
    assert program is not None

    with pytest.raises(NotFound):
        place_film(program=program, film=a_film(other_festival), by=None)


def test_stale_page_moves_its_own_film_and_never_overwrites_another_move(lineup: Lineup, entries: list[Entry]) -> None:
    first, second = Program.objects.filter(lineup=lineup)
    seen = lineup.version
    place_film(program=first, film=entries[0].film, by=None, version=seen)
    fresh = Program.objects.select_related("lineup").get(pk=first.pk)

    place_film(program=fresh, film=entries[1].film, by=None, version=seen)
    with pytest.raises(Conflict, match="changed this board"):
        move_film(lineup=lineup, film=entries[0].film, to=second, by=None, version=seen)

    assert titles(lineup) == [["Film 000", "Film 001"], []]


def test_locked_film_stays_until_it_is_unlocked(lineup: Lineup, entries: list[Entry]) -> None:
    _, second = places(lineup, entries)
    film = entries[0].film
    lock_film(lineup=lineup, film=film, by=None)

    with pytest.raises(Conflict, match="Unlock"):
        move_film(lineup=lineup, film=film, to=second, by=None)
    with pytest.raises(Conflict, match="Unlock"):
        remove_film(lineup=lineup, film=film, by=None)
    lock_film(lineup=lineup, film=film, is_locked=False, by=None)
    remove_film(lineup=lineup, film=film, by=None)

    assert titles(lineup)[0] == ["Film 001", "Film 002"]


def test_locked_program_takes_nothing(lineup: Lineup, entries: list[Entry]) -> None:
    first, _ = places(lineup, entries)
    change_program(program=first, is_locked=True, by=None)

    with pytest.raises(Conflict, match="Unlock"):
        place_film(program=first, film=entries[4].film, by=None)


def test_every_change_can_be_undone_one_after_another(lineup: Lineup, entries: list[Entry]) -> None:
    first, second = places(lineup, entries)
    before = titles(lineup)
    move_film(lineup=lineup, film=entries[0].film, to=second, by=None)
    between = titles(lineup)
    remove_program(program=second, by=None)

    undo_change(lineup=lineup, by=None)
    assert titles(lineup) == between
    undo_change(lineup=lineup, by=None)

    assert titles(lineup) == before
    assert {program.code for program in lineup.programs.all()} == {first.code, second.code}


def test_undo_of_a_change_that_somebody_built_upon_is_refused(lineup: Lineup, entries: list[Entry]) -> None:
    places(lineup, entries)
    seen = Lineup.objects.get(pk=lineup.pk).version
    lock_film(lineup=lineup, film=entries[1].film, by=None)

    with pytest.raises(Conflict, match="built upon"):
        undo_change(lineup=lineup, by=None, version=seen - 1)
    undo_change(lineup=lineup, by=None, version=seen)

    assert titles(lineup)[0] == ["Film 000", "Film 001"]


def test_fresh_draft_has_nothing_to_undo(edition: Edition) -> None:
    with pytest.raises(Conflict, match="nothing to undo"):
        undo_change(lineup=make_lineup(edition=edition, title="Empty", by=None), by=None)


def test_programs_change_places(lineup: Lineup) -> None:
    first, _ = Program.objects.filter(lineup=lineup)

    move_program(program=first, to=2, by=None)

    assert [program.title for program in board(lineup).programs] == ["Shorts II", "Shorts I"]


def test_copy_is_a_board_of_its_own(lineup: Lineup, entries: list[Entry]) -> None:
    places(lineup, entries)

    twin = copy_lineup(lineup=lineup, by=None)
    remove_film(lineup=twin, film=entries[0].film, by=None)

    assert titles(twin) == [["Film 001", "Film 002"], []]
    assert titles(lineup)[0] == ["Film 000", "Film 001", "Film 002"]


def test_adoption_places_the_films_and_setting_aside_frees_them(
    lineup: Lineup, entries: list[Entry], edition: Edition
) -> None:
    places(lineup, entries)

    adopt_lineup(lineup=lineup, by=None)
    placed = states(edition)
    set_aside_lineup(lineup=lineup, by=None)

    assert lineup_of(edition) is None
    assert placed == ["placed"] * 3 + ["eligible"] * 3
    assert states(edition) == ["eligible"] * 6


def states(edition: Edition) -> list[str]:
    """Return the states of an edition's considerations by film."""
    rows = Consideration.objects.filter(edition=edition).order_by("entry__film__title")
    return list(rows.values_list("state", flat=True))


def test_board_that_is_the_lineup_carries_its_entries_along(
    lineup: Lineup, entries: list[Entry], edition: Edition
) -> None:
    first, _ = places(lineup, entries)
    adopt_lineup(lineup=lineup, by=None)

    remove_film(lineup=lineup, film=entries[0].film, by=None)
    place_film(program=first, film=entries[5].film, by=None)

    assert states(edition) == ["eligible", "placed", "placed", "eligible", "eligible", "placed"]
    assert Entry.objects.get(pk=entries[5].pk).state == EntryState.PLACED
    assert Entry.objects.get(pk=entries[0].pk).state == EntryState.CONSIDERED


def test_adopting_another_lineup_sets_the_first_aside_and_undo_brings_it_back(
    lineup: Lineup, entries: list[Entry], edition: Edition
) -> None:
    places(lineup, entries)
    adopt_lineup(lineup=lineup, by=None)
    twin = copy_lineup(lineup=lineup, by=None, title="Other")
    remove_film(lineup=twin, film=entries[0].film, by=None)

    adopt_lineup(lineup=twin, by=None)
    after = (lineup_of(edition), states(edition)[0])
    undo_change(lineup=twin, by=None)

    assert after == (twin, "eligible")
    assert (lineup_of(edition), states(edition)[0]) == (lineup, "placed")


def test_lineup_that_a_check_forbids_is_not_adopted(lineup: Lineup, festival: Festival, edition: Edition) -> None:
    first, _ = Program.objects.filter(lineup=lineup)
    place_film(program=first, film=a_film(festival, "Endless", 120), by=None)

    with pytest.raises(Conflict, match="is refused"):
        adopt_lineup(lineup=lineup, by=None)

    assert lineup_of(edition) is None


def test_empty_lineup_is_not_adopted(lineup: Lineup) -> None:
    with pytest.raises(Conflict, match="no film"):
        adopt_lineup(lineup=lineup, by=None)


def test_draft_is_thrown_away_but_the_lineup_is_not(lineup: Lineup, entries: list[Entry]) -> None:
    places(lineup, entries)
    twin = copy_lineup(lineup=lineup, by=None)
    adopt_lineup(lineup=lineup, by=None)

    remove_lineup(lineup=twin, by=None)
    with pytest.raises(Conflict):
        remove_lineup(lineup=lineup, by=None)

    assert list(Lineup.objects.all()) == [lineup]


def test_pool_has_what_is_above_the_cut_and_free(lineup: Lineup, entries: list[Entry], edition: Edition) -> None:
    places(lineup, entries)
    disqualify_entry(entry=entries[5], reason="Sent twice.", by=None)
    Consideration.objects.filter(entry=entries[4], edition=edition).update(state=ConsiderationState.INELIGIBLE)

    assert [film.title for film in pool(lineup)] == ["Film 003"]


def test_pool_above_the_cut_is_what_the_rule_calls_a_candidate(
    lineup: Lineup, entries: list[Entry], edition: Edition
) -> None:
    figures = [(9, 1, 0), (9, 2, 0), (6.9, 2, 0), (9, 2, 3), (9, 3, 3), (7, 2, 2.9)]
    for entry, (mean, viewings, spread) in zip(entries, figures, strict=True):
        Standing.objects.filter(entry=entry).update(mean=mean, viewings=viewings, spread=spread)
    policy = edition.festival.policy

    found = {film.title for film in pool(lineup)}

    candidates = {
        entry.film.title
        for entry, (mean, viewings, spread) in zip(entries, figures, strict=True)
        if is_candidate(mean, viewings, spread, policy)
    }
    assert found == candidates == {"Film 001", "Film 004", "Film 005"}


def test_shortlisted_film_is_in_the_pool_without_marks(lineup: Lineup, entries: list[Entry]) -> None:
    Standing.objects.all().delete()
    Consideration.objects.filter(entry=entries[2]).update(state=ConsiderationState.SHORTLISTED)

    assert [film.title for film in pool(lineup)] == ["Film 002"]


def test_programs_of_an_edition_come_with_their_films(
    lineup: Lineup,
    entries: list[Entry],
    edition: Edition,
    django_assert_max_num_queries: Callable[..., object],
) -> None:
    places(lineup, entries)
    adopt_lineup(lineup=lineup, by=None)

    with django_assert_max_num_queries(3):  # type: ignore[attr-defined]  # pytest-django's context manager
        found = [[p.film.title for p in program.placements.all()] for program in programs_of(edition)]

    assert found == [["Film 000", "Film 001", "Film 002"], []]
    assert Lineup.objects.get().state == LineupState.ADOPTED


def test_people_decide_before_the_rule_does(festival: Festival) -> None:
    strand = make_strand(festival=festival, slug="canada", title="Canada", rule={"countries": ["CA"]}, by=None)
    by_rule, kept_out = a_film(festival, "North", countries=["CA"]), a_film(festival, "South", countries=["CA", "US"])
    let_in, neither = a_film(festival, "East"), a_film(festival, "West")
    say_belongs(strand=strand, film=kept_out, belongs=False, by=None)
    say_belongs(strand=strand, film=let_in, belongs=True, by=None)

    found = memberships_of(festival, [by_rule, kept_out, let_in, neither])

    assert [bool(found[film.pk]) for film in (by_rule, kept_out, let_in, neither)] == [True, False, True, False]


@pytest.mark.parametrize("rule", [{"budget": [1]}, {"countries": "CA"}, {"is_student": ["yes"]}, ["CA"]])
def test_rule_that_nobody_knows_is_refused(festival: Festival, rule: object) -> None:
    with pytest.raises(InvalidInput):
        make_strand(festival=festival, slug="odd", title="Odd", rule=rule, by=None)


def test_focus_takes_only_strands_of_the_festival(edition: Edition, other_festival: Festival) -> None:
    foreign = make_strand(festival=other_festival, slug="sea", title="Sea", by=None)

    with pytest.raises(NotFound):
        focus_edition(edition=edition, strands=[foreign], by=None)
