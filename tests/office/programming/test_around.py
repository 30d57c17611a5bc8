"""The pool, balance, drafts compared and a draft watched in order, as pages, without JavaScript."""

from collections.abc import Callable

import pytest
from django.test import Client
from tests.pools import a_pool, make_eligible

from matinee.accounts.models import User
from matinee.entries.actions import consider_edition
from matinee.entries.models import Entry
from matinee.festival.models import Edition, Festival
from matinee.festival.states import Role
from matinee.films.actions import set_screener
from matinee.films.models import Film
from matinee.preselection.actions import recuse
from matinee.programming.actions import add_program, copy_lineup, make_lineup, place_film, remove_film
from matinee.programming.models import BoardNote, Lineup, Placement, Program

Members = Callable[[Role], User]
SignedIn = Callable[[User], Client]
DESK = "/office/lanterns/programming/"


@pytest.fixture
def programmer(festival: Festival, member: Members) -> User:
    """Return a programmer of the festival."""
    return member(Role.PROGRAMMER)


@pytest.fixture
def tab(programmer: User, signed_in: SignedIn) -> Client:
    """Return the programmer's browser."""
    return signed_in(programmer)


@pytest.fixture
def lineup(edition: Edition) -> Lineup:
    """Return a draft with two films in one program, beside a pool of forty."""
    a_pool(edition.festival, 42)
    consider_edition(edition=edition, by=None)
    make_eligible(edition)
    draft = make_lineup(edition=edition, title="First", by=None)
    program = add_program(lineup=draft, title="Shorts I", by=None)
    for number in (0, 1):
        place_film(program=program, film=film(number), by=None)
    return draft


def film(number: int) -> Film:
    """Return a film of the pool."""
    return Film.objects.get(title=f"Film {number:03d}")


@pytest.mark.django_db
def test_pool_comes_a_page_at_a_time_and_alone(tab: Client, lineup: Lineup) -> None:
    address = f"{DESK}boards/{lineup.code}/pool/"

    first = tab.get(address).content.decode()
    rest = tab.get(f"{address}?page=2&more").content.decode()

    assert (first.count("data-place"), rest.count("data-place")) == (20, 20)
    assert "40 films" in first
    assert "<h2" not in rest
    assert tab.get(f"{address}?warm").status_code == 204


@pytest.mark.django_db
def test_pool_shows_what_fits_in_a_gap_the_longest_first(tab: Client, lineup: Lineup) -> None:
    program = Program.objects.get()
    Program.objects.filter(pk=program.pk).update(min_s=60, max_s=9 * 60 + 14 * 60 + 30 + 12 * 60)

    page = tab.get(f"{DESK}boards/{lineup.code}/pool/?fits={program.code}&cut=off").content.decode()

    assert "fits the 12 min left in Shorts I" in page
    assert page.index("Film 013") < page.index("Film 010")  # 12 and 9 minutes
    assert "Film 002" not in page  # 17 minutes


@pytest.mark.django_db
def test_chips_live_in_the_address_and_say_how_many(tab: Client, lineup: Lineup) -> None:
    page = tab.get(f"{DESK}boards/{lineup.code}/pool/?genre=comedy&q=film").content.decode()

    assert "13 films" in page
    assert 'aria-current="true"' in page
    assert "genre=comedy&amp;q=film&amp;form=other" in page
    assert "No film fits." in tab.get(f"{DESK}boards/{lineup.code}/pool/?country=ZZ").content.decode()


@pytest.mark.django_db
def test_balance_is_shown_beside_the_pool(tab: Client, lineup: Lineup) -> None:
    page = tab.get(f"{DESK}boards/{lineup.code}/balance/").content.decode()
    panel = tab.get(f"{DESK}boards/{lineup.code}/around/").content.decode()

    assert "2 films on this board, beside 42 that were weighed" in page
    assert "From here (United States)" in panel


@pytest.mark.django_db
def test_difference_is_shown_taken_over_and_undone(tab: Client, lineup: Lineup, edition: Edition) -> None:
    twin = copy_lineup(lineup=lineup, by=None, title="Second")
    remove_film(lineup=twin, film=film(0), by=None)
    there = f"{DESK}editions/{edition.slug}/compare/"

    page = tab.get(f"{there}?draft={lineup.code}&draft={twin.code}").content.decode()
    answer = tab.post(
        f"{there}take/", {"into": lineup.code, "from": twin.code, "key": f"film_only_here-{film(0).code}"}, follow=True
    ).content.decode()
    again = tab.post(f"{there}take/", {"into": lineup.code, "from": twin.code, "key": "moved-x"}, follow=True)

    assert "“Film 000” is in “Shorts I” here, and not there." in page
    assert "Both hold the same films" in answer
    assert "Undo" in answer
    assert "do not differ in this any more" in again.content.decode()
    assert not Placement.objects.filter(program__lineup=lineup, film=film(0)).exists()
    assert tab.post(f"{there}take/", {"into": lineup.code, "from": "xyz"}).status_code == 404


@pytest.mark.django_db
def test_one_draft_alone_says_what_to_do(tab: Client, lineup: Lineup, edition: Edition) -> None:
    assert "One draft alone" in tab.get(f"{DESK}editions/{edition.slug}/compare/").content.decode()


@pytest.mark.django_db
def test_walk_leads_from_film_to_film_and_says_what_is_missing(tab: Client, lineup: Lineup) -> None:
    set_screener(film=film(1), url="https://films.example/one", password="", by=None)
    address = f"{DESK}boards/{lineup.code}/walk/"

    first = tab.get(address).content.decode()
    second = tab.get(f"{address}?at=2").content.decode()
    alone = tab.get(f"{address}?at=2&stage").content.decode()

    assert "This film has no screener" in first
    assert "1 without a screener" in first
    assert "Next: Film 001" in first
    assert "https://films.example/one" in second
    assert "<h1" not in alone
    assert tab.get(f"{address}?at=99999999&program=none").status_code == 200


@pytest.mark.django_db
def test_walk_shows_no_film_to_whoever_keeps_away(tab: Client, lineup: Lineup, programmer: User) -> None:
    set_screener(film=film(0), url="https://films.example/zero", password="", by=None)
    entry = Entry.objects.get(film=film(0))
    recuse(entry=entry, reviewer=programmer, reason="A friend made it.", by=programmer)

    page = tab.get(f"{DESK}boards/{lineup.code}/walk/").content.decode()

    assert "You keep away from this film" in page
    assert "https://films.example/zero" not in page


@pytest.mark.django_db
def test_note_of_the_walk_is_kept_at_the_board(tab: Client, lineup: Lineup) -> None:
    there = f"{DESK}boards/{lineup.code}/walk/note/"

    tab.post(there, {"film": film(1).code, "at": 2, "text": "The cut at 3:10 is too hard."})
    quiet = tab.post(there, {"film": film(0).code, "text": "Opens well.", "quiet": 1})

    assert quiet.status_code == 204
    assert set(BoardNote.objects.values_list("text", flat=True)) == {"The cut at 3:10 is too hard.", "Opens well."}
    assert "The cut at 3:10" in tab.get(f"{DESK}boards/{lineup.code}/walk/?at=2").content.decode()
    assert tab.post(there, {"film": film(9).code, "text": "Not here."}).status_code == 404


@pytest.mark.django_db
def test_stills_come_small_and_only_to_the_office(tab: Client, lineup: Lineup) -> None:
    assert tab.get(f"{DESK}stills/{film(0).code}/").status_code == 404
