"""A film's bytes: for one person, by the range, and for nobody else."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from matinee.accounts.models import User
from matinee.entries.actions import open_call, receive_entry
from matinee.entries.models import Entry
from matinee.festival.models import Festival
from matinee.festival.states import Role
from matinee.films.actions import allow_download, check_upload, receive, record_film, set_caption, start_upload
from matinee.films.models import Upload
from matinee.preselection.actions import assign, recuse
from matinee.web.screening import ranges
from matinee.web.screening.showing import showing_of

WEBM = (Path(__file__).parents[1] / "films" / "reels" / "lamp.webm").read_bytes()


@pytest.fixture
def maker(make_user: Callable[..., User]) -> User:
    return make_user("maker@example.org", "Mara Maker")


@pytest.fixture
def entry(festival: Festival, maker: User) -> Entry:
    """Return an entry in the running."""
    call = open_call(festival=festival, slug="all-year", title="All year", by=None)
    film = record_film(festival=festival, title="The Lamplighter", by=maker, running_time_s=12, owner=maker)
    return receive_entry(call=call, film=film, by=None, sender=maker)


@pytest.fixture
def upload(entry: Entry, maker: User) -> Upload:
    """Return its film as an uploaded file."""
    started = start_upload(film=entry.film, name="lamp.webm", size=len(WEBM), by=maker)
    return check_upload(
        upload=receive(upload=started, offset=0, length=len(WEBM), read=io.BytesIO(WEBM).read, by=maker)
    )


@pytest.fixture
def reviewer(member: Callable[[Role], User], entry: Entry) -> User:
    """Return a reviewer who was dealt the entry."""
    user = member(Role.REVIEWER)
    assign(entries=[entry], reviewers=[user], by=None)
    return user


def body(response: HttpResponse) -> bytes:
    return b"".join(response.streaming_content)  # type: ignore[attr-defined]


def test_film_is_sent_by_the_range(upload: Upload, reviewer: User, signed_in: Callable[[User], Client]) -> None:
    client, href = signed_in(reviewer), showing_of(upload, reviewer).href
    size = len(WEBM)

    whole = client.get(href)
    some = client.get(href, HTTP_RANGE="bytes=100-299")
    end = client.get(href, HTTP_RANGE="bytes=-50")
    rest = client.get(href, HTTP_RANGE=f"bytes={size - 10}-")
    other = client.get(href, HTTP_RANGE="bytes=100-299", HTTP_IF_RANGE='"another-cut"')
    same = client.get(href, HTTP_RANGE="bytes=0-9", HTTP_IF_RANGE=whole["ETag"])
    beyond = client.get(href, HTTP_RANGE=f"bytes={size}-")
    several = client.get(href, HTTP_RANGE="bytes=0-1,5-6")
    head = client.head(href)

    assert (whole.status_code, body(whole)) == (200, WEBM)
    assert (some.status_code, some["Content-Range"], body(some)) == (206, f"bytes 100-299/{size}", WEBM[100:300])
    assert (end.status_code, body(end)) == (206, WEBM[-50:])
    assert (rest.status_code, body(rest)) == (206, WEBM[-10:])
    assert (other.status_code, body(other)) == (200, WEBM)
    assert (same.status_code, body(same)) == (206, WEBM[:10])
    assert (beyond.status_code, beyond["Content-Range"]) == (416, f"bytes */{size}")
    assert (several.status_code, body(several)) == (200, WEBM)
    assert (head.status_code, head["Content-Length"], head["Accept-Ranges"]) == (200, str(size), "bytes")
    assert whole["Content-Type"] == "video/webm"
    assert whole["Cache-Control"] == "private, no-store"
    assert whole["X-Content-Type-Options"] == "nosniff"
    assert whole["Content-Disposition"] == 'inline; filename="the-lamplighter.webm"'


def test_open_range_is_answered_with_a_part_of_it(
    upload: Upload, reviewer: User, signed_in: Callable[[User], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ranges, "MOST_AT_ONCE", 1000)
    answer = signed_in(reviewer).get(showing_of(upload, reviewer).href, HTTP_RANGE="bytes=0-")

    assert (answer["Content-Range"], len(body(answer))) == (f"bytes 0-999/{len(WEBM)}", 1000)


def test_film_is_closed_to_everybody_else(
    upload: Upload, reviewer: User, other_festival: Festival, member: Callable[[Role], User],
    signed_in: Callable[[User], Client],
) -> None:  # fmt: skip
    """A link that was passed on, one's own for another's film, an address that was guessed."""
    director, maker, stranger = (User.objects.get(email=f"{n}@example.org") for n in ("director", "maker", "stranger"))
    press = member(Role.PRESS)
    href = showing_of(upload, reviewer).href

    statuses = {
        "passed on": signed_in(director).get(href).status_code,
        "signed out": Client().get(href).status_code,
        "another festival": signed_in(stranger).get(showing_of(upload, stranger).href).status_code,
        "not dealt": signed_in(press).get(showing_of(upload, press).href).status_code,
        "altered": signed_in(reviewer).get(href.replace("/film/", "x/film/")).status_code,
        "guessed": signed_in(reviewer).get("/screeners/WyJ4Il0:1:x/film/").status_code,
        "its maker": signed_in(maker).get(showing_of(upload, maker).href).status_code,
        "staff": signed_in(director).get(showing_of(upload, director).href).status_code,
    }

    assert statuses == {
        "passed on": 404, "signed out": 302, "another festival": 404, "not dealt": 404, "altered": 404, "guessed": 404,
        "its maker": 200, "staff": 200,
    }  # fmt: skip


def test_staff_and_maker_are_led_to_an_address_of_their_own(
    upload: Upload, reviewer: User, member: Callable[[Role], User], signed_in: Callable[[User], Client]
) -> None:
    director, maker = (User.objects.get(email=f"{name}@example.org") for name in ("director", "maker"))
    href = f"/screeners/open/{upload.code}/"

    for person in (director, maker, reviewer):
        assert signed_in(person).get(href, follow=True)["Content-Type"] == "video/webm"
    assert signed_in(member(Role.PRESS)).get(href).status_code == 404


def test_recused_reviewer_loses_the_film_at_once(
    upload: Upload, entry: Entry, reviewer: User, director: User, signed_in: Callable[[User], Client]
) -> None:
    href = showing_of(upload, reviewer).href
    assert signed_in(reviewer).get(href).status_code == 200

    recuse(entry=entry, reviewer=reviewer, reason="My sister edited it.", by=reviewer)
    recuse(entry=entry, reviewer=director, reason="Mine in part.", by=director)

    assert signed_in(reviewer).get(href).status_code == 404
    assert signed_in(director).get(showing_of(upload, director).href).status_code == 404


def test_link_that_has_run_out_is_told_kindly(
    upload: Upload, reviewer: User, signed_in: Callable[[User], Client], settings: Any
) -> None:
    href = showing_of(upload, reviewer).href
    settings.SCREENER_LINK_SECONDS = -1

    answer = signed_in(reviewer).get(href)

    assert answer.status_code == 404
    assert "This link has run out. Open the page it came from" in answer.content.decode()


def test_copy_is_saved_only_where_its_makers_allow(
    upload: Upload, reviewer: User, signed_in: Callable[[User], Client]
) -> None:
    client, href = signed_in(reviewer), showing_of(upload, reviewer).href
    assert client.get(f"{href}?save").status_code == 403
    assert showing_of(upload, reviewer).save_href == ""

    allow_download(upload=upload, allowed=True, by=None)

    saved = client.get(showing_of(upload, reviewer).save_href)
    assert saved["Content-Disposition"] == 'attachment; filename="the-lamplighter.webm"'


def test_nginx_or_the_store_may_send_the_bytes(
    upload: Upload, reviewer: User, signed_in: Callable[[User], Client], settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, href = signed_in(reviewer), showing_of(upload, reviewer).href

    def elsewhere(name: str) -> str:
        raise NotImplementedError

    monkeypatch.setattr(upload.file.storage, "path", elsewhere)
    sent_on = client.get(href)
    settings.ACCEL_PREFIX = "/protected/"
    handed = client.get(href)

    assert (sent_on.status_code, sent_on["Location"]) == (302, upload.file.url)
    assert handed["X-Accel-Redirect"] == f"/protected/screeners/{upload.code}.webm"
    assert (handed["Content-Type"], handed.content) == ("video/webm", b"")


def test_captions_come_with_the_film(upload: Upload, reviewer: User, signed_in: Callable[[User], Client]) -> None:
    set_caption(film=upload.film, language="es", content=b"1\n00:00:01,000 --> 00:00:02,000\nNoche\n", by=None)
    client, track = signed_in(reviewer), showing_of(upload, reviewer).tracks[0]

    answer = client.get(track.href)

    assert (track.language, answer["Content-Type"]) == ("es", "text/vtt; charset=utf-8")
    assert answer.content.decode().endswith("00:00:01.000 --> 00:00:02.000\nNoche\n")
    assert client.get(track.href.replace("/es/", "/it/")).status_code == 404
