"""Tidying the store: contents that nothing names any more, such as those of previews that have run out."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from matinee.kit.errors import Conflict
from matinee.releases.queries import named_contents, releases_root

LOCK = "store.lock"
YOUNG_S = 3600  # what was written within the hour is left alone: somebody may be about to name it


@dataclass(frozen=True, slots=True)
class Tidied:
    """What was, or would be, removed and what stays."""

    files: int
    size: int
    kept: int


@contextmanager
def store_in_use(root: Path) -> Iterator[None]:
    """Keep the store from being tidied meanwhile; any number of publishers may use it at once.

    A process that is killed lets go of it by that.
    """
    root.mkdir(parents=True, exist_ok=True)
    with (root / LOCK).open("ab") as file:
        _lock(file, is_alone=False)
        yield


def tidy_store(*, is_dry: bool = False) -> Tidied:
    """Remove contents that no release, no preview and no site names; releases and what is up are never touched.

    Raises
    ------
    Conflict
        Something is being published at this moment.
    """
    root = releases_root()
    root.mkdir(parents=True, exist_ok=True)
    with (root / LOCK).open("ab") as file:
        if not _lock(file, is_alone=True):
            raise Conflict("Something is being published. Tidy again when it is up.")
        return _tidied(root, named_contents(), is_dry=is_dry)


def _tidied(root: Path, named: set[str], *, is_dry: bool) -> Tidied:
    files = size = kept = 0
    before = time.time() - YOUNG_S
    for path in (root / "objects").rglob("*"):
        if not path.is_file():
            continue
        found = path.stat()
        if path.name.partition(".")[0] in named or found.st_mtime > before:
            kept += 1
            continue
        files, size = files + 1, size + found.st_size
        if not is_dry:
            path.unlink()
    return Tidied(files, size, kept)


if sys.platform == "win32":  # pragma: no cover

    def _lock(_file: IO[bytes], *, is_alone: bool) -> bool:  # noqa: ARG001  one signature on every system
        """Lock nothing: a content that is missed when a site is laid out refuses that release, and the old stays up."""
        return True

else:
    import fcntl

    def _lock(file: IO[bytes], *, is_alone: bool) -> bool:
        """Take the lock with others, waiting for it; or alone, telling whether it could be had."""
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB if is_alone else fcntl.LOCK_SH)
        except BlockingIOError:
            return False
        return True
