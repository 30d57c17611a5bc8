"""A call's terms, versions, waivers and copies as the festival manager edits them, without JavaScript."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from matinee.accounts.models import User
from matinee.entries.actions import open_call
from matinee.entries.models import Call, Waiver
from matinee.entries.queries import terms_now
from matinee.entries.rules.terms import Category, Terms, Tier
from matinee.festival.models import Festival
from matinee.festival.states import Role
from matinee.programming.actions import make_strand

CALLS = "/office/lanterns/entries/calls/"
TYPED = {
    "wanted": "Films about *work*.", "categories_most": "1", "currency": "usd", "running_time_max_s": "90:00",
    "categories-count": "2", "categories-0-name": "Shorts", "categories-0-running_time_max_s": "40:00",
    "categories-1-name": "Features", "categories-1-premiere": "city", "categories-1-is_student": "on",
    "tiers-count": "3", "tiers-0-name": "Early", "tiers-0-until": "2031-01-01T23:59", "tiers-0-fee": "15",
    "tiers-1-name": "Late", "tiers-1-until": "2031-02-01T23:59", "tiers-1-fee": "25.50",
    "questions-count": "1", "questions-0-text": "Where did you hear of us?", "questions-0-kind": "choice",
    "questions-0-choices": "A friend\nThe web", "questions-0-is_needed": "on",
    "consents-count": "1", "consents-0-title": "Rights", "consents-0-text": "I hold them.",
    "consents-0-is_needed": "on",
    "identities-count": "1", "identities-0-text": "I am a veteran.", "identities-0-strands": "veterans",
}  # fmt: skip


@pytest.fixture
def staff(signed_in: Callable[[User], Client], director: User) -> Client:
    return signed_in(director)


@pytest.fixture
def call(festival: Festival) -> Call:
    make_strand(festival=festival, slug="veterans", title="Veterans", by=None)
    return open_call(festival=festival, slug="spring", title="Spring", by=None)


def test_terms_are_typed_into_a_form_and_become_a_version(staff: Client, call: Call) -> None:
    answer = staff.post(f"{CALLS}spring/terms/", TYPED)
    assert answer.status_code == 302, re.findall(r"errorlist.*?</ul>", answer.content.decode(), re.DOTALL)
    terms = terms_now(call)
    assert [(row.name, row.running_time_max_s, row.premiere, row.is_student) for row in terms.categories] == [
        ("Shorts", 2400, "", False), ("Features", None, "city", True),
    ]  # fmt: skip
    assert [(row.name, row.until and row.until.isoformat(), row.fee_minor) for row in terms.tiers] == [
        ("Early", "2031-01-02T07:59:00+00:00", 1500), ("Late", "2031-02-02T07:59:00+00:00", 2550),
    ]  # fmt: skip
    assert [(row.kind, row.choices, row.is_needed) for row in terms.questions] == [
        ("choice", ("A friend", "The web"), True)
    ]
    assert [(row.title, row.version) for row in terms.consents] == [("Rights", 2)]
    assert [row.strands for row in terms.identities] == [("veterans",)]
    versions = staff.get(f"{CALLS}spring/versions/").content.decode()
    assert "New price: “Early”." in versions
    assert "fewer than 5" in versions


def test_price_of_its_own_for_a_category(staff: Client, call: Call) -> None:
    staff.post(f"{CALLS}spring/terms/", TYPED)
    page = staff.get(f"{CALLS}spring/terms/").content.decode()
    assert "Fee for “Features”" in page
    keys = {"categories-0-key": "shorts", "categories-1-key": "features"}
    staff.post(f"{CALLS}spring/terms/", TYPED | keys | {"tiers-0-key": "early", "tiers-0-fee-features": "30"})
    assert terms_now(call).tiers[0].fees == {"features": 3000}


def test_rows_are_added_moved_and_taken_out_without_losing_what_was_typed(staff: Client, call: Call) -> None:
    added = staff.post(f"{CALLS}spring/terms/", TYPED | {"add": "categories"}).content.decode()
    assert 'name="categories-count" value="3"' in added
    assert 'value="Shorts"' in added
    moved = staff.post(f"{CALLS}spring/terms/", TYPED | {"up": "categories-1"}).content.decode()
    assert moved.index('value="Features"') < moved.index('value="Shorts"')
    gone = staff.post(f"{CALLS}spring/terms/", TYPED | {"remove": "categories-0"}).content.decode()
    assert 'value="Shorts"' not in gone
    assert terms_now(call).categories == ()


@pytest.mark.parametrize("press", [{"add": "x"}, {"remove": "tiers-99"}, {"up": "tiers-٣"}, {"remove": "-"}])
def test_button_that_is_none_changes_nothing(staff: Client, call: Call, press: dict[str, str]) -> None:
    page = staff.post(f"{CALLS}spring/terms/", TYPED | press)
    assert (page.status_code, 'name="tiers-count" value="3"' in page.content.decode()) == (200, True)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"tiers-1-until": "2030-01-01T00:00"}, "Put the dates in their order"),
        ({"tiers-0-fee": "a lot"}, "Give a number such as 25"),
        ({"questions-0-choices": "A friend"}, "at least two different answers"),
        ({"categories-1-name": ""}, "This field is required"),
        ({"currency": "zzz"}, "such as USD"),
        ({"running_time_min_s": "99:00"}, "shortest film"),
    ],
)
def test_what_cannot_be_is_told_and_what_was_typed_stays(
    staff: Client, call: Call, typed: dict[str, str], said: str
) -> None:
    answer = staff.post(f"{CALLS}spring/terms/", TYPED | typed)
    page = answer.content.decode()
    assert (answer.status_code, said in page, 'value="Shorts"' in page) == (400, True, True)
    assert terms_now(call).tiers == ()


def test_preview_shows_any_version_as_filmmakers_read_it(staff: Client, call: Call) -> None:
    staff.post(f"{CALLS}spring/terms/", TYPED)
    page = staff.get(f"{CALLS}spring/preview/").content.decode()
    assert "$25.50" in page
    assert "Where did you hear of us?" in page
    assert "City premiere" in page
    assert "Entering is free" in staff.get(f"{CALLS}spring/preview/?version=1").content.decode()
    assert staff.get(f"{CALLS}spring/preview/?version=x").status_code == 404


def test_copy_asks_the_same_and_is_closed(staff: Client, call: Call) -> None:
    staff.post(f"{CALLS}spring/terms/", TYPED)
    assert staff.post(f"{CALLS}spring/copy/", {"title": "Summer", "slug": "summer"}).status_code == 302
    made = Call.objects.get(slug="summer")
    assert (made.is_open, terms_now(made).tiers == terms_now(call).tiers) == (False, True)
    assert staff.post(f"{CALLS}spring/copy/", {"title": "Summer", "slug": "summer"}).status_code == 400


def test_waiver_is_made_turned_off_and_on(staff: Client, festival: Festival) -> None:
    terms = Terms(categories=(Category("shorts", "Shorts"),), tiers=(Tier("one", "One", None, 1500),))
    call = open_call(festival=festival, slug="spring", title="Spring", by=None, terms=terms)
    typed = {"word": "school 2031", "percent": "50", "uses_most": "3", "categories": ["shorts"]}
    assert staff.post(f"{CALLS}spring/waivers/", typed).status_code == 302
    waiver = Waiver.objects.get(call=call)
    assert (waiver.word, waiver.percent, waiver.uses_most, waiver.categories) == ("SCHOOL2031", 50, 3, ["shorts"])
    assert "Choose another word" in staff.post(f"{CALLS}spring/waivers/", typed).content.decode()
    assert staff.post(f"{CALLS}spring/waivers/", typed | {"word": "x", "percent": "0"}).status_code == 400
    for is_on in (False, True):
        staff.post(f"{CALLS}spring/waivers/SCHOOL2031/")
        waiver.refresh_from_db()
        assert waiver.is_on is is_on
    assert "SCHOOL2031" in staff.get(f"{CALLS}spring/waivers/").content.decode()


def test_programmer_may_look_but_not_change(
    signed_in: Callable[[User], Client], member: Callable[[Role], User], call: Call
) -> None:
    programmer = signed_in(member(Role.PROGRAMMER))
    assert programmer.get(f"{CALLS}spring/preview/").status_code == 200
    assert programmer.get(f"{CALLS}spring/terms/").status_code == 403
    assert programmer.post(f"{CALLS}spring/terms/", TYPED).status_code == 403
    assert programmer.get(f"{CALLS}spring/waivers/").status_code == 403
