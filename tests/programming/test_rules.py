"""The clock, strands and live checks, on boards nobody saved."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matinee.entries.models import Call, Consideration, Entry
from matinee.entries.states import ConsiderationState, EntryState
from matinee.festival.models import Policy
from matinee.films.models import Film
from matinee.programming.models import Program, Strand
from matinee.programming.rules import (
    BoardFilm,
    BoardProgram,
    Finding,
    check_lineup,
    is_forbidden,
    matches_rule,
    program_time_s,
)
from matinee.programming.states import CheckLevel, ProgramKind

POLICY = Policy()


def film(title: str, minutes: float | None = 12, weight: float | None = 2, **fields: object) -> BoardFilm:
    """Return a film in the running for the edition."""
    row = Film(title=title, code=title, running_time_s=None if minutes is None else round(minutes * 60), **fields)
    entry = Entry(film=row, call=Call(), state=EntryState.CONSIDERED)
    weighed = Consideration(entry=entry, state=ConsiderationState.ELIGIBLE)
    return BoardFilm(row, weight=weight, consideration=weighed)


def block(*films: BoardFilm, strand: Strand | None = None, kind: ProgramKind = ProgramKind.SHORTS) -> BoardProgram:
    """Return a block of shorts with the policy's limits."""
    program = Program(code="p", title="Shorts", kind=kind, strand=strand, min_s=5100, max_s=5700, min_films=5)
    return BoardProgram(program, films)


def told(*films: BoardFilm, **fields: object) -> set[tuple[CheckLevel, str]]:
    """Return the levels and films of what is found on a block."""
    return {(one.level, one.film) for one in check_lineup([block(*films, **fields)], POLICY)}  # type: ignore[arg-type]  # a test's keywords


def levels(minutes: float) -> list[CheckLevel]:
    """Return how serious the length of one program is."""
    return [one.level for one in check_lineup([block(film("A", minutes))], POLICY) if "runs" in one.text]


@pytest.mark.parametrize(
    ("minutes", "level"),
    [
        (84, CheckLevel.WARNS),
        (90, None),
        (95.5, CheckLevel.WARNS),
        (99, CheckLevel.WARNS),
        (101, CheckLevel.FORBIDS),
    ],
)
def test_length_is_warned_over_95_and_refused_over_100(minutes: float, level: CheckLevel | None) -> None:
    assert levels(minutes) == ([level] if level else [])


def test_good_block_has_nothing_to_mend() -> None:
    films = [film(name, minutes) for name, minutes in zip("ABCDE", (14, 15, 16, 17, 18), strict=True)]

    assert check_lineup([block(film("Hook", 10), *films)], POLICY) == []


def test_heavy_and_long_neighbours_are_warned() -> None:
    assert (CheckLevel.WARNS, "B") in told(film("A", weight=4), film("B", weight=5))
    assert (CheckLevel.WARNS, "B") in told(film("A", 19), film("B", 20))
    assert (CheckLevel.WARNS, "B") not in told(film("A", weight=4), film("Light", weight=1), film("B", weight=5))


def test_twins_the_opener_and_an_early_longest_film_are_mentioned() -> None:
    twins = [film(name, genres=["drama"], themes=["sea"]) for name in "AB"]

    assert (CheckLevel.INFORMS, "B") in told(*twins)
    assert {(CheckLevel.INFORMS, "A")} <= told(film("A", 25), film("B"), film("C"))


def test_missing_length_and_wrong_strand_are_named() -> None:
    strand = Strand(slug="women", title="Women")
    inside = BoardFilm(film("In").film, strands=frozenset({"women"}))

    found = told(film("Out"), inside, film("Unknown", None), strand=strand)

    assert {(CheckLevel.WARNS, "Out"), (CheckLevel.BLOCKS_RELEASE, "Unknown"), (CheckLevel.INFORMS, "In")} <= found
    assert (CheckLevel.WARNS, "In") not in found


def test_film_out_of_the_running_forbids_and_an_ineligible_one_blocks() -> None:
    gone, barred = film("Gone"), film("Barred")
    assert gone.consideration is not None
    assert barred.consideration is not None
    gone.consideration.entry.state = EntryState.WITHDRAWN
    barred.consideration.state = ConsiderationState.INELIGIBLE
    barred.consideration.reasons = [{"code": "age", "ok": False, "text": "It is too old."}]

    found = check_lineup([block(gone, barred)], POLICY)

    assert is_forbidden(found)
    assert any(one.film == "Barred" and "It is too old." in one.text for one in found)


def test_film_in_two_programs_is_forbidden() -> None:
    twice = film("Twice")

    found = check_lineup([block(twice), block(twice)], POLICY)

    assert Finding(CheckLevel.FORBIDS, "“Twice” is in more than one program: Shorts, Shorts.", "p", "Twice") in found


FILMS = st.lists(
    st.builds(
        film,
        st.sampled_from("ABCDEFGH"),
        st.none() | st.floats(0.1, 200),
        st.none() | st.floats(0, 5),
        genres=st.lists(st.sampled_from(["drama", "comedy"])),
        themes=st.lists(st.sampled_from(["sea", "city"])),
    ),
    max_size=12,
)


@given(st.lists(FILMS, max_size=4))
def test_any_board_is_checked_gravest_first(columns: list[list[BoardFilm]]) -> None:
    found = check_lineup([block(*films) for films in columns], POLICY)

    order = [list(CheckLevel).index(one.level) for one in found]
    assert order == sorted(order)
    assert all(one.text and one.program for one in found)


@given(st.lists(st.none() | st.integers(1, 86_400), max_size=20), st.integers(0, 60), st.integers(0, 600))
def test_program_time_is_films_gaps_and_reel(times: list[int | None], gap_s: int, reel_s: int) -> None:
    expected = sum(seconds or 0 for seconds in times) + gap_s * len(times) + reel_s

    assert program_time_s(times, gap_s, reel_s) == (expected if times else 0)


@pytest.mark.parametrize(
    ("rule", "fits"),
    [
        ({}, False),
        ({"countries": ["CA", "US"]}, True),
        ({"countries": ["FR"]}, False),
        ({"countries": ["CA"], "is_student": True}, False),
        ({"themes": [" Sea "], "forms": ["fiction"]}, True),
        ({"unheard": ["of"]}, False),
    ],
)
def test_rule_fits_by_every_part(rule: dict[str, object], fits: bool) -> None:  # noqa: FBT001  a table of cases
    assert matches_rule(Film(countries=["CA"], themes=["sea"], form="fiction"), rule) is fits
