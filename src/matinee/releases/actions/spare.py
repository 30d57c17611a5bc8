"""The spare tree: what was up before the site that is up, changed into the next site instead of laying that out anew.

A site of four hundred films is ten thousand hard links in two thousand folders, and one change touches a few of them.
"""

import json
import os
import shutil
from contextlib import suppress
from pathlib import Path
from typing import Any

from matinee.releases.actions.disk import sync_files
from matinee.releases.actions.linking import PACKED, lay_out
from matinee.releases.rules import Manifest, difference, is_text, live_path, record_path, trees_path


def name_of_live(root: Path, festival_slug: str) -> str:
    """Return the name of the tree that is up, or nothing."""
    pointer = live_path(root, festival_slug)
    return pointer.readlink().name if pointer.is_symlink() else ""


def take_spare(root: Path, festival_slug: str, site: Manifest, aside: Path) -> bool:
    """Make the spare tree into this site, at ``aside``; return False where there is none to be trusted.

    Only a tree that was up itself is one: it was whole and safe on disk before the pointer led to it. One that came
    back from a backup is another folder, and may lack files. Its record goes first, then its name, and only then
    anything in it, so that whatever is cut off here is only thrown out.
    """
    up = name_of_live(root, festival_slug)
    spare = str(_record(root, festival_slug, up).get("before", "")) if up else ""
    record = _record(root, festival_slug, spare) if spare and spare != up else {}
    tree = trees_path(root, festival_slug) / spare
    if not tree.is_dir() or tree.stat().st_ino != record.get("inode"):
        return False
    record_path(root, festival_slug, spare).unlink()
    tree.rename(aside)
    sync_files([aside.parent])
    try:
        _change(root, record["site"], site, aside)
    except (FileNotFoundError, FileExistsError, NotADirectoryError, IsADirectoryError):
        shutil.rmtree(aside)  # somebody else was in it: it is not what its record says, so all is laid out anew
        return False
    return True


def _record(root: Path, festival_slug: str, tree: str) -> dict[str, Any]:
    """Return what is written of a tree; nothing where there is no such record, or a torn one."""
    try:
        found: dict[str, Any] = json.loads(record_path(root, festival_slug, tree).read_bytes())
    except (FileNotFoundError, ValueError):
        return {}
    return found


def _change(root: Path, old: Manifest, new: Manifest, folder: Path) -> None:
    """Take out of a tree what leaves or changes, with the folders that this empties, and link what comes."""
    changes = difference(old, new)
    for address in (*changes.removed, *changes.changed):
        os.unlink(f"{folder}/{address}")  # noqa: PTH108  a Path costs more than the call
        for suffix in PACKED if is_text(address) else ():
            with suppress(FileNotFoundError):
                os.unlink(f"{folder}/{address}{suffix}")  # noqa: PTH108
    for inner in {os.path.dirname(address) for address in changes.removed} - {""}:  # noqa: PTH120
        _prune(folder, inner)
    lay_out(root, {address: new[address] for address in (*changes.added, *changes.changed)}, folder)


def _prune(folder: Path, inner: str) -> None:
    """Remove a folder of a tree and those above it, as far as they are empty."""
    place = folder / inner
    while place != folder and not any(place.iterdir()):
        place.rmdir()
        place = place.parent
