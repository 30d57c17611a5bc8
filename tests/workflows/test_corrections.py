"""What is asked of a maker, what they answer, and new cuts: everybody concerned is told, nobody twice."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.pools import an_entry

from matinee.accounts.models import User
from matinee.entries.models import Correction, Cut, Entry
from matinee.entries.states import EntryState
from matinee.festival.actions import change_policy
from matinee.festival.models import Edition
from matinee.festival.states import Role
from matinee.films.actions import receive, set_screener, start_upload
from matinee.films.models import Upload
from matinee.films.states import UploadState
from matinee.kit.errors import Conflict, InvalidInput, WrongState
from matinee.mailroom.actions import carry_letter
from matinee.mailroom.models import Letter
from matinee.mailroom.states import LetterState
from matinee.preselection.actions import record_score, recuse
from matinee.workflows.answer_correction import answer_correction
from matinee.workflows.ask_correction import ask_correction, reopen_correction, take_back_correction
from matinee.workflows.replace_cut import replace_cut
from matinee.workflows.set_aside import bring_back, set_aside
from matinee.workflows.take_screener import take_screener

pytestmark = pytest.mark.django_db
REELS = Path(__file__).parents[1] / "films" / "reels"
WEBM = (REELS / "lamp.webm").read_bytes()


@pytest.fixture
def maker(make_user: Callable[..., User]) -> User:
    return make_user("ada@example.org", "Ada")


@pytest.fixture
def entry(edition: Edition, maker: User) -> Entry:
    change_policy(festival=edition.festival, by=None, letters_wait_min=10)
    found = an_entry(edition.festival, sender=maker)
    set_screener(film=found.film, url="https://video.example.org/bus", password="", by=None)
    return found


def letters() -> list[tuple[str, str, str]]:
    return sorted(Letter.objects.values_list("template", "to_email", "state"))


def uploaded(entry: Entry, by: User, content: bytes = WEBM) -> Upload:
    """Send a whole file and have it looked at."""
    started = start_upload(film=entry.film, name="final.webm", size=len(content), by=by)
    rest = [content, b""]
    held = receive(upload=started, offset=0, length=len(content), read=lambda _size: rest.pop(0), by=by)
    return take_screener(upload=Upload.objects.select_related("film__festival", "sender").get(pk=held.pk))


def test_missing_material_is_asked_for_once_and_can_be_taken_back_unread(entry: Entry, director: User) -> None:
    set_aside(entry=entry, reason="The sound of the second reel.", by=director)
    set_aside(entry=entry, reason="The sound of the second reel.", by=director)

    letter = Letter.objects.get()
    assert (letter.template, letter.state, letter.to_email) == ("missing_material", "scheduled", "ada@example.org")
    assert "we still need: The sound of the second reel." in letter.body
    back = bring_back(entry=entry, by=director)
    letter.refresh_from_db()
    assert (back.state, letter.state) == (EntryState.CONSIDERED, LetterState.STOPPED)
    set_aside(entry=back, reason="The sound is still missing.", by=director)
    assert letters() == [
        ("missing_material", "ada@example.org", "scheduled"),
        ("missing_material", "ada@example.org", "stopped"),
    ]


def test_missing_material_without_an_address_is_only_written_on_the_page(entry: Entry) -> None:
    Entry.objects.filter(pk=entry.pk).update(sender=None, sender_email="")
    entry.refresh_from_db()

    set_aside(entry=entry, reason="A link.", by=None)

    assert (entry.state, Letter.objects.count()) == (EntryState.INCOMPLETE, 0)


def test_correction_is_asked_answered_and_looked_at(entry: Entry, director: User, maker: User) -> None:
    correction = ask_correction(entry=entry, asked="The running time is two minutes longer.", by=director)
    letter = Letter.objects.get()
    assert "The running time is two minutes longer." in letter.body
    assert (letter.state, letter.about, letter.to_email) == ("scheduled", entry.code, "ada@example.org")
    with pytest.raises(Conflict):
        ask_correction(entry=entry, asked="And the year.", by=director)

    answer_correction(correction=correction, answer="It was of a rough cut.", by=maker)
    answer_correction(correction=correction, answer="Again.", by=maker)

    letter.refresh_from_db()
    assert letter.state == LetterState.STOPPED
    told = Letter.objects.get(template="correction_answered")
    assert (told.to_email, "It was of a rough cut." in told.body) == ("director@example.org", True)
    correction.refresh_from_db()
    assert (correction.waits_for_team, correction.answer) == (True, "It was of a rough cut.")
    take_back_correction(correction=correction, by=director)
    assert ask_correction(entry=entry, asked="And the year.", by=director).waits_for_maker
    assert Letter.objects.filter(template="correction_asked").count() == 2


def test_correction_taken_back_in_time_is_never_read_and_can_come_back(entry: Entry, director: User) -> None:
    correction = ask_correction(entry=entry, asked="The year.", by=director)
    take_back_correction(correction=correction, by=director)
    assert [letter.state for letter in Letter.objects.all()] == [LetterState.STOPPED]
    with pytest.raises(WrongState):
        answer_correction(correction=correction, answer="", by=None)

    reopen_correction(correction=correction, by=director)

    assert [letter.state for letter in Letter.objects.all()] == [LetterState.SCHEDULED]
    assert Correction.objects.get().waits_for_maker


def test_correction_needs_words_and_an_entry_in_the_pool(entry: Entry) -> None:
    for wrong in ("  ", "x" * 1001):
        with pytest.raises(InvalidInput) as refusal:
            ask_correction(entry=entry, asked=wrong, by=None)
        assert refusal.value.field == "asked"
    Entry.objects.filter(pk=entry.pk).update(state=EntryState.WITHDRAWN)
    with pytest.raises(WrongState):
        ask_correction(entry=entry, asked="The year.", by=None)


def test_replaced_cut_is_told_to_its_maker_and_to_who_marked_it(
    entry: Entry, maker: User, member: Callable[[Role], User]
) -> None:
    marked, programmer = member(Role.REVIEWER), member(Role.PROGRAMMER)
    record_score(entry=entry, reviewer=marked, mark=7, by=marked)
    record_score(entry=entry, reviewer=programmer, mark=5, by=programmer)
    recuse(entry=entry, reviewer=programmer, reason="A friend.", by=programmer)

    replace_cut(entry=entry, running_time_s=700, note="A new ending", by=maker)

    assert [(template, to) for template, to, _state in letters()] == [
        ("cut_replaced", "ada@example.org"),
        ("new_cut", marked.email),
    ]
    assert "A new ending" in Letter.objects.get(template="new_cut").body
    assert carry_letter(letter=Letter.objects.get(template="new_cut"))


def test_upload_to_a_sent_entry_keeps_the_earlier_cut(entry: Entry, maker: User) -> None:
    first = uploaded(entry, maker)
    second = uploaded(entry, maker)

    assert (first.state, second.state) == (UploadState.READY, UploadState.READY)
    kept = list(Cut.objects.order_by("number").values_list("number", "url", "upload_name", "is_file"))
    assert kept == [
        (1, "https://video.example.org/bus", "", True),
        (2, "https://video.example.org/bus", "final.webm", True),
    ]
    assert [template for template, _to, _state in letters()] == ["cut_replaced", "cut_replaced"]


def test_telling_what_is_new_in_an_uploaded_cut_makes_no_second_one(entry: Entry, maker: User) -> None:
    uploaded(entry, maker)

    cut = replace_cut(entry=entry, running_time_s=650, note="The sound is mixed", by=maker)

    entry.film.refresh_from_db()
    assert (cut.number, cut.note, entry.film.running_time_s) == (1, "The sound is mixed", 650)
    assert Letter.objects.count() == 1
    assert replace_cut(entry=entry, running_time_s=640, note="Shorter", by=maker).number == 2


def test_first_file_and_refused_file_are_no_new_cut(entry: Entry, maker: User) -> None:
    entry.film.screener.delete()
    assert uploaded(entry, maker, b"no film at all").state == UploadState.REFUSED
    uploaded(entry, maker)

    assert (Cut.objects.count(), [one[0] for one in letters()]) == (0, ["screener_refused"])


def test_staff_whose_file_is_refused_are_led_to_the_office(entry: Entry, director: User) -> None:
    uploaded(entry, director, b"no film at all")

    letter = Letter.objects.get()
    assert (letter.to_email, "/office/lanterns/entries/" in letter.body) == ("director@example.org", True)
