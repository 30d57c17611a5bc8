"""The tus protocol as a client meets it, and the plain way without scripts."""

import hashlib
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from matinee.accounts.models import User
from matinee.entries.actions import withdraw_entry
from matinee.entries.models import Entry
from matinee.films.actions import check_upload
from matinee.films.models import Caption, Upload
from matinee.films.states import UploadState

WEBM = (Path(__file__).parents[1] / "films" / "reels" / "lamp.webm").read_bytes()
SPEAKS = {"HTTP_TUS_RESUMABLE": "1.0.0"}
SRT = (
    b"1\r\n00:00:01,500 --> 00:00:03,000\r\n<font color=red>The <i>lamp</i> & I</font>\r\n\r\n"
    b"2\r\n00:00:00,200 --> 00:00:01,000\r\nNight.\r\n"
)


def base(entry: Entry) -> str:
    return f"/lounge/entries/{entry.code}/uploads/"


def create(client: Client, entry: Entry, size: int = len(WEBM), **headers: str) -> HttpResponse:
    name = b64encode("Lämpchen, final.webm".encode()).decode()
    more = {"HTTP_UPLOAD_LENGTH": str(size), "HTTP_UPLOAD_METADATA": f"filename {name},is_x", **SPEAKS, **headers}
    return client.generic("POST", base(entry), **more)  # type: ignore[return-value]


def patch(client: Client, at: str, content: bytes, offset: int, **headers: str) -> HttpResponse:
    more = {"HTTP_UPLOAD_OFFSET": str(offset), **SPEAKS, **headers}
    return client.generic("PATCH", at, content, "application/offset+octet-stream", **more)  # type: ignore[return-value]


def test_film_arrives_in_parts_by_the_protocol(lounge: Client, draft: Entry) -> None:
    at = create(lounge, draft)["Location"]

    first = patch(lounge, at, WEBM[:7000], 0)
    asked = lounge.head(at, **SPEAKS)
    last = patch(lounge, at, WEBM[7000:], 7000)

    assert (first.status_code, first["Upload-Offset"]) == (204, "7000")
    assert (asked.status_code, asked["Upload-Offset"], asked["Upload-Length"]) == (200, "7000", str(len(WEBM)))
    assert asked["Cache-Control"] == "no-store"
    assert asked["Upload-Expires"].endswith("GMT")
    assert (last.status_code, last["Upload-Offset"]) == (204, str(len(WEBM)))
    upload = Upload.objects.get()
    assert (upload.name, upload.state) == ("Lämpchen, final.webm", UploadState.CHECKING)
    assert "We look at it now" in lounge.get(base(draft) + "state/").content.decode()
    check_upload(upload=upload)
    page = lounge.get(f"/lounge/entries/{draft.code}/screener/").content.decode()
    assert "is what our reviewers watch" in page
    assert "0:12" in page


def test_server_says_what_it_speaks(lounge: Client, draft: Entry) -> None:
    answer = lounge.options(base(draft))

    assert answer.status_code == 204
    assert answer["Tus-Version"] == answer["Tus-Resumable"] == "1.0.0"
    assert answer["Tus-Extension"] == "creation,checksum,expiration,termination"
    assert answer["Tus-Max-Size"] == str(20 * 10**9)
    assert answer["Tus-Checksum-Algorithm"] == "sha1,sha256"


def test_every_lie_has_its_status(lounge: Client, draft: Entry) -> None:
    at = create(lounge, draft)["Location"]
    digest = b64encode(hashlib.sha1(b"other").digest()).decode()  # noqa: S324  tus asks for it

    statuses = {
        "other protocol": lounge.generic("PATCH", at, HTTP_TUS_RESUMABLE="0.2.2").status_code,
        "forty gigabytes": create(lounge, draft, size=40 * 10**9).status_code,
        "no size": create(lounge, draft, HTTP_UPLOAD_LENGTH="many").status_code,
        "later size": create(lounge, draft, HTTP_UPLOAD_DEFER_LENGTH="1").status_code,
        "offset": patch(lounge, at, b"abc", 5).status_code,
        "negative offset": patch(lounge, at, b"abc", -5).status_code,
        "more than said": patch(lounge, at, WEBM + b"x", 0).status_code,
        "type": lounge.generic("PATCH", at, b"abc", "text/plain", HTTP_UPLOAD_OFFSET="0", **SPEAKS).status_code,
        "checksum": patch(lounge, at, b"abc", 0, HTTP_UPLOAD_CHECKSUM=f"sha1 {digest}").status_code,
        "odd checksum": patch(lounge, at, b"abc", 0, HTTP_UPLOAD_CHECKSUM="crc32 AAAA").status_code,
    }

    assert statuses == {
        "other protocol": 412, "forty gigabytes": 413, "no size": 400, "later size": 400, "offset": 409,
        "negative offset": 400, "more than said": 400, "type": 415, "checksum": 460, "odd checksum": 400,
    }  # fmt: skip
    assert Upload.objects.get().received == 0
    assert "75 MB a minute" in create(lounge, draft, size=40 * 10**9).content.decode()


def test_upload_can_be_ended_also_through_proxies_that_know_only_post(lounge: Client, draft: Entry) -> None:
    at = create(lounge, draft)["Location"]

    gone = lounge.generic("POST", at, HTTP_X_HTTP_METHOD_OVERRIDE="DELETE", **SPEAKS)

    assert gone.status_code == 204
    assert lounge.head(at, **SPEAKS).status_code == 410
    assert patch(lounge, at, WEBM, 0).status_code == 410


def test_upload_of_somebody_else_is_not_there(
    lounge: Client, draft: Entry, signed_in: Callable[[User], Client], make_user: Callable[..., User]
) -> None:
    at = create(lounge, draft)["Location"]
    stranger = signed_in(make_user("other@example.org"))

    answers = [stranger.head(at, **SPEAKS), patch(stranger, at, WEBM, 0), create(stranger, draft)]

    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert patch(Client(), at, WEBM, 0).status_code == 302
    assert Upload.objects.get().received == 0


def test_upload_needs_the_token_of_the_page(draft: Entry, maker: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(maker, backend="django.contrib.auth.backends.ModelBackend")

    assert create(client, draft).status_code == 403


def test_closed_entry_takes_no_film(lounge: Client, sent: Entry, maker: User) -> None:
    withdraw_entry(entry=sent, by=maker)

    assert create(lounge, sent).status_code == 409


def test_small_film_comes_by_a_plain_form(lounge: Client, draft: Entry, settings: Any) -> None:
    posted = lounge.post(base(draft) + "plain/", {"film": SimpleUploadedFile("lamp.webm", WEBM)}, follow=True)
    assert "The film is here" in posted.content.decode()
    assert check_upload(upload=Upload.objects.get()).state == UploadState.READY

    settings.UPLOAD_MAX_BYTES = 100
    refused = lounge.post(base(draft) + "plain/", {"film": SimpleUploadedFile("lamp.webm", WEBM)}, follow=True)
    assert "give a link" in refused.content.decode()
    assert "Choose the film" in lounge.post(base(draft) + "plain/", follow=True).content.decode()


def test_captions_are_read_cleaned_and_taken_out(lounge: Client, draft: Entry) -> None:
    lounge.post(base(draft) + "captions/", {"language": "Italian", "captions": SimpleUploadedFile("a.srt", SRT)})
    caption = Caption.objects.get()
    assert (caption.language, caption.text) == (
        "it",
        "WEBVTT\n\n00:00:00.200 --> 00:00:01.000\nNight.\n\n00:00:01.500 --> 00:00:03.000\nThe <i>lamp</i> &amp; I\n",
    )

    bad = lounge.post(
        base(draft) + "captions/", {"language": "it", "captions": SimpleUploadedFile("a.srt", b"\xff\x00")}, follow=True
    )
    assert "UTF-8" in bad.content.decode()
    lounge.post(base(draft) + "captions/", {"remove": "it"})
    assert not Caption.objects.exists()


def test_download_is_the_makers_to_allow(lounge: Client, draft: Entry) -> None:
    at = create(lounge, draft)["Location"]
    patch(lounge, at, WEBM, 0)
    upload = check_upload(upload=Upload.objects.get())

    lounge.post(f"{at}sharing/", {"may_download": "on"})

    upload.refresh_from_db()
    assert upload.may_download


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"WEBVTT\n\nno cue here",
        b"1\n00:00:05,000 --> 00:00:01,000\nBack\n",
        b"1\n00:00 --> soon\nx\n",
        b"\xe9t\xe9",
    ],
)
def test_captions_that_cannot_be_read_are_refused(lounge: Client, draft: Entry, content: bytes) -> None:
    lounge.post(base(draft) + "captions/", {"language": "it", "captions": SimpleUploadedFile("a.vtt", content + b" ")})

    assert not Caption.objects.exists()
