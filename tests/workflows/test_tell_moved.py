"""Makers of accepted films are told when a published screening of theirs has moved, once for each move."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from tests.pools import an_entry
from tests.street import open_house

from matinee.accounts.models import User
from matinee.entries.models import Entry
from matinee.festival.models import Edition
from matinee.kit.errors import Conflict
from matinee.mailroom.actions import stop_letter
from matinee.mailroom.models import Letter
from matinee.programming.actions import (
    add_program,
    adopt_lineup,
    answer_invitation,
    make_lineup,
    offer_invitation,
    place_film,
)
from matinee.releases.actions import publish_release
from matinee.schedule.actions import cancel_screening, lay_out_day, move_screening
from matinee.schedule.models import Screening
from matinee.workflows.tell_moved import screenings_to_tell, tell_moved

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry(edition: Edition, make_user: Callable[..., User]) -> Entry:
    """Return an entry whose maker reads Italian and has accepted."""
    entry = an_entry(edition.festival, sender=make_user("ada@example.org", "Ada", language="it"))
    offer = offer_invitation(entry=entry, edition=edition, answer_by=date(2031, 2, 20), by=None)
    answer_invitation(invitation=offer, accepts=True, by=None)
    return entry


@pytest.fixture
def screening(edition: Edition, entry: Entry) -> Screening:
    """Return the published screening of its program."""
    lineup = make_lineup(edition=edition, title="The lineup", by=None)
    program = add_program(lineup=lineup, title="Shorts 1", by=None, min_s=60, min_films=1)
    place_film(program=program, film=entry.film, by=None)
    adopt_lineup(lineup=lineup, by=None)
    open_house(edition)
    row = lay_out_day(edition=edition, by=None)[0]
    publish_release(edition=edition, files=[("index.html", b"<p>hello</p>")], by=None)
    return row


def test_move_is_told_once_and_the_way_back_again(screening: Screening, edition: Edition, entry: Entry) -> None:
    start, room = screening.starts_at, screening.auditorium
    with pytest.raises(Conflict, match="has moved"):
        tell_moved(edition=edition, by=None)
    move_screening(screening=screening, starts_at=start + timedelta(minutes=30), auditorium=room, by=None)

    (letter,) = tell_moved(edition=edition, by=None)
    assert (letter.template, letter.language, letter.about) == ("screening_moved", "it", entry.code)
    assert "Ora viene proiettato" in letter.body
    assert screenings_to_tell(edition) == []
    move_screening(screening=screening, starts_at=start, auditorium=room, by=None)

    assert len(screenings_to_tell(edition)) == 1
    assert len(tell_moved(edition=edition, by=None)) == 1


def test_stopped_letter_has_told_nobody_and_a_cancellation_is_told(screening: Screening, edition: Edition) -> None:
    cancel_screening(screening=screening, by=None)
    (letter,) = tell_moved(edition=edition, by=None)
    assert letter.template == "screening_cancelled"

    stop_letter(letter=letter, by=None)

    assert [one.is_cancelled for one in screenings_to_tell(edition)] == [True]


def test_page_shows_what_moved_and_writes(
    screening: Screening, edition: Edition, director: User, signed_in: Callable[[User], Client]
) -> None:
    client, page = signed_in(director), reverse("office-schedule-moved", args=["lanterns", edition.slug])
    later = screening.starts_at + timedelta(minutes=30)
    move_screening(screening=screening, starts_at=later, auditorium=screening.auditorium, by=None)

    shown = client.get(page).content.decode()
    told = client.post(page, follow=True).content.decode()

    assert "Shorts 1" in shown
    assert "1 letter goes out in 10 minutes" in told
    assert Letter.objects.filter(template="screening_moved").count() == 1
