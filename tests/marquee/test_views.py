"""Serving the published files through the application, without a database."""

from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from matinee.festival.models import Festival
from matinee.releases.actions.store import keep_files
from matinee.releases.actions.trees import point_to, raise_tree

PAGE = b"<!doctype html><p>bill</p>" * 30


@pytest.fixture
def site(releases_root: Path) -> Path:
    """Publish a handful of files without any row: the files alone are the site."""
    files = [
        ("index.html", PAGE), ("may/index.html", PAGE + b"may"), ("may/calendar.ics", b"BEGIN:VCALENDAR"),
        ("404.html", b"lost but kind"), ("files/abc/x.css", b"body{color:red}" * 30),
    ]  # fmt: skip
    manifest = keep_files(releases_root, files)
    point_to(releases_root, "lanterns", raise_tree(releases_root, "lanterns", manifest))
    (releases_root / "secret.txt").write_text("secret")
    return releases_root


def test_pages_are_served_without_asking_the_database(site: Path, client: Client) -> None:
    """No ``db`` fixture here: one query would fail this test."""
    response = client.get("/at/lanterns/may/")

    assert response.status_code == 200
    assert response.content == PAGE + b"may"
    assert response["Cache-Control"] == "public, max-age=60"


def test_unchanged_page_is_not_sent_again(site: Path, client: Client) -> None:
    first = client.get("/at/lanterns/")

    again = client.get("/at/lanterns/", headers={"If-None-Match": first["ETag"]})

    assert again.status_code == 304
    assert again.content == b""


@pytest.mark.parametrize(
    ("accepts", "coding"), [("br, gzip", "br"), ("gzip", "gzip"), ("br;q=0, gzip", "gzip"), ("", "")]
)
def test_packed_form_is_chosen_by_what_the_reader_takes(site: Path, client: Client, accepts: str, coding: str) -> None:
    response = client.get("/at/lanterns/", headers={"Accept-Encoding": accepts})

    assert response.headers.get("Content-Encoding", "") == coding
    assert "Accept-Encoding" in response["Vary"]


def test_lasting_files_may_be_kept_for_ever(site: Path, client: Client) -> None:
    response = client.get("/at/lanterns/files/abc/x.css")

    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response["Content-Type"] == "text/css; charset=utf-8"


def test_folder_without_its_slash_is_sent_there(site: Path, client: Client) -> None:
    response = client.get("/at/lanterns/may")

    assert (response.status_code, response["Location"]) == (302, "/at/lanterns/may/")


def test_missing_page_gets_the_sites_own_words(site: Path, client: Client) -> None:
    response = client.get("/at/lanterns/june/")

    assert (response.status_code, response.content) == (404, b"lost but kind")


@pytest.mark.parametrize(
    "path",
    [
        "../../../secret.txt", "..%2f..%2f..%2fsecret.txt", "%2e%2e/%2e%2e/%2e%2e/secret.txt",
        "may/../../../../secret.txt",
        "may/%00", "//etc/passwd", ".trees/", "may/index.html/", "may//index.html", "..\\secret.txt", "index.html%0a",
    ],
)  # fmt: skip
def test_no_path_leaves_the_site(site: Path, client: Client, path: str) -> None:
    response = client.get(f"/at/lanterns/{path}")

    assert response.status_code == 404
    assert b"secret" not in response.content


@pytest.mark.django_db
def test_festival_without_a_release_is_not_there(site: Path, client: Client, other_festival: Festival) -> None:
    assert client.get("/at/harbour/").status_code == 404
    assert client.get("/at/.trees/lanterns/").status_code == 404


def test_only_reading_is_allowed(site: Path, client: Client) -> None:
    assert client.post("/at/lanterns/").status_code == 405
    assert client.head("/at/lanterns/").status_code == 200
    assert site == settings.RELEASES_ROOT
