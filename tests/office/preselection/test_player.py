"""The watch page with a film of one's own house: player, what it tells, notes."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from matinee.accounts.models import User
from matinee.entries.actions import open_call, receive_entry
from matinee.entries.models import Entry
from matinee.festival.models import Festival
from matinee.festival.states import Role
from matinee.films.actions import check_upload, receive, record_film, set_screener, start_upload
from matinee.office.preselection.player import player_of
from matinee.preselection.actions import assign, record_score, recuse
from matinee.preselection.actions.notes import add_note
from matinee.preselection.models import TimedNote, Viewing

REELS = Path(__file__).parents[2] / "films" / "reels"


@pytest.fixture
def entry(festival: Festival) -> Entry:
    call = open_call(festival=festival, slug="all-year", title="All year", by=None)
    film = record_film(festival=festival, title="The Lamplighter", by=None, running_time_s=12)
    return receive_entry(call=call, film=film, by=None)


@pytest.fixture
def reviewer(member: Callable[[Role], User], entry: Entry) -> User:
    user = member(Role.REVIEWER)
    assign(entries=[entry], reviewers=[user], by=None)
    return user


def give_file(entry: Entry, by: User, name: str = "lamp.webm") -> None:
    content = (REELS / name).read_bytes()
    started = start_upload(film=entry.film, name=name, size=len(content), by=by)
    receive(upload=started, offset=0, length=len(content), read=io.BytesIO(content).read, by=by)
    started.refresh_from_db()
    check_upload(upload=started)


def address(entry: Entry, rest: str = "") -> str:
    return f"/office/lanterns/preselection/watch/{entry.code}/{rest}"


def test_player_tells_what_played_and_the_page_says_it(
    entry: Entry, reviewer: User, director: User, signed_in: Callable[[User], Client]
) -> None:
    give_file(entry, director)
    client, session = signed_in(reviewer), player_of(entry, reviewer)["session"]

    told = client.post(address(entry, "played/"), {"session": session, "spans": "0-1.5,2.5-3.5", "at": "3.5"})
    lied = client.post(address(entry, "played/"), {"session": session, "spans": "0-12", "at": "12"})
    odd = client.post(address(entry, "played/"), {"session": session, "spans": "0-99", "at": "x"})
    page = client.get(address(entry)).content.decode()

    assert (told.status_code, told.json()) == (
        200,
        {"percent": 20, "is_declared": False, "spans": [[0.0, 1.5], [2.5, 3.5]]},
    )
    assert (lied.status_code, odd.status_code) == (400, 400)
    assert Viewing.objects.get().watched_percent == 20
    assert "20 % of the film has played for you." in page
    assert 'data-left-at="3.5"' in page
    assert "what the player measured" in page
    assert "How far did you watch?" not in page
    client.post(address(entry), {"sheet": "0", "mark": "7", "is_measured": "1"})
    viewing = Viewing.objects.select_related("scorecard").get()
    assert (viewing.watched_percent, viewing.is_declared, viewing.scorecard.mark) == (20, False, 7)


def test_player_of_somebody_else_tells_nothing(
    entry: Entry, reviewer: User, director: User, signed_in: Callable[[User], Client]
) -> None:
    give_file(entry, director)
    client, others = signed_in(reviewer), player_of(entry, director)["session"]

    for session in (others, "", "made-up"):
        answer = client.post(address(entry, "played/"), {"session": session, "spans": "0-1", "at": "1"})
        assert answer.status_code == 404
    own = player_of(entry, reviewer)["session"]
    recuse(entry=entry, reviewer=reviewer, reason="A friend's.", by=reviewer)
    assert client.post(address(entry, "played/"), {"session": own, "spans": "0-1"}).status_code == 404
    assert client.get(address(entry)).status_code == 403
    assert not Viewing.objects.exists()


def test_file_that_no_browser_plays_is_said_so(
    entry: Entry, reviewer: User, director: User, signed_in: Callable[[User], Client]
) -> None:
    give_file(entry, director, "prores.mov")

    page = signed_in(reviewer).get(address(entry)).content.decode()

    assert "No browser plays this file" in page
    assert "<film-player" not in page
    assert "How far did you watch?" in page


def test_link_is_opened_elsewhere_and_declared(
    entry: Entry, reviewer: User, signed_in: Callable[[User], Client]
) -> None:
    set_screener(film=entry.film, url="https://video.example.org/lamp", password="quiet-door", by=None)
    client = signed_in(reviewer)

    page = client.get(address(entry)).content.decode()
    revealed = client.post(address(entry, "password/")).content.decode()

    assert "https://video.example.org/lamp" in page
    assert "the makers are told that you said so" in page
    assert "quiet-door" not in page
    assert "quiet-door" in revealed


def test_notes_are_written_corrected_and_taken_away(
    entry: Entry, reviewer: User, director: User, signed_in: Callable[[User], Client]
) -> None:
    give_file(entry, director)
    client = signed_in(reviewer)

    client.post(address(entry, "notes/"), {"at_s": "0:07", "text": "The lamp goes out."})
    note = TimedNote.objects.get()
    fragment = client.post(address(entry, "notes/"), {"at_s": "0:00", "text": "Begins."}, HTTP_HX_REQUEST="true")
    refused = client.post(address(entry, "notes/"), {"at_s": "soon", "text": "Begins."})
    client.post(address(entry, f"notes/{note.code}/"), {"at_s": "0:08", "text": "The lamp is lit."})

    assert fragment.content.decode().index("Begins.") < fragment.content.decode().index("The lamp goes out.")
    assert refused.status_code == 400
    note.refresh_from_db()
    assert (note.at_s, note.text) == (8, "The lamp is lit.")
    assign(entries=[entry], reviewers=[director], by=None)
    assert signed_in(director).post(address(entry, f"notes/{note.code}/"), {"remove": "1"}).status_code == 404
    client.post(address(entry, f"notes/{note.code}/"), {"remove": "1"})
    assert [one.text for one in TimedNote.objects.all()] == ["Begins."]


def test_notes_of_the_team_stand_beside_the_film_once_one_has_marked(
    entry: Entry, reviewer: User, director: User, member: Callable[[Role], User], signed_in: Callable[[User], Client]
) -> None:
    give_file(entry, director)
    silent = member(Role.PROGRAMMER)
    add_note(entry=entry, reviewer=reviewer, at_s=7, text="The door opens.", by=reviewer)
    add_note(entry=entry, reviewer=silent, at_s=3, text="Too early to say.", by=silent)
    talk = f"/office/lanterns/preselection/talk/{entry.code}/"

    early = signed_in(reviewer).get(talk)
    record_score(entry=entry, reviewer=reviewer, mark=7, by=reviewer)
    own = signed_in(reviewer).get(talk).content.decode()
    programmers = signed_in(director).get(talk).content.decode()
    recuse(entry=entry, reviewer=reviewer, reason="A friend's.", by=reviewer)
    after = signed_in(director).get(talk).content.decode()

    assert early.status_code == 403
    assert ("The door opens." in own, "Too early to say." in own) == (True, False)
    assert 'data-jump="7"' in programmers
    assert "<film-player" in programmers
    assert "data-played=" not in programmers
    assert "The door opens." not in after
