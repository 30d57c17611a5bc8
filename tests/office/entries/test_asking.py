"""What staff ask of a maker, entries that left their category, and files sent on a maker's behalf."""

import io
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from tests.pools import an_entry

from matinee.accounts.models import User
from matinee.entries.actions import consider_entry, revise_terms
from matinee.entries.models import Correction, Cut, Entry
from matinee.entries.rules import Terms
from matinee.entries.rules.terms import Category
from matinee.festival.models import AuditEvent, Edition
from matinee.festival.states import Role
from matinee.films.actions import set_screener, start_upload
from matinee.films.models import Film, Screener, Upload
from matinee.films.states import UploadState
from matinee.mailroom.models import Letter
from matinee.workflows.answer_correction import answer_correction
from matinee.workflows.take_screener import take_screener

pytestmark = pytest.mark.django_db
WEBM = (Path(__file__).parents[2] / "films" / "reels" / "lamp.webm").read_bytes()
SPEAKS = {"HTTP_TUS_RESUMABLE": "1.0.0"}


@pytest.fixture
def office(signed_in: Callable[[User], Client], director: User) -> Client:
    return signed_in(director)


@pytest.fixture
def entry(edition: Edition, make_user: Callable[..., User]) -> Entry:
    found = an_entry(edition.festival, sender=make_user("ada@example.org", "Ada"))
    set_screener(film=found.film, url="https://video.example.org/bus", password="", by=None)
    return found


def at(entry: Entry, more: str = "") -> str:
    return f"/office/lanterns/entries/{entry.code}/{more}"


def shown(client: Client, address: str) -> str:
    got = client.get(address)
    assert got.status_code == 200
    return str(got.content.decode())


def left_its_category(entry: Entry) -> Entry:
    """Let an entry's film have become too long for the category it was sent in."""
    short = Category(key="short", name="Short shorts", running_time_max_s=600)
    terms = Terms(categories=(short, Category(key="long", name="Longer ones")))
    version = revise_terms(call=entry.call, terms=terms, by=None)
    Entry.objects.filter(pk=entry.pk).update(terms=version, categories=["Short shorts"])
    found = Entry.objects.select_related("film", "call", "festival").get(pk=entry.pk)
    consider_entry(entry=found)
    return found


def test_correction_is_asked_answered_and_looked_at_on_the_entrys_page(office: Client, entry: Entry) -> None:
    office.post(at(entry, "ask/"), {"asked": "The year seems to be wrong."})
    assert "The year seems to be wrong." in shown(office, at(entry))
    assert "Correction asked" in shown(office, "/office/lanterns/entries/")
    assert office.post(at(entry, "ask/"), {"asked": "Again."}).status_code == 409

    answer_correction(correction=Correction.objects.get(), answer="It is right.", by=entry.sender)

    page = shown(office, at(entry))
    assert "It is right." in page
    assert "Night Bus" in shown(office, "/office/lanterns/entries/?look=answered")
    assert "Night Bus" not in shown(office, "/office/lanterns/entries/?look=asked&q=Night").split("<tbody>")[-1]
    office.post(at(entry, "ask/close/"))
    assert "It is right." not in shown(office, at(entry)).split("History")[0]


def test_question_taken_back_in_time_and_asked_again_sends_one_letter(office: Client, entry: Entry) -> None:
    office.post(at(entry, "ask/"), {"asked": "The year."})
    office.post(at(entry, "ask/close/"))
    assert [letter.state for letter in Letter.objects.all()] == ["stopped"]

    office.post(at(entry, f"ask/{Correction.objects.get().code}/reopen/"))

    assert [letter.state for letter in Letter.objects.all()] == ["scheduled"]
    other = an_entry(entry.festival, Film.objects.create(festival=entry.festival, slug="x", title="X"))
    assert office.post(at(other, f"ask/{Correction.objects.get().code}/reopen/")).status_code == 404


def test_empty_question_keeps_the_page(office: Client, entry: Entry) -> None:
    assert office.post(at(entry, "ask/"), {"asked": " "}).status_code == 400
    assert Letter.objects.count() == 0


def test_entry_set_aside_asks_its_maker_and_undo_stops_the_letter(office: Client, entry: Entry) -> None:
    office.post(at(entry, "move/"), {"to": "mark_incomplete", "reason": "The sound."})
    assert [(one.template, one.state) for one in Letter.objects.all()] == [("missing_material", "scheduled")]

    office.post(at(entry, "return/"))

    assert [one.state for one in Letter.objects.all()] == ["stopped"]


def test_entry_that_left_its_category_is_listed_moved_or_excused(office: Client, entry: Entry) -> None:
    left_its_category(entry)
    said = "“Short shorts” is for films of at most 10 minutes."
    assert said in shown(office, at(entry))
    assert "Night Bus" in shown(office, "/office/lanterns/entries/?look=unfit")

    office.post(at(entry, "excuse/"))
    assert said not in shown(office, at(entry))
    office.post(at(entry, "excuse/undo/"))
    assert said in shown(office, at(entry))
    assert office.post(at(entry, "categories/"), {"categories": ["nonsense"]}).status_code == 400
    assert office.post(at(entry, "categories/"), {"categories": ["short", "long"]}).status_code == 400
    office.post(at(entry, "categories/"), {"categories": ["long"]})

    entry.refresh_from_db()
    assert (entry.categories, entry.is_unfit, entry.excused) == (["Longer ones"], False, [])


def test_staff_send_a_film_in_parts_on_its_makers_behalf(office: Client, entry: Entry, director: User) -> None:
    assert "Reviewers watch it at a link now" in shown(office, at(entry, "screener/"))
    named = {"HTTP_UPLOAD_METADATA": f"filename {b64encode(b'stick.webm').decode()}"}
    begun = office.generic("POST", at(entry, "screener/uploads/"), HTTP_UPLOAD_LENGTH=str(len(WEBM)), **SPEAKS, **named)
    place = begun["Location"]
    for start, end in ((0, 5000), (5000, len(WEBM))):
        part = {"HTTP_UPLOAD_OFFSET": str(start), **SPEAKS}
        got = office.generic("PATCH", place, WEBM[start:end], "application/offset+octet-stream", **part)
        assert got.status_code == 204
    upload = take_screener(upload=Upload.objects.select_related("film__festival", "sender").get())

    assert (upload.state, upload.sender) == (UploadState.READY, director)
    assert "stick.webm" in shown(office, at(entry, "screener/uploads/state/"))
    assert Cut.objects.get().by == director
    assert Letter.objects.get().template == "cut_replaced"
    verbs = set(AuditEvent.objects.filter(by=director).values_list("verb", flat=True))
    assert {"start_upload", "finish_upload", "accept_upload", "replace_cut"} <= verbs


def test_staff_do_not_touch_what_a_maker_is_sending(office: Client, entry: Entry) -> None:
    assert entry.sender is not None
    upload = start_upload(film=entry.film, name="a.webm", size=10, by=entry.sender)

    assert office.delete(at(entry, f"screener/uploads/{upload.code}/"), **SPEAKS).status_code == 404


def test_closed_entry_and_wrong_file_are_refused_in_words(office: Client, entry: Entry) -> None:
    plain = at(entry, "screener/uploads/plain/")
    assert "Choose the film" in office.post(plain, follow=True).content.decode()
    Entry.objects.filter(pk=entry.pk).update(state="withdrawn")
    file = SimpleUploadedFile("a.webm", WEBM)
    assert "This entry is closed" in office.post(plain, {"film": file}, follow=True).content.decode()
    assert Upload.objects.count() == 0
    assert Screener.objects.get().upload is None


def test_poster_is_looked_at_as_a_still_is(office: Client, entry: Entry) -> None:
    bomb = SimpleUploadedFile("poster.png", b"PK\x03\x04 no picture at all")
    refused = office.post(at(entry, "poster/"), {"poster": bomb, "poster_alt": "A bus"})
    assert (refused.status_code, "Give a JPEG" in refused.content.decode()) == (400, True)
    picture = io.BytesIO()
    Image.new("RGB", (40, 60), "red").save(picture, "PNG")

    taken = office.post(
        at(entry, "poster/"), {"poster": SimpleUploadedFile("p.png", picture.getvalue()), "poster_alt": "A bus"}
    )

    entry.film.refresh_from_db()
    assert (taken.status_code, entry.film.poster_alt, bool(entry.film.poster)) == (302, "A bus", True)


def test_who_only_reads_entries_changes_nothing(
    entry: Entry, member: Callable[[Role], User], signed_in: Callable[[User], Client]
) -> None:
    reader = signed_in(member(Role.PRINTS))
    for more in ("ask/", "ask/close/", "categories/", "excuse/", "poster/", "screener/uploads/plain/"):
        assert reader.post(at(entry, more)).status_code == 403
