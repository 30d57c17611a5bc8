"""Tidying the store: what is named stays, what nothing names goes, and never while somebody publishes."""

import os
import time
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from matinee.festival.models import Edition
from matinee.releases.actions import close_preview, make_preview, publish_release, roll_back, store_in_use, tidy_store

PAGE = b"<!doctype html><title>Bill</title>" + b"<p>words</p>" * 50


def state(word: bytes) -> list[tuple[str, bytes]]:
    return [("2031-03/index.html", PAGE + word), ("index.html", b"home " + word)]


def contents(root: Path) -> set[str]:
    """Age everything in the store by two hours, and return its names."""
    found = [path for path in (root / "objects").rglob("*") if path.is_file()]
    for path in found:
        os.utime(path, (time.time() - 7200,) * 2)
    return {path.name for path in found}


def test_contents_of_a_closed_preview_go_and_every_release_can_come_back(edition: Edition, releases_root: Path) -> None:
    first = publish_release(edition=edition, files=state(b"one"), by=None)
    publish_release(edition=edition, files=state(b"two"), by=None)
    before = contents(releases_root)
    close_preview(preview=make_preview(edition=edition, files=state(b"three"), by=None), by=None)
    extra = len(contents(releases_root) - before)

    told = tidy_store(is_dry=True)
    done = tidy_store()

    assert (told, done.files, done.kept) == (done, extra, len(before))
    assert contents(releases_root) == before
    roll_back(release=first, by=None)
    assert (releases_root / "live" / "lanterns" / "2031-03" / "index.html").read_bytes() == PAGE + b"one"


def test_contents_of_an_open_preview_and_young_ones_stay(edition: Edition, releases_root: Path) -> None:
    make_preview(edition=edition, files=state(b"three"), by=None)
    contents(releases_root)
    (releases_root / "objects" / "ab").mkdir(exist_ok=True)
    (releases_root / "objects" / "ab" / "ab12").write_bytes(b"somebody is about to name this")

    assert tidy_store().files == 0


@pytest.mark.django_db
def test_nothing_is_tidied_while_somebody_publishes(releases_root: Path) -> None:
    with store_in_use(releases_root), pytest.raises(CommandError, match="Something is being published"):
        call_command("release", "tidy")

    out = StringIO()
    call_command("release", "tidy", stdout=out)

    assert out.getvalue() == "0 files, 0.0 MB, are removed; 0 stay.\n"
