"""Keeping the standard output for the answer: what a library prints there goes to the standard error.

HiGHS prints a line of its own now and then, whatever its options say; in the middle of a JSON document it would
spoil the answer.
"""

from __future__ import annotations

import ctypes
import os
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

OUTPUT, ERROR = 1, 2


@contextmanager
def stray_output_aside() -> Iterator[None]:
    """Send the process's standard output to its standard error meanwhile; for commands, not for servers."""
    try:
        saved = os.dup(OUTPUT)
    except OSError:  # no standard output to spoil
        yield
        return
    sys.stdout.flush()
    _flush_libraries()
    os.dup2(ERROR, OUTPUT)
    try:
        yield
    finally:
        _flush_libraries()
        os.dup2(saved, OUTPUT)
        os.close(saved)


def _flush_libraries() -> None:
    """Write out what C libraries hold back, while it still goes where it should."""
    with suppress(OSError, AttributeError):  # a platform without a C library to be found this way
        ctypes.CDLL(None).fflush(None)
