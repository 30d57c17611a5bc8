"""What staff see of terms, making, money, replies and self-identification on the page of an entry."""

from collections.abc import Callable

import pytest
from django.test import Client

from matinee.accounts.models import User
from matinee.entries.actions import identify, open_call, receive_entry, replace_cut, reply
from matinee.entries.models import Entry
from matinee.entries.queries import identity_sums
from matinee.entries.rules.terms import Identity, Question, Terms
from matinee.entries.states import QuestionKind
from matinee.festival.models import Festival
from matinee.films.actions import record_film
from matinee.funding.actions import record_source
from matinee.funding.models import SourceKind
from matinee.programming.actions import make_strand

TERMS = Terms(
    questions=(Question("how", QuestionKind.SEVERAL, "Who told you?", choices=("A friend", "The web")),),
    identities=(Identity("woman", "I am a woman.", ("female-cinema",)), Identity("vet", "I am a veteran.", ("vets",))),
)


@pytest.fixture
def entry(festival: Festival) -> Entry:
    call = open_call(festival=festival, slug="spring", title="Spring", by=None, terms=TERMS)
    film = record_film(festival=festival, title="Leaving", by=None, running_time_s=600, collective="All of Film 33")
    return receive_entry(call=call, film=film, by=None)


def test_page_tells_making_money_replies_cuts_and_terms(
    entry: Entry, signed_in: Callable[[User], Client], director: User
) -> None:
    record_source(
        film=entry.film, kind=SourceKind.IN_KIND, name="Camera house", amount_minor=90_000, currency="USD", by=None
    )
    reply(entry=entry, replies={"how": ["A friend", "The web"], "nonsense": "x"}, by=None)
    replace_cut(entry=entry, running_time_s=540, note="Shorter end", by=None)
    page = signed_in(director).get(f"/office/lanterns/entries/{entry.code}/").content.decode()
    for words in (
        "All of Film 33",
        "Camera house",
        "$900.00",
        "A friend, The web",
        "Cut 1",
        "Shorter end",
        "version 1",
    ):
        assert words in page
    assert "nonsense" not in page


def test_staff_see_the_strand_that_is_open_but_never_what_was_said(
    entry: Entry, festival: Festival, signed_in: Callable[[User], Client], director: User
) -> None:
    make_strand(festival=festival, slug="female-cinema", title="Female Cinema", by=None)
    identify(entry=entry, said=["woman"], by=None)
    page = signed_in(director).get(f"/office/lanterns/entries/{entry.code}/").content.decode()
    assert "Female Cinema" in page
    assert "I am a woman." not in page


@pytest.mark.parametrize(("number", "shown"), [(4, None), (5, 5)])
def test_sum_below_five_stays_hidden(entry: Entry, festival: Festival, number: int, shown: int | None) -> None:
    for at in range(number):
        film = record_film(festival=festival, title=f"Film {at}", by=None)
        identify(entry=receive_entry(call=entry.call, film=film, by=None), said=["vet"], by=None)
    assert identity_sums(entry.call) == [("I am a woman.", None), ("I am a veteran.", shown)]
