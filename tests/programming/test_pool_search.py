"""Finding films in the pool: by words, names, meaning and facts; and what is left of a program."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.pools import a_film, an_entry, make_eligible

from matinee.entries.actions import consider_edition
from matinee.festival.models import Edition, Festival
from matinee.films.actions import change_film, credit
from matinee.films.models import Film
from matinee.films.states import CreditRole
from matinee.people.actions import person_named
from matinee.programming.actions import add_program, make_lineup, place_film
from matinee.programming.bridge.meaning import close_to
from matinee.programming.models import Lineup
from matinee.programming.queries import Pool
from matinee.programming.queries.gaps import gaps_of
from matinee.programming.queries.sifting import Sift, index_for, sift, sifted_films
from matinee.programming.rules.finding import folded, match_of

Found = Callable[..., list[str]]
FILMS: tuple[tuple[str, dict[str, object]], ...] = (
    ("Saltwater", {"logline": "A mother nurses her newborn child through a fever.", "countries": ["PE"]}),
    ("The Shift", {"logline": "Workers of a textile factory go on strike for their wages.", "form": "documentary"}),
    ("Night Bus", {"logline": "A driver counts the lights of the city.", "minutes": 31, "is_student": True}),
    ("Élan", {"logline": "Two skaters fall in love on the ice.", "genres": ["comedy"], "makers_attending": 2}),
)


@pytest.fixture
def draft(festival: Festival, edition: Edition) -> Lineup:
    """Return a draft with one program beside four films that are about different things."""
    for title, facts in FILMS:
        an_entry(festival, a_film(festival, title, **facts))  # type: ignore[arg-type]  # a table of facts
    ana = person_named(festival=festival, name="Ana Belén Ortiz", by=None)
    credit(film=Film.objects.get(title="Night Bus"), person=ana, role=CreditRole.DIRECTOR, by=None)
    consider_edition(edition=edition, by=None)
    make_eligible(edition)
    lineup = make_lineup(edition=edition, title="Draft", by=None)
    add_program(lineup=lineup, title="Shorts I", by=None)
    return lineup


@pytest.fixture
def found(draft: Lineup) -> Found:
    """Return a way to ask the pool, in titles."""

    def ask(words: str = "", **facets: str) -> list[str]:
        asked = Sift(Pool(is_above_cut=False, words=words), {name: (value,) for name, value in facets.items()})
        near = close_to(index_for(draft), words) if words else {}
        return [film.title for film in sifted_films(draft, sift(draft, asked, near).keys)]

    return ask


@pytest.mark.parametrize(
    ("typed", "rank", "person"),
    [
        ("night", 0, ""),
        ("bus", 1, ""),
        ("bus nig", 1, ""),
        ("belen", 2, "Ana Belén"),
        ("city bus", 3, ""),
        ("zebra", None, ""),
    ],
)
def test_words_are_found_in_title_then_name_then_story(typed: str, rank: int | None, person: str) -> None:
    match = match_of(typed, title="night bus", people={"Ana Belén": "ana belen"}, text="lights of the city")

    assert (match.rank if match else None, match.person if match else "") == (rank, person)


def test_folding_takes_accents_and_capitals_away() -> None:
    assert folded("  Élan  Señor ") == "elan senor"


@pytest.mark.django_db
def test_pool_answers_titles_names_stories_and_meaning(found: Found) -> None:
    assert found("elan") == ["Élan"]
    assert found("ana ortiz") == ["Night Bus"]
    assert found("skaters") == ["Élan"]
    assert found("labour union")[0] == "The Shift"
    assert found("baby and motherhood")[0] == "Saltwater"
    assert found("qqqq") == []


@pytest.mark.django_db
def test_pool_is_sifted_by_facts(found: Found) -> None:
    assert found(country="PE") == ["Saltwater"]
    assert found(form="documentary") == ["The Shift"]
    assert found(made="student") == ["Night Bus"]
    assert found(made="makers_come", genre="comedy") == ["Élan"]
    assert found(country="PE", form="documentary") == []


@pytest.mark.django_db
def test_pool_knows_a_changed_film_at_once(found: Found) -> None:
    assert found("glacier") == []
    change_film(film=Film.objects.get(title="Élan"), by=None, logline="A glacier moves.")

    assert found("glacier") == ["Élan"]


@pytest.mark.django_db
def test_search_costs_few_queries_once_it_is_warm(draft: Lineup) -> None:
    asked = Sift(Pool(is_above_cut=False, words="bus"))
    sift(draft, asked)

    with CaptureQueriesContext(connection) as queries:
        index = index_for(draft)
        sift(draft, asked, close_to(index, "bus"), index)

    assert len(queries) <= 4


@pytest.mark.django_db
def test_gap_is_what_one_more_film_may_take(draft: Lineup) -> None:
    program = draft.programs.get()
    place_film(program=program, film=Film.objects.get(title="Night Bus"), by=None)

    assert [gap.left_s for gap in gaps_of(draft)] == [program.max_s - 31 * 60 - 2 * draft.edition.festival.policy.gap_s]
