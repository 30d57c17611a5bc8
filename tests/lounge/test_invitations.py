"""Invitations in the lounge: answered by whom they are for, and by nobody else."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from matinee.accounts.models import User
from matinee.entries.models import Entry
from matinee.festival.models import Edition
from matinee.kit.clock import today_in
from matinee.programming.models import Guest, Invitation
from matinee.programming.states import OfferState
from matinee.workflows.invite_film import invite_film
from tests.pools import a_film, an_entry

pytestmark = pytest.mark.django_db
NO_GUESTS = {"guest-TOTAL_FORMS": "3", "guest-INITIAL_FORMS": "0"}


@pytest.fixture
def maker(make_user: Callable[..., User]) -> User:
    return make_user("ada@example.org", "Ada")


@pytest.fixture
def invitation(edition: Edition, maker: User) -> Invitation:
    entry = an_entry(edition.festival, sender=maker)
    return invite_film(entry=entry, edition=edition, answer_by=date(2031, 2, 20), by=None, message="Come and see.")


def test_filmmaker_finds_the_invitation_and_accepts_it_with_guests(
    invitation: Invitation, maker: User, signed_in: Callable[[User], Client]
) -> None:
    lounge = signed_in(maker)
    assert "Please answer by" in lounge.get("/lounge/invitations/").content.decode()
    page = f"/lounge/invitations/{invitation.code}/"
    assert "Come and see." in lounge.get(page).content.decode()
    guests = {"guest-0-name": "Ada", "guest-0-part": "director", "guest-2-name": "Bo", "guest-2-needs": "a ramp"}
    answer = lounge.post(page, NO_GUESTS | {"answer": "yes", "note": "By train."} | guests)
    invitation.refresh_from_db()
    assert (answer.status_code, invitation.state, invitation.note) == (302, OfferState.ACCEPTED, "By train.")
    assert list(Guest.objects.values_list("name", "part", "needs")) == [("Ada", "director", ""), ("Bo", "", "a ramp")]
    assert invitation.answered_by == maker
    lounge.post(page, NO_GUESTS | {"answer": "no", "note": "We cannot."})
    invitation.refresh_from_db()
    assert (invitation.state, Guest.objects.count()) == (OfferState.DECLINED, 0)


@pytest.mark.parametrize(
    ("said", "words"),
    [({}, "This field is required"), ({"answer": "yes", "guest-1-part": "sound"}, "Who is it?")],
)
def test_answer_that_does_not_fit_keeps_what_was_typed(
    invitation: Invitation, maker: User, signed_in: Callable[[User], Client], said: dict[str, str], words: str
) -> None:
    answer = signed_in(maker).post(
        f"/lounge/invitations/{invitation.code}/", NO_GUESTS | {"note": "I typed this."} | said
    )
    page = answer.content.decode()
    assert (answer.status_code, words in page, "I typed this." in page) == (400, True, True)
    invitation.refresh_from_db()
    assert invitation.state == OfferState.OFFERED


def test_late_answer_is_refused_in_words(
    invitation: Invitation, maker: User, signed_in: Callable[[User], Client]
) -> None:
    Invitation.objects.update(answer_by=date(2026, 1, 1))
    lounge, page = signed_in(maker), f"/lounge/invitations/{invitation.code}/"
    assert "The day for the answer has passed" in lounge.get(page).content.decode()
    assert lounge.post(page, NO_GUESTS | {"answer": "yes"}).status_code == 409


def test_invitation_of_somebody_else_is_not_there(
    invitation: Invitation, make_user: Callable[..., User], signed_in: Callable[[User], Client]
) -> None:
    other = signed_in(make_user("eve@example.org"))
    page = f"/lounge/invitations/{invitation.code}/"
    assert [other.get(page).status_code, other.post(page, {"answer": "yes"}).status_code] == [404, 404]
    assert invitation.film.title not in other.get("/lounge/invitations/").content.decode()
    stay = f"/lounge/entries/{invitation.entry.code}/stay/"
    assert [other.get(stay).status_code, other.post(stay).status_code] == [404, 404]


def test_list_of_invitations_asks_the_database_as_often_for_many_as_for_one(
    invitation: Invitation, maker: User, signed_in: Callable[[User], Client]
) -> None:
    lounge = signed_in(maker)
    counts = []
    for more in (0, 5):
        for n in range(more):
            entry = an_entry(invitation.edition.festival, a_film(invitation.edition.festival, f"Film {n}"), maker)
            invite_film(entry=entry, edition=invitation.edition, answer_by=date(2031, 2, 20), by=None)
        with CaptureQueriesContext(connection) as asked:
            lounge.get("/lounge/invitations/")
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_filmmaker_keeps_an_entry_in_the_running_near_its_end(
    invitation: Invitation, maker: User, signed_in: Callable[[User], Client]
) -> None:
    entry = invitation.entry
    lounge, page = signed_in(maker), f"/lounge/entries/{entry.code}/stay/"
    assert "nothing to prolong" in lounge.get(page).content.decode()
    assert lounge.post(page).status_code == 409
    soon = today_in(entry.festival.time_zone) + timedelta(days=10)
    Entry.objects.update(window_ends_on=soon)
    assert "Consider it for 6 more months" in lounge.get(page).content.decode()
    assert lounge.post(page).status_code == 302
    entry.refresh_from_db()
    assert entry.window_ends_on is not None
    assert entry.window_ends_on > soon + timedelta(days=150)
