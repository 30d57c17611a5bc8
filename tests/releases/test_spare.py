"""The tree before the one that is up is changed into the next one; what is up is the same as if laid out anew."""

import os
import shutil
from pathlib import Path

import pytest

from matinee.festival.models import Edition
from matinee.releases.actions import publish_release, roll_back, spare
from matinee.releases.queries import site_folder, site_manifest
from matinee.releases.rules import Manifest, is_text, object_path
from tests.releases.test_publishing import state

LONG = b"word " * 100


def up(root: Path) -> set[tuple[str, int]]:
    """Return the files that are up, each with its inode: which content of the store it is."""
    folder = site_folder("lanterns")
    assert folder is not None
    found = [Path(place, name) for place, _folders, names in os.walk(folder) for name in names]
    return {(path.relative_to(folder).as_posix(), path.stat().st_ino) for path in found}


def wanted(root: Path, site: Manifest) -> set[tuple[str, int]]:
    """Return the files that a site laid out anew would hold."""
    found = set()
    for address, entry in site.items():
        for suffix in ("", ".br", ".gz") if is_text(address) else ("",):
            path = object_path(root, f"{entry[0]}{suffix}")
            if path.exists():
                found.add((address + suffix, path.stat().st_ino))
    return found


def test_every_release_is_up_as_if_laid_out_anew(edition: Edition, releases_root: Path) -> None:
    states = [
        state("2031-03", b"one", ("2031-03/films/x/index.html", b"x"), ("2031-03/films/y/index.html", LONG)),
        state("2031-03", b"two", ("2031-03/films/x/index.html", LONG)),
        state("2031-03", b"three", ("2031-03/films/x/index.html", b"x"), ("2031-03/deep/er/z/index.html", LONG)),
        state("2031-03", b"four", ("2031-03/films", b"a file where a folder was"), ("2031-03/deep/index.html", b"z")),
        state("2031-03", b"five", ("2031-03/films/x/index.html", b"x"), ("2031-03/deep", b"a file again")),
    ]
    releases = []
    for files in states:
        releases.append(publish_release(edition=edition, files=files, by=None))
        assert up(releases_root) == wanted(releases_root, site_manifest("lanterns"))
    for release in releases[::-2]:
        roll_back(release=release, by=None)
        assert up(releases_root) == wanted(releases_root, site_manifest("lanterns"))


def test_emptied_folders_leave_nothing_behind(edition: Edition) -> None:
    for word, more in ((b"one", [("2031-03/films/x/index.html", b"x")]), (b"two", []), (b"three", [])):
        publish_release(edition=edition, files=state("2031-03", word, *more), by=None)

    folder = site_folder("lanterns")
    assert folder is not None
    assert not (folder / "2031-03" / "films").exists()


def test_only_what_changes_is_linked(edition: Edition, monkeypatch: pytest.MonkeyPatch) -> None:
    many = [(f"2031-03/films/{n}/index.html", b"film %d" % n) for n in range(20)]
    for word in (b"one", b"two"):
        publish_release(edition=edition, files=state("2031-03", word, *many), by=None)
    linked: list[str] = []
    monkeypatch.setattr(spare, "lay_out", lambda _root, site, _folder: linked.extend(site))

    publish_release(edition=edition, files=state("2031-03", b"three", *many), by=None)

    assert sorted(linked) == ["2031-03/index.html", "index.html"]


def test_a_spare_tree_that_somebody_was_in_is_not_used(edition: Edition, releases_root: Path) -> None:
    publish_release(edition=edition, files=state("2031-03", b"one"), by=None)
    before = site_folder("lanterns")
    assert before is not None
    publish_release(edition=edition, files=state("2031-03", b"two"), by=None)
    shutil.rmtree(before / "2031-03")

    publish_release(edition=edition, files=state("2031-03", b"three"), by=None)

    assert up(releases_root) == wanted(releases_root, site_manifest("lanterns"))


def test_a_spare_tree_from_a_backup_is_not_used(edition: Edition, releases_root: Path) -> None:
    """It may have been copied while it changed."""
    publish_release(edition=edition, files=state("2031-03", b"one", ("2031-03/films/x/index.html", b"x")), by=None)
    before = site_folder("lanterns")
    assert before is not None
    publish_release(edition=edition, files=state("2031-03", b"two", ("2031-03/films/x/index.html", b"x")), by=None)
    before.rename(releases_root / "old")
    shutil.copytree(releases_root / "old", before, copy_function=os.link)
    (before / "2031-03" / "films" / "x" / "index.html").unlink()

    publish_release(edition=edition, files=state("2031-03", b"three", ("2031-03/films/x/index.html", b"x")), by=None)

    assert up(releases_root) == wanted(releases_root, site_manifest("lanterns"))


def test_a_tree_that_was_never_up_is_not_used(edition: Edition, releases_root: Path) -> None:
    """A publisher that was killed may have left one that is not whole."""
    publish_release(edition=edition, files=state("2031-03", b"one"), by=None)
    folder = site_folder("lanterns")
    assert folder is not None
    left = folder.with_name("left")
    left.mkdir()
    record = releases_root / "records" / "lanterns"
    shutil.copyfile(record / f"{folder.name}.json", record / "left.json")

    for word in (b"two", b"three"):
        publish_release(edition=edition, files=state("2031-03", word), by=None)
        assert up(releases_root) == wanted(releases_root, site_manifest("lanterns"))
    assert not left.exists()
