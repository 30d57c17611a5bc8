"""Trees: a whole site laid out as hard links, and the one pointer that says which tree is up."""

import json
import shutil
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from threading import Thread
from types import MappingProxyType

from matinee.kit.codes import new_code
from matinee.kit.errors import Unavailable
from matinee.releases.actions.disk import sync_disk, sync_files
from matinee.releases.actions.linking import lay_out
from matinee.releases.actions.spare import name_of_live, take_spare
from matinee.releases.rules import Manifest, live_path, record_path, trees_path

EMPTY: Mapping[str, str] = MappingProxyType({})
LEFT_BEHIND_S = 3600  # trash so old was left by a publisher that was killed


def raise_tree(root: Path, festival_slug: str, site: Manifest, live: Mapping[str, str] = EMPTY) -> Path:
    """Lay a whole site out as hard links in a new folder, safe on disk; nothing points to it yet.

    Where there is a spare tree, that one is changed into it. ``live`` names the releases that the site is made of:
    their digests by edition.

    Raises
    ------
    Unavailable
        The disk is full or cannot be written.
    """
    trees = trees_path(root, festival_slug)
    final = trees / new_code(20)
    aside = trees / f"{final.name}.new"
    try:
        trees.mkdir(parents=True, exist_ok=True)
        if not take_spare(root, festival_slug, site, aside):
            aside.mkdir()
            lay_out(root, site, aside)
        record = record_path(root, festival_slug, final.name)
        record.parent.mkdir(parents=True, exist_ok=True)
        told = {"live": dict(live), "site": site}
        told |= {"before": name_of_live(root, festival_slug), "inode": aside.stat().st_ino}
        record.write_bytes(json.dumps(told, sort_keys=True).encode())
        aside.rename(final)
        sync_disk(trees)
    except OSError as error:
        shutil.rmtree(aside, ignore_errors=True)
        raise Unavailable(
            f"The release could not be laid out ({error.strerror}). Free some space and try again."
        ) from error
    return final


def point_to(root: Path, festival_slug: str, tree: Path) -> None:
    """Flip the festival's pointer to a tree, in one step."""
    pointer = live_path(root, festival_slug)
    aside = pointer.with_name(f".{pointer.name}.{new_code()}")
    try:
        aside.symlink_to(tree.relative_to(pointer.parent))
        aside.replace(pointer)
        sync_files([pointer.parent])
    except OSError as error:
        raise Unavailable(f"The release could not go up ({error.strerror}). Free some space and try again.") from error


def sweep_trees(root: Path, festival_slug: str, before: str) -> None:
    """Throw out every tree but the one that is up and the one ``before`` it: readers may still be in that.

    Only under the festival's row lock: another publisher may be raising a tree. The folders are emptied behind the
    publisher's back, as nobody has to wait for it.
    """
    kept = {live_path(root, festival_slug).resolve().name, before}
    trash = root / "trash" / new_code()
    trash.mkdir(parents=True)
    for tree in list(trees_path(root, festival_slug).iterdir()):
        if tree.name not in kept:
            tree.rename(trash / tree.name)
            record_path(root, festival_slug, tree.name).unlink(missing_ok=True)
    Thread(target=_empty, args=(trash,)).start()
    for leftover in (root / "live").glob(f".{festival_slug}.*"):
        leftover.unlink(missing_ok=True)


def _empty(trash: Path) -> None:
    """Remove a folder, and those that publishers who were killed left beside it."""
    with suppress(OSError):
        for folder in [trash, *(p for p in trash.parent.iterdir() if p.stat().st_mtime < time.time() - LEFT_BEHIND_S)]:
            shutil.rmtree(folder, ignore_errors=True)
