"""Private links, settling, and the site as a plain folder."""

import subprocess
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from matinee.festival.models import Edition
from matinee.kit.errors import Conflict, InvalidInput, NotFound
from matinee.releases.actions import (
    close_preview,
    make_preview,
    publish_release,
    settle_site,
    sweep_previews,
    sweep_sites,
)
from matinee.releases.interchange import export_site
from matinee.releases.models import Preview, Release
from matinee.releases.queries import content_of, preview_of, site_folder, site_manifest

PAGE = b'<!doctype html><html><body class="marquee"><a href="/at/lanterns/2031-03/">Bill</a>' + b"<p>w</p>" * 90


def state(word: bytes) -> list[tuple[str, bytes]]:
    return [("2031-03/index.html", PAGE + word), ("index.html", PAGE + b"home " + word), ("files/a1.css", b"body{}")]


def test_preview_shows_the_site_to_whoever_has_the_link(edition: Edition, client: Client) -> None:
    publish_release(edition=edition, files=state(b"public"), by=None)
    preview = make_preview(edition=edition, files=state(b"secret"), by=None, note="The sponsor")

    page = client.get(f"/preview/{preview.secret}/2031-03/")

    assert b"secret" in page.content
    assert f'href="/preview/{preview.secret}/2031-03/"'.encode() in page.content
    assert b"Preview of March 2031" in page.content
    assert page["X-Robots-Tag"] == "noindex, nofollow"
    assert page["Cache-Control"] == "private, no-store"
    assert content_of(site_manifest("lanterns"), "2031-03/index.html") == PAGE + b"public"


def test_preview_answers_as_a_web_server_would(edition: Edition, client: Client) -> None:
    preview = make_preview(edition=edition, files=[*state(b"x"), ("404.html", PAGE + b"lost")], by=None)
    root = f"/preview/{preview.secret}/"

    assert client.get(f"{root}2031-03")["Location"] == f"{root}2031-03/"
    assert client.get(f"{root}files/a1.css")["Content-Type"] == "text/css; charset=utf-8"
    assert (client.get(f"{root}june/").status_code, b"lost" in client.get(f"{root}june/").content) == (404, True)
    assert client.get("/preview/guessed/").status_code == 404


def test_preview_keeps_no_link_in_plain(edition: Edition) -> None:
    preview = make_preview(edition=edition, files=state(b"x"), by=None)

    with connection.cursor() as cursor:
        cursor.execute("SELECT secret, secret_hash FROM releases_preview")
        kept = cursor.fetchone()

    assert preview.secret not in "".join(kept)
    assert preview_of(preview.secret) == preview


def test_preview_ends(edition: Edition, client: Client) -> None:
    first, second = (make_preview(edition=edition, files=state(b"x"), by=None) for _ in range(2))
    Preview.objects.filter(pk=first.pk).update(expires_at=timezone.now() - timedelta(minutes=1))
    close_preview(preview=second, by=None)

    assert client.get(f"/preview/{first.secret}/").status_code == 404
    assert client.get(f"/preview/{second.secret}/").status_code == 404
    assert sweep_previews(is_dry=True) == ["Preview of March 2031 has run out."]
    sweep_previews(is_dry=False)
    assert Preview.objects.count() == 0


@pytest.mark.parametrize("days", [0, 91])
def test_preview_has_an_end_that_is_believable(edition: Edition, days: int) -> None:
    with pytest.raises(InvalidInput, match="from 1 to 90"):
        make_preview(edition=edition, files=state(b"x"), by=None, days=days)


def test_site_that_ran_ahead_of_its_rows_is_settled(edition: Edition) -> None:
    """A publisher killed between the flip and the commit leaves a whole site that no row speaks of."""
    publish_release(edition=edition, files=state(b"one"), by=None)
    lost = publish_release(edition=edition, files=state(b"two"), by=None)
    Release.objects.filter(pk=lost.pk).delete()
    Release.objects.filter(edition=edition).update(is_live=True)

    told = sweep_sites(is_dry=False)

    assert told == ["The public site of Lantern Nights is again what the releases desk says."]
    assert content_of(site_manifest("lanterns"), "2031-03/index.html") == PAGE + b"one"
    assert settle_site(festival=edition.festival) is False


def test_lost_pointer_is_set_again(edition: Edition, releases_root: Path) -> None:
    publish_release(edition=edition, files=state(b"one"), by=None)
    (releases_root / "live" / "lanterns").unlink()

    sweep_sites(is_dry=False)

    assert site_folder("lanterns") is not None


def test_export_is_a_folder_that_any_server_can_serve(edition: Edition, tmp_path: Path) -> None:
    publish_release(edition=edition, files=state(b"one"), by=None)
    folder = tmp_path / "out"

    done = export_site(edition.festival, folder)

    assert b'href="/2031-03/"' in (folder / "2031-03" / "index.html").read_bytes()
    assert (folder / "2031-03" / "index.html.br").exists()
    assert "immutable" in (folder / "_headers").read_text()
    assert done.files == 5
    checked = subprocess.run(["sha256sum", "-c", "--quiet", "SHA256SUMS"], cwd=folder, capture_output=True, check=False)
    assert checked.returncode == 0


def test_export_takes_another_address_and_replaces_an_earlier_one(edition: Edition, tmp_path: Path) -> None:
    page = PAGE + b'<link rel="canonical" href="http://localhost:8000/at/lanterns/2031-03/">'
    publish_release(edition=edition, files=[("2031-03/index.html", page), ("index.html", PAGE)], by=None)
    folder = tmp_path / "out"
    export_site(edition.festival, folder)
    kept = (folder / "2031-03" / "index.html").read_text()

    export_site(edition.festival, folder, address="https://lanterns.example/past")

    written = (folder / "2031-03" / "index.html").read_text()
    assert 'href="http://localhost:8000/at/lanterns/2031-03/"' in kept
    assert 'href="https://lanterns.example/past/2031-03/"' in written
    assert 'href="/past/2031-03/"' in written


def test_export_never_overwrites_something_else(edition: Edition, tmp_path: Path) -> None:
    folder = tmp_path / "thesis"
    folder.mkdir()
    (folder / "chapter.txt").write_text("mine")

    with pytest.raises(NotFound, match="nothing public"):
        export_site(edition.festival, folder)
    publish_release(edition=edition, files=state(b"one"), by=None)
    with pytest.raises(Conflict, match="holds something else"):
        export_site(edition.festival, folder)

    assert (folder / "chapter.txt").read_text() == "mine"
