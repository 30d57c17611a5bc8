"""Uploads: nothing that was answered for is lost, and nothing that is no film becomes a screener."""

import errno
import hashlib
import io
import shutil
import zipfile
from collections import namedtuple
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.core.files.storage import default_storage
from django.utils import timezone

from matinee.accounts.models import User
from matinee.festival.models import Festival
from matinee.films.actions import (
    Checksum,
    change_film,
    check_upload,
    drop_upload,
    receive,
    record_film,
    set_screener,
    set_still,
    start_upload,
    sweep_uploads,
)
from matinee.films.actions.uploads import part_path
from matinee.films.errors import (
    AllLanesTaken,
    ChecksumMismatch,
    NoRoom,
    OffsetMismatch,
    TooLarge,
    TooManyUploads,
    UploadGone,
    UploadHeld,
)
from matinee.films.models import Film, Screener, Upload
from matinee.films.queries import screener_of, uploads_of
from matinee.films.rules.media import remarks_of
from matinee.films.states import UploadState
from matinee.kit import media, parts
from matinee.kit.errors import InvalidInput
from matinee.mailroom.models import Letter
from matinee.workflows.take_screener import check

REELS = Path(__file__).parent / "reels"
WEBM = (REELS / "lamp.webm").read_bytes()
MP4 = (REELS / "lamp.mp4").read_bytes()


@pytest.fixture
def maker(make_user: Callable[..., User]) -> User:
    return make_user("maker@example.org", "Mara Maker")


@pytest.fixture
def film(festival: Festival, maker: User) -> Film:
    return record_film(festival=festival, title="The Lamplighter", by=maker, running_time_s=12)


def begin(film: Film, maker: User, size: int = len(WEBM), name: str = "lamp.webm") -> Upload:
    return start_upload(film=film, name=name, size=size, by=maker)


def send(upload: Upload, content: bytes, offset: int = 0, length: int | None = None, **more: Any) -> Upload:
    size = len(content) if length is None else length
    return receive(upload=upload, offset=offset, length=size, read=io.BytesIO(content).read, by=None, **more)


def whole(film: Film, maker: User, content: bytes, name: str = "lamp.webm") -> Upload:
    """Send a file in one go and look at it."""
    return check_upload(upload=send(begin(film, maker, len(content), name), content))


def test_upload_in_pieces_with_a_dropped_line_becomes_the_screener(film: Film, maker: User) -> None:
    upload = begin(film, maker)

    first = send(upload, WEBM[:10_000])
    cut = send(upload, WEBM[10_000:17_000], 10_000, length=len(WEBM) - 10_000)
    last = send(upload, WEBM[17_000:], 17_000)
    check.call(last.code)

    upload.refresh_from_db()
    assert (first.received, cut.received, last.received) == (10_000, 17_000, len(WEBM))
    assert (upload.state, upload.sha256) == (UploadState.READY, hashlib.sha256(WEBM).hexdigest())
    assert (upload.running_time_s, upload.is_playable, upload.name) == (12, True, "lamp.webm")
    assert Path(default_storage.path(upload.file.name)).read_bytes() == WEBM
    assert not part_path(upload).exists()
    screener = screener_of(film)
    assert screener is not None
    assert screener.upload == upload


def test_bytes_are_on_the_disk_before_they_are_answered_for(
    film: Film, maker: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[str, int]] = []
    monkeypatch.setattr(parts.Part, "sync", lambda part: told.append(("sync", part.at)))
    upload = send(begin(film, maker), WEBM[:5000])

    assert told == [("sync", 5000)]
    assert upload.received == 5000


def test_offset_lies_are_refused_and_change_nothing(film: Film, maker: User) -> None:
    upload = send(begin(film, maker), WEBM[:5000])

    for offset in (0, 4999, 5001, len(WEBM)):
        with pytest.raises(OffsetMismatch, match="5000"):
            send(upload, WEBM, offset)
    with pytest.raises(InvalidInput):
        send(upload, WEBM, 5000)

    upload.refresh_from_db()
    assert (upload.received, upload.holder) == (5000, "")


def test_second_writer_is_kept_out_until_the_first_falls_silent(film: Film, maker: User) -> None:
    upload = begin(film, maker)
    second: list[str] = []

    def slow(size: int) -> bytes:
        if not second:
            with pytest.raises(UploadHeld):
                send(upload, WEBM)
            second.append("kept out")
            return WEBM[:5000]
        return b""

    receive(upload=upload, offset=0, length=len(WEBM), read=slow, by=None)

    assert second == ["kept out"]
    assert send(upload, WEBM[5000:], 5000).state == UploadState.CHECKING


def test_writer_that_lost_its_lease_writes_no_more(film: Film, maker: User) -> None:
    upload = begin(film, maker)

    def overtaken(size: int) -> bytes:
        Upload.objects.filter(pk=upload.pk).update(held_until=timezone.now() - timedelta(seconds=1))
        send(upload, WEBM[:3000])
        return b"\0" * 1000

    with pytest.raises(UploadHeld):
        receive(upload=upload, offset=0, length=1000, read=overtaken, by=None)

    upload.refresh_from_db()
    assert upload.received == 3000


def test_only_so_many_films_arrive_at_once(film: Film, maker: User, settings: Any) -> None:
    settings.UPLOAD_LANES = 1
    first, second = begin(film, maker), begin(film, maker)
    Upload.objects.filter(pk=first.pk).update(held_until=timezone.now() + timedelta(seconds=20))

    with pytest.raises(AllLanesTaken):
        send(second, WEBM)


def test_checksum_counts_all_or_nothing(film: Film, maker: User) -> None:
    upload, good = begin(film, maker), Checksum("sha1", hashlib.sha1(WEBM[:4000]).digest())  # noqa: S324  tus asks for it

    with pytest.raises(ChecksumMismatch):
        send(upload, WEBM[:3999] + b"!", checksum=good)
    with pytest.raises(ChecksumMismatch):
        send(upload, WEBM[:2000], length=4000, checksum=good)
    upload.refresh_from_db()
    assert upload.received == 0
    assert send(upload, WEBM[:4000], checksum=good).received == 4000


def test_forty_gigabytes_are_refused_before_the_first_byte(film: Film, maker: User) -> None:
    with pytest.raises(TooLarge, match="At most 20 GB"):
        begin(film, maker, size=40 * 10**9)
    with pytest.raises(InvalidInput, match="empty"):
        begin(film, maker, size=0)

    assert not Upload.objects.exists()


def test_one_person_holds_few_unfinished_uploads(film: Film, maker: User, settings: Any) -> None:
    settings.UPLOADS_OPEN_MOST = 2
    begin(film, maker)
    second = begin(film, maker)

    with pytest.raises(TooManyUploads):
        begin(film, maker)
    drop_upload(upload=second, by=maker)
    assert begin(film, maker).state == UploadState.RECEIVING


def test_full_disk_is_told_and_keeps_what_fitted(film: Film, maker: User, monkeypatch: pytest.MonkeyPatch) -> None:
    upload, write = begin(film, maker), parts.Part.write

    def full(part: parts.Part, block: bytes) -> None:
        if part.at >= 6000:
            raise OSError(errno.ENOSPC, "No space left on device")
        write(part, block)

    monkeypatch.setattr(parts.Part, "write", full)
    monkeypatch.setattr("matinee.films.actions.uploads.BLOCK_BYTES", 2000)
    with pytest.raises(NoRoom):
        send(upload, WEBM)

    upload.refresh_from_db()
    assert (upload.received, upload.held_until) == (6000, None)


def test_disk_that_could_not_take_it_is_told_at_once(film: Film, maker: User, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = namedtuple("usage", "total used free")  # noqa: PYI024  shutil's own shape
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(10, 10, 10**6))

    with pytest.raises(NoRoom):
        begin(film, maker)


def zipped() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("film.mp4", b"0" * 10**6)
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"<html><script>alert(1)</script></html>", "not a video"),
        (b"#!/bin/sh\nrm -rf /\n", "not a video"),
        (zipped(), "not a video"),
        (bytes(range(256)) * 40, "not a video"),
        (MP4[:30_000], "ends too early"),
        (WEBM[:20_000], "ends too early"),
    ],
    ids=["page", "script", "zip", "noise", "cut-mp4", "cut-webm"],
)
def test_what_is_no_whole_film_is_refused_and_its_sender_told(
    film: Film, maker: User, content: bytes, words: str, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        upload = whole(film, maker, content, "film.mp4")

    assert upload.state == UploadState.REFUSED
    assert words in upload.state_reason
    assert not Screener.objects.filter(film=film).exists()
    assert not part_path(upload).exists()
    letter = Letter.objects.get(key=f"screener-refused-{upload.code}")
    assert letter.to_email == maker.email
    assert words in letter.body
    assert mail.outbox == []


def test_file_that_hangs_its_reader_is_refused(film: Film, maker: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("matinee.films.actions.checking.measure", lambda path: media.measure(path, patience_s=0.001))

    upload = whole(film, maker, WEBM)

    assert upload.state == UploadState.REFUSED
    assert "could not read" in upload.state_reason


def test_film_that_no_browser_plays_is_taken_and_said_so(film: Film, maker: User) -> None:
    upload = whole(film, maker, (REELS / "prores.mov").read_bytes(), "film.mp4")

    assert (upload.state, upload.is_playable) == (UploadState.READY, False)
    assert upload.file.name.endswith(".mov")
    assert any("H.264" in remark for remark in remarks_of(upload, film))


def test_running_time_that_differs_from_the_entry_is_remarked(film: Film, maker: User) -> None:
    upload = whole(film, maker, MP4, "film.mp4")
    assert remarks_of(upload, film) == []

    change_film(film=film, by=maker, running_time_s=745)

    assert remarks_of(upload, film) == ["The file runs 0:12, the entry says 12:25."]


def test_later_cut_replaces_the_first_and_history_stays(film: Film, maker: User) -> None:
    set_screener(film=film, url="https://video.example.org/lamp", password="hush", by=maker)
    first, second = whole(film, maker, WEBM), whole(film, maker, MP4, "final.mp4")

    first.refresh_from_db()
    screener = Screener.objects.get(film=film)
    assert (first.state, screener.upload, screener.password) == (UploadState.REPLACED, second, "hush")
    assert [one.name for one in uploads_of(film)] == ["final.mp4", "lamp.webm"]
    Upload.objects.filter(pk=first.pk).update(changed_at=timezone.now() - timedelta(days=31))
    assert sweep_uploads(is_dry=True) == ["lamp.webm of The Lamplighter: file of an old cut is deleted"]
    assert (len(sweep_uploads()), sweep_uploads()) == (1, [])
    set_screener(film=film, url="", password="", by=maker)
    screener.refresh_from_db()
    assert (screener.url, screener.upload) == ("", second)


def test_unfinished_uploads_end_when_their_time_is_over(film: Film, maker: User) -> None:
    upload = send(begin(film, maker), WEBM[:5000])
    Upload.objects.filter(pk=upload.pk).update(expires_at=timezone.now() - timedelta(minutes=1))

    with pytest.raises(UploadGone):
        send(upload, WEBM[5000:], 5000)
    assert len(sweep_uploads()) == 1
    upload.refresh_from_db()
    assert upload.state == UploadState.DROPPED


def test_check_that_was_killed_goes_on_where_it_stopped(
    film: Film, maker: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload = send(begin(film, maker), WEBM)
    with monkeypatch.context() as broken:
        broken.setattr("matinee.films.actions.checking._accept", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            check_upload(upload=upload)
    Upload.objects.filter(pk=upload.pk).update(changed_at=timezone.now() - timedelta(hours=1))

    assert len(sweep_uploads()) == 1
    check.call(upload.code)
    upload.refresh_from_db()
    assert upload.state == UploadState.READY
    assert Path(default_storage.path(upload.file.name)).read_bytes() == WEBM


def test_still_that_would_fill_the_memory_is_refused(film: Film, maker: User) -> None:
    """A picture of 40,000 x 40,000 pixels in a few kilobytes, and an archive that calls itself a picture."""
    from PIL import Image  # noqa: PLC0415  only here

    bomb = io.BytesIO()
    Image.new("1", (40_000, 40_000)).save(bomb, "PNG")

    for content in (bomb.getvalue(), zipped()):
        with pytest.raises(InvalidInput, match="80 megapixels"):
            set_still(film=film, image=content, alt="A lamp", by=maker)
    assert not film.still
