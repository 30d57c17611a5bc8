"""Publishing, going back, and what the disk holds."""

import errno
import os
from datetime import date
from pathlib import Path

import pytest

from matinee.festival.actions import plan_edition
from matinee.festival.models import AuditEvent, Edition
from matinee.kit.errors import InvalidInput, Unavailable
from matinee.releases.actions import publish_release, roll_back
from matinee.releases.models import Release
from matinee.releases.queries import content_of, diff, live_release, site_folder, site_manifest
from matinee.releases.rules import Known

PAGE = b"<!doctype html><title>Bill</title>" + b"<p>words</p>" * 50


def state(slug: str, word: bytes, *extra: tuple[str, bytes]) -> list[tuple[str, bytes]]:
    return [(f"{slug}/index.html", PAGE + word), ("index.html", b"home " + word), ("files/a1.css", b"body{}"), *extra]


@pytest.fixture
def april(edition: Edition) -> Edition:
    return plan_edition(festival=edition.festival, slug="2031-04", title="April", starts_on=date(2031, 4, 12), by=None)


def test_release_goes_public_as_plain_files(edition: Edition, releases_root: Path) -> None:
    release = publish_release(edition=edition, files=state("2031-03", b"one"), by=None, note="First")

    folder = releases_root / "live" / "lanterns"
    assert (folder / "2031-03" / "index.html").read_bytes() == PAGE + b"one"
    assert (folder / "2031-03" / "index.html.br").exists()
    assert (folder / "2031-03" / "index.html.gz").exists()
    assert (release.number, release.is_live, release.summary["added"]) == (1, True, 3)
    assert AuditEvent.objects.filter(verb="publish_release").count() == 1


def test_pointer_stays_inside_the_mount(edition: Edition, releases_root: Path) -> None:
    """The server refuses links that lead out of the folder it serves."""
    publish_release(edition=edition, files=state("2031-03", b"one"), by=None)

    assert (releases_root / "live" / "lanterns").resolve().is_relative_to(releases_root / "live")


def test_second_release_takes_over_and_says_what_changed(edition: Edition) -> None:
    first = publish_release(edition=edition, files=state("2031-03", b"one"), by=None)

    second = publish_release(
        edition=edition, files=state("2031-03", b"two", ("2031-03/films/x/index.html", b"x")), by=None
    )

    first.refresh_from_db()
    assert (first.is_live, second.is_live, second.number) == (False, True, 2)
    assert second.summary["changed"] == 2
    assert diff(first, second).added == ("2031-03/films/x/index.html",)
    assert live_release(edition) == second


def test_unchanged_files_are_not_written_again(edition: Edition, releases_root: Path) -> None:
    publish_release(edition=edition, files=state("2031-03", b"one"), by=None)
    before = {path: path.stat().st_ino for path in (releases_root / "objects").rglob("*")}

    publish_release(edition=edition, files=state("2031-03", b"one", ("2031-03/new.txt", b"new")), by=None)

    after = {path: path.stat().st_ino for path in (releases_root / "objects").rglob("*")}
    assert {path: after[path] for path in before} == before
    assert len([path for path in after if path.is_file()]) == len([path for path in before if path.is_file()]) + 1


def test_known_files_are_taken_without_their_content(edition: Edition) -> None:
    first = publish_release(edition=edition, files=state("2031-03", b"one"), by=None)
    known = [(address, Known(str(entry[0]), int(entry[1]))) for address, entry in first.manifest.items()]

    second = publish_release(edition=edition, files=known, by=None)

    assert second.manifest == first.manifest
    assert content_of(site_manifest("lanterns"), "index.html") == b"home one"


def test_editions_keep_each_others_pages(edition: Edition, april: Edition) -> None:
    publish_release(edition=edition, files=state("2031-03", b"march"), by=None)

    publish_release(edition=april, files=state("2031-04", b"april"), by=None)

    site = site_manifest("lanterns")
    assert {"2031-03/index.html", "2031-04/index.html", "index.html"} <= site.keys()
    assert content_of(site, "index.html") == b"home april"


def test_roll_back_brings_the_old_pages_and_leaves_the_other_edition(edition: Edition, april: Edition) -> None:
    first = publish_release(edition=edition, files=state("2031-03", b"one"), by=None)
    publish_release(edition=edition, files=state("2031-03", b"two", ("2031-03/late/index.html", b"x")), by=None)
    publish_release(edition=april, files=state("2031-04", b"april"), by=None)

    roll_back(release=first, by=None)

    site = site_manifest("lanterns")
    assert content_of(site, "2031-03/index.html") == PAGE + b"one"
    assert "2031-03/late/index.html" not in site
    assert content_of(site, "index.html") == b"home april"
    assert Release.objects.get(edition=edition, is_live=True) == first


def test_roll_back_takes_fresh_shared_pages(edition: Edition) -> None:
    first = publish_release(edition=edition, files=state("2031-03", b"one"), by=None)
    publish_release(edition=edition, files=state("2031-03", b"two"), by=None)

    roll_back(release=first, by=None, shared=[("index.html", b"home again")])

    assert content_of(site_manifest("lanterns"), "index.html") == b"home again"


def test_only_the_tree_that_is_up_and_the_one_before_it_stay(edition: Edition, releases_root: Path) -> None:
    for word in (b"one", b"two", b"three", b"four"):
        publish_release(edition=edition, files=state("2031-03", word), by=None)

    trees = list((releases_root / "live" / ".trees" / "lanterns").iterdir())
    assert len(trees) == 2
    assert site_folder("lanterns") in trees


@pytest.mark.parametrize(
    "address", ["../x.html", "/etc/x", "a//b", "a/../b", ".hidden/x", "a\\b", "a/b\n", "a/%2e%2e/b", "", "x" * 401]
)
def test_unsafe_address_is_refused(edition: Edition, releases_root: Path, address: str) -> None:
    with pytest.raises(InvalidInput, match="address"):
        publish_release(edition=edition, files=[(address, b"x")], by=None)

    assert not (releases_root / "live").exists()


def test_nothing_is_no_release(edition: Edition) -> None:
    with pytest.raises(InvalidInput, match="one page at least"):
        publish_release(edition=edition, files=[], by=None)


def test_full_disk_leaves_the_old_release_up(edition: Edition, monkeypatch: pytest.MonkeyPatch) -> None:
    publish_release(edition=edition, files=state("2031-03", b"one"), by=None)

    def full(_path: Path, _content: bytes) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(Unavailable, match="No space left on device"):
        publish_release(edition=edition, files=state("2031-03", b"two"), by=None)

    assert content_of(site_manifest("lanterns"), "index.html") == b"home one"
    assert Release.objects.count() == 1


def test_failed_flip_leaves_rows_and_site_as_they_were(edition: Edition, monkeypatch: pytest.MonkeyPatch) -> None:
    first = publish_release(edition=edition, files=state("2031-03", b"one"), by=None)

    def torn(*_args: object) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(Path, "symlink_to", torn)
    with pytest.raises(Unavailable, match="Input/output"):
        publish_release(edition=edition, files=state("2031-03", b"two"), by=None)

    assert live_release(edition) == first
    assert content_of(site_manifest("lanterns"), "index.html") == b"home one"


def test_file_systems_without_hard_links_get_copies(edition: Edition, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_args: object) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", refused)
    publish_release(edition=edition, files=state("2031-03", b"one"), by=None)

    folder = site_folder("lanterns")
    assert folder is not None
    assert (folder / "2031-03" / "index.html").read_bytes() == PAGE + b"one"
