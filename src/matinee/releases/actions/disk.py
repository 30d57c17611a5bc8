"""Making sure that what is written survives a power cut, as cheaply as the system allows."""

import ctypes
import os
from collections.abc import Callable, Collection
from contextlib import suppress
from functools import cache
from pathlib import Path

from matinee.kit.codes import new_code

FEW = 32  # more than so many files are made safe by one call for their whole disk


def write_file(path: Path, content: bytes) -> None:
    """Write a file so that it is there whole or not at all."""
    aside = path.with_name(f".{path.name}.{new_code()}")
    try:
        with aside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)


def sync_files(paths: Collection[Path]) -> None:
    """Make files, and the names in folders, survive a power cut: each by itself, or all of their disk when many.

    All of them must lie on one disk.
    """
    if len(paths) > FEW:
        sync_disk(next(iter(paths)))
        return
    for path in paths:
        _with_handle(path, os.fsync)


def sync_disk(path: Path) -> None:
    """Make everything on this file's disk survive a power cut: one call of ``syncfs``, or ``sync`` without it."""
    syncfs = _syncfs()
    if syncfs is None:
        os.sync()
        return

    def call(handle: int) -> None:
        if syncfs(handle) != 0:
            number = ctypes.get_errno()
            raise OSError(number, os.strerror(number), str(path))

    _with_handle(path, call)


def _with_handle(path: Path, do: Callable[[int], object]) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        do(handle)
    finally:
        os.close(handle)


@cache
def _syncfs() -> Callable[[int], int] | None:
    """Return the system's ``syncfs``; Python has no name for it."""
    with suppress(OSError, AttributeError):
        function = ctypes.CDLL(None, use_errno=True).syncfs
        function.argtypes, function.restype = [ctypes.c_int], ctypes.c_int
        found: Callable[[int], int] = function
        return found
    return None
