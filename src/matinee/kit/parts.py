"""A file that arrives in parts: written at its place, on the disk before anybody is told so."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

BLOCK_BYTES = 256 * 1024


def begin(path: Path) -> None:
    """Make an empty file, and be sure that its folder knows it after a power cut."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(exist_ok=False)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


class Part:
    """An open file that takes blocks one after the other from a place in it."""

    def __init__(self, descriptor: int, at: int) -> None:
        self._descriptor = descriptor
        self.at = at

    def write(self, block: bytes) -> None:
        """Write all of a block and move on; a full disk raises ``OSError``."""
        rest = memoryview(block)
        while rest:
            written = os.pwrite(self._descriptor, rest, self.at)
            self.at += written
            rest = rest[written:]

    def sync(self) -> None:
        """Return only when the disk has it."""
        os.fsync(self._descriptor)


@contextmanager
def part_at(path: Path, at: int) -> Iterator[Part]:
    """Open a file to go on writing at a place.

    Raises
    ------
    FileNotFoundError
        Nothing was begun at this path.
    """
    descriptor = os.open(path, os.O_WRONLY)
    try:
        yield Part(descriptor, at)
    finally:
        os.close(descriptor)
