"""The newsroom desk: interviews from the booking to the pull quote, and composing a day."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import Settings
from tests.street import make_bill

from matinee.accounts.models import User
from matinee.festival.models import Edition
from matinee.festival.states import Role
from matinee.films.models import Film, Upload
from matinee.films.queries import screener_of, uploads_of
from matinee.films.states import UploadState
from matinee.newsroom.actions import record_interview, set_captions, take_footage
from matinee.newsroom.models import Article, Interview
from matinee.newsroom.queries import free_slots
from matinee.workflows.take_screener import check

WEBM = (Path(__file__).parents[2] / "films" / "reels" / "lamp.webm").read_bytes()
SPEAKS = {"HTTP_TUS_RESUMABLE": "1.0.0"}
VTT = b"""WEBVTT

00:00:01.000 --> 00:00:04.000
<v Ada Ferro>We shot it at night & in rain.

00:00:03.000 --> 00:00:06.500
<v Ada Ferro>There was one lamp.
"""


@pytest.fixture
def press(member: Callable[[Role], User], signed_in: Callable[[User], Client]) -> Client:
    return signed_in(member(Role.PRESS))


@pytest.fixture
def interview(edition: Edition) -> Interview:
    make_bill(edition, titles=["The Long Loom", "Tide Table"])
    film = Film.objects.get(slug="the-long-loom")
    return record_interview(festival=edition.festival, film=film, edition=edition, guests="Ada Ferro", by=None)


def address(name: str = "", *args: str) -> str:
    return reverse(f"office-newsroom{name}", args=["lanterns", *args])


def vtt(content: bytes = VTT, language: str = "English") -> dict[str, object]:
    return {"captions": SimpleUploadedFile("a.vtt", content), "language": language}


def test_interview_is_booked_at_a_free_time_and_given_free_again(press: Client, interview: Interview) -> None:
    slot = free_slots(interview)[0]
    page = press.get(address("-interview", interview.code)).content.decode()
    assert f'value="{slot.isoformat()}"' in page or slot.strftime("%H:%M") in page

    asked = {"slot": slot.isoformat(), "starts_at": "", "minutes": "20", "place": "The foyer"}
    press.post(address("-book", interview.code), asked)
    interview.refresh_from_db()
    assert (interview.starts_at, interview.place) == (slot, "The foyer")
    entry = press.get(address("-calendar", interview.code)).content.decode()
    assert "LOCATION:The foyer" in entry

    press.post(address("-unbook", interview.code))
    interview.refresh_from_db()
    assert interview.starts_at is None
    assert press.get(address("-calendar", interview.code)).status_code == 404


def test_time_that_meets_the_screening_is_refused_and_kept_in_the_form(press: Client, interview: Interview) -> None:
    asked = {"starts_at": "2031-03-08T12:30", "minutes": "25", "place": "The foyer"}

    page = press.post(address("-book", interview.code), asked).content.decode()

    assert "it would meet the screening of “Shorts 1”" in page
    assert 'value="2031-03-08T12:30"' in page
    interview.refresh_from_db()
    assert interview.starts_at is None


def test_captions_are_imported_edited_and_mended(press: Client, interview: Interview) -> None:
    made = press.post(address("-bring-captions", interview.code), vtt())
    editor = address("-captions", interview.code, "en")
    assert made["Location"] == editor
    page = press.get(editor).content.decode()
    assert "Mend 1 overlap" in page
    assert "Begins before caption 1 has gone." in page
    assert "We shot it at night &amp; in rain." in page

    typed = {
        "seen": "1", "starts": ["0:01.000", "0:03", "", ""], "ends": ["0:04", "6.5", "", ""],
        "speaker": ["Ada Ferro", "Sam Low", "", ""],
        "text": ["We shot <i>it</i> & left.", "There was one lamp.", "", ""],
    }  # fmt: skip
    press.post(editor, typed)
    late = press.post(editor, typed)
    assert late.status_code == 400
    assert "Somebody saved these captions" in late.content.decode()
    press.post(address("-mend", interview.code, "en"), {"seen": "2"})

    assert press.get(address("-caption-file", interview.code, "en")).content.decode() == (
        "WEBVTT\n\n00:00:01.000 --> 00:00:03.000\n<v Ada Ferro>We shot <i>it</i> &amp; left.\n\n"
        "00:00:03.000 --> 00:00:06.500\n<v Sam Low>There was one lamp.\n"
    )
    press.post(address("-uncaption", interview.code, "en"))
    assert press.get(editor).status_code == 404


def test_wrong_moment_names_its_caption_and_keeps_what_was_typed(press: Client, interview: Interview) -> None:
    press.post(address("-bring-captions", interview.code), vtt())
    typed = {"seen": "1", "starts": ["soon"], "ends": ["0:04"], "speaker": [""], "text": ["A new word"]}

    page = press.post(address("-captions", interview.code, "en"), typed).content.decode()

    assert "Caption 1: write moments such as 1:02.500." in page
    assert 'value="soon"' in page
    assert "A new word" in page


def test_page_of_captions_leaves_the_others_alone(press: Client, interview: Interview) -> None:
    cues = "\n\n".join(
        f"00:{n // 60:02}:{n % 60:02}.000 --> 00:{n // 60:02}:{n % 60:02}.900\nWord {n}" for n in range(200)
    )
    kept = set_captions(interview=interview, language="en", content=f"WEBVTT\n\n{cues}".encode(), by=None)
    editor = address("-captions", interview.code, "en")

    press.post(f"{editor}?page=2", {"seen": "1", "starts": "1:20", "ends": "1:21", "speaker": "", "text": "Alone"})

    kept.refresh_from_db()
    words = [line for line in kept.text.splitlines() if line[:1].isalpha() and line != "WEBVTT"]
    assert words == [*(f"Word {n}" for n in range(80)), "Alone", *(f"Word {n}" for n in range(160, 200))]


@pytest.mark.parametrize(
    ("content", "language", "words"),
    [
        (b"WEBVTT", "English", "There is no caption in it"),
        (VTT, "Nothingish", "Name the language"),
        (b"\xff", "en", "UTF-8"),
    ],
)
def test_captions_that_cannot_be_read_are_refused(
    press: Client, interview: Interview, content: bytes, language: str, words: str
) -> None:
    page = press.post(address("-bring-captions", interview.code), vtt(content, language), follow=True)

    assert words in page.content.decode()
    assert not interview.captions.exists()


def test_video_is_kept_watched_in_parts_and_deleted(
    press: Client,
    interview: Interview,
    settings: Settings,
    tmp_path: Path,
    django_capture_on_commit_callbacks: Any,
) -> None:
    settings.MEDIA_ROOT = tmp_path
    refused = press.post(
        address("-video", interview.code), {"video": SimpleUploadedFile("a.mp4", b"no film")}, follow=True
    )
    assert "We could not read this file" in refused.content.decode() or "not a video" in refused.content.decode()

    press.post(address("-video", interview.code), {"video": SimpleUploadedFile("lamp.webm", WEBM)})
    interview.refresh_from_db()
    assert (interview.video, interview.video_s) == ("upload", 12)
    part = press.get(address("-watch", interview.code), headers={"Range": "bytes=0-99"})
    assert (part.status_code, part["Content-Type"]) == (206, "video/webm")
    assert b"".join(part.streaming_content) == WEBM[:100]  # type: ignore[attr-defined]  a part is streamed
    settings.ACCEL_PREFIX = "/protected/"
    handed = press.get(address("-watch", interview.code))
    assert handed["X-Accel-Redirect"] == f"/protected/{interview.video_file.name}"

    with django_capture_on_commit_callbacks(execute=True):
        press.post(address("-video", interview.code), {"remove": "1"})
    interview.refresh_from_db()
    assert (interview.video, list(tmp_path.rglob("*.webm"))) == ("not_archived", [])


def test_video_arrives_in_parts_and_is_never_a_screener(
    press: Client,
    interview: Interview,
    settings: Settings,
    tmp_path: Path,
    django_capture_on_commit_callbacks: Any,
) -> None:
    settings.MEDIA_ROOT, settings.UPLOADS_ROOT = tmp_path / "media", tmp_path / "uploads"

    def send(content: bytes) -> Upload:
        begun = press.post(address("-footages", interview.code), HTTP_UPLOAD_LENGTH=str(len(content)), **SPEAKS)
        for first in range(0, len(content), 7000):
            more: dict[str, str] = {"HTTP_UPLOAD_OFFSET": str(first), **SPEAKS}
            part = content[first : first + 7000]
            press.generic("PATCH", begun["Location"], part, "application/offset+octet-stream", **more)  # type: ignore[arg-type]
        return Upload.objects.get(code=begun["Location"].rstrip("/").rpartition("/")[2])

    wrong = send(b"no film")
    with django_capture_on_commit_callbacks(execute=True):
        refused = take_footage(upload=wrong)
    page = press.get(address("-interview", interview.code)).content.decode()
    assert (refused.state, "could not be taken" in page) == (UploadState.REFUSED, True)

    upload = send(WEBM)
    assert "It is looked at now" in press.get(address("-footage-state", interview.code)).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        check.call(upload.code)

    interview.refresh_from_db()
    told = press.get(address("-footage-state", interview.code), headers={"HX-Request": "true"})
    assert (interview.video, interview.video_s, told["HX-Refresh"]) == ("upload", 12, "true")
    assert (list(uploads_of(interview.film)), screener_of(interview.film)) == ([], None)
    assert list((tmp_path / "uploads").glob("*.part")) == []
    assert press.head(address("-footage", interview.code, "nothere"), **SPEAKS).status_code == 404


def test_address_that_is_no_embed_is_refused(press: Client, interview: Interview) -> None:
    asked = {"film": "the-long-loom", "video": "embed", "video_url": "https://video.example/1"}

    page = press.post(address("-interview", interview.code), asked).content.decode()

    assert "Give the address of one video on YouTube, Vimeo or the Internet Archive" in page
    press.post(address("-interview", interview.code), asked | {"video_url": "https://vimeo.com/76979871"})
    assert (
        "On Vimeo. Visitors load it with a click" in press.get(address("-interview", interview.code)).content.decode()
    )


def test_quote_is_taken_from_the_transcript_and_offered_to_the_article(press: Client, interview: Interview) -> None:
    press.post(address("-bring-captions", interview.code), vtt())
    refused = press.post(address("-quote", interview.code), {"text": "We shot it by day"}, follow=True)
    press.post(address("-quote", interview.code), {"text": "There was one lamp"})

    assert "These words do not stand so" in refused.content.decode()
    quote = interview.quotes.get()
    assert (quote.text, quote.speaker, quote.starts_ms) == ("There was one lamp", "Ada Ferro", 3000)
    press.post(address("-new-article"), {"headline": "One lamp", "slug": "one", "body": "x", "film": "the-long-loom"})
    editor = press.get(address("-article", Article.objects.get().code)).content.decode()
    assert "“There was one lamp” — Ada Ferro" in editor
    press.post(address("-unquote", interview.code, quote.code))
    assert not interview.quotes.exists()


def test_day_is_composed_traced_and_scheduled(press: Client, interview: Interview) -> None:
    page = press.get(address("-compose"), {"edition": "2031-03"}).content.decode()
    assert "Begin with" in page
    part = press.get(
        address("-compose"), {"edition": "2031-03", "hook": "premiere:tide-table"}, headers={"HX-Request": "true"}
    ).content.decode()
    assert "<html" not in part
    assert "<em>Tide Table</em> has its Los Angeles premiere" in part

    press.post(address("-compose"), {"edition": "2031-03", "hook": "premiere:tide-table", "films": ["tide-table"]})
    article = Article.objects.get()
    assert article.headline == "Los Angeles premiere: Tide Table"
    editor = press.get(address("-article", article.code)).content.decode()
    assert "Where each sentence comes from" in editor
    assert "Tide Table: premiere, computed from its showings" in editor

    press.post(address("-publish", article.code), {"at": "2031-03-09T09:00"})
    article.refresh_from_db()
    assert article.published_at is not None
    assert article.published_at > timezone.now()
    assert "to come" in press.get(address()).content.decode()
    nothing = press.post(address("-compose"), {"edition": "2031-03", "hook": "crowd:tide-table"})
    assert "Choose one of the hooks" in nothing.content.decode()


def test_published_article_is_corrected_with_a_note(press: Client, interview: Interview) -> None:
    told = {"headline": "Looms", "slug": "looms", "body": "In 1911."}
    press.post(address("-new-article"), told)
    article = Article.objects.get()
    assert "Correction note" not in press.get(address("-article", article.code)).content.decode()
    press.post(address("-publish", article.code))

    press.post(address("-article", article.code), told | {"body": "In 1910.", "note": "It was 1910.", "seen": "1"})
    late = press.post(address("-article", article.code), told | {"body": "In 1909.", "seen": "1"}).content.decode()

    article.refresh_from_db()
    assert (article.body, article.corrections.get().note) == ("In 1910.", "It was 1910.")
    assert "Your text is still here" in late
    assert "In 1909." in late
