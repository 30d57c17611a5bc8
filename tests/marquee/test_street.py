"""The street's own door: published files before the application, as browsers and caches want them."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from matinee.marquee import serving
from matinee.marquee.street import Street
from matinee.releases.actions.store import keep_files
from matinee.releases.actions.trees import point_to, raise_tree

PAGE = (
    b"<!doctype html><meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src 'self'\">"
    + b"<p>bill</p>" * 300
)
Ask = Callable[..., tuple[str, dict[str, str], bytes]]


def publish(root: Path, *files: tuple[str, bytes]) -> None:
    whole = [("index.html", PAGE), ("may/index.html", PAGE), ("404.html", b"lost but kind"), *files]
    point_to(root, "lanterns", raise_tree(root, "lanterns", keep_files(root, whole)))


def office(_environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
    start("200 OK", [])
    return [b"office"]


@pytest.fixture
def ask(releases_root: Path) -> Ask:
    """Return a way to ask the street's door."""
    street = Street(office, releases_root)

    def get(path: str, method: str = "GET", **headers: str) -> tuple[str, dict[str, str], bytes]:
        told: list[Any] = []
        environ = {"PATH_INFO": path, "REQUEST_METHOD": method, **{f"HTTP_{k.upper()}": v for k, v in headers.items()}}
        body = b"".join(street(environ, lambda status, pairs: told.extend((status, dict(pairs)))))
        return told[0], told[1], body

    return get


def test_page_comes_with_its_policy_and_its_name(releases_root: Path, ask: Ask) -> None:
    publish(releases_root)

    status, headers, body = ask("/at/lanterns/may/", accept_encoding="gzip, br")

    assert status == "200 OK"
    assert headers["Content-Encoding"] == "br"
    assert headers["Content-Length"] == str(len(body))
    assert headers["Cache-Control"] == "public, max-age=60"
    assert headers["Content-Security-Policy"] == "default-src 'none'; img-src 'self'; frame-ancestors 'self'"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert ask("/at/lanterns/may/", accept_encoding="gzip, br", if_none_match=headers["ETag"])[0] == "304 Not Modified"


def test_new_release_is_seen_at_the_next_request(releases_root: Path, ask: Ask) -> None:
    publish(releases_root)
    before = ask("/at/lanterns/may/")

    publish(releases_root, ("may/index.html", PAGE + b"new"))
    after = ask("/at/lanterns/may/")

    assert after[2] == PAGE + b"new"
    assert before[1]["ETag"] != after[1]["ETag"]


def test_unchanged_page_keeps_its_name_over_releases(releases_root: Path, ask: Ask) -> None:
    publish(releases_root)
    before = ask("/at/lanterns/may/")[1]["ETag"]

    publish(releases_root, ("june/index.html", PAGE + b"june"))

    assert ask("/at/lanterns/may/", if_none_match=before)[0] == "304 Not Modified"


def test_everything_else_goes_to_the_application(releases_root: Path, ask: Ask) -> None:
    publish(releases_root)

    for path in ("/office/", "/at/nowhere/", "/at/.trees/lanterns/", "/at/../lanterns/", "/at/\0/"):
        assert ask(path)[2] == b"office", path


def test_folder_without_its_slash_is_sent_there(releases_root: Path, ask: Ask) -> None:
    publish(releases_root)

    assert ask("/at/lanterns/may")[1]["Location"] == "/at/lanterns/may/"
    assert ask("/at/lanterns")[1]["Location"] == "/at/lanterns/"


def test_lost_readers_get_the_sites_own_words(releases_root: Path, ask: Ask) -> None:
    publish(releases_root)

    status, headers, body = ask("/at/lanterns/files/gone.css")

    assert (status, body) == ("404 Not Found", b"lost but kind")
    assert headers["Cache-Control"] == "public, max-age=60"


def test_large_file_is_sent_in_the_part_that_is_wanted(releases_root: Path, ask: Ask) -> None:
    film = bytes(range(256)) * 8192
    publish(releases_root, ("files/talk.mp4", film))

    whole = ask("/at/lanterns/files/talk.mp4")
    part = ask("/at/lanterns/files/talk.mp4", range="bytes=1000000-1000009")
    tail = ask("/at/lanterns/files/talk.mp4", range="bytes=-5")
    beyond = ask("/at/lanterns/files/talk.mp4", range="bytes=9000000-")

    assert (whole[0], whole[2]) == ("200 OK", film)
    assert (part[0], part[2]) == ("206 Partial Content", film[1000000:1000010])
    assert part[1]["Content-Range"] == f"bytes 1000000-1000009/{len(film)}"
    assert tail[2] == film[-5:]
    assert beyond[0] == "416 Range Not Satisfiable"


def test_head_and_writing(releases_root: Path, ask: Ask) -> None:
    publish(releases_root)

    status, headers, body = ask("/at/lanterns/", method="HEAD")

    assert (status, headers["Content-Length"], body) == ("200 OK", str(len(PAGE)), b"")
    assert ask("/at/lanterns/", method="POST")[0] == "405 Method Not Allowed"


def test_memory_has_an_end(releases_root: Path, ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "MEMORY_BYTES", 3 * len(PAGE))
    pages = [(f"p{n}/index.html", PAGE) for n in range(9)]
    publish(releases_root, *pages)

    answers = [ask(f"/at/lanterns/{address.removesuffix('index.html')}") for address, _ in pages]

    assert {status for status, _headers, _body in answers} == {"200 OK"}


def test_drawings_run_no_code(releases_root: Path, ask: Ask) -> None:
    drawing = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
    publish(releases_root, ("files/card.svg", drawing))

    assert ask("/at/lanterns/files/card.svg")[1]["Content-Security-Policy"].startswith("default-src 'none'")
