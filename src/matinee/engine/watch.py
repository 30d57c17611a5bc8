"""The command line's listener: speaks progress and keeps the best so far on disk."""

from __future__ import annotations

import json
import sys
import time
from typing import TYPE_CHECKING

from matinee.engine.files import STREAM, write_document

if TYPE_CHECKING:
    from collections.abc import Callable

    from matinee.engine.progress import Event
    from matinee.engine.solution import Solution

AGAIN_AFTER_S = 1.0  # writing costs a sync of the disk, so not for every improvement


class Watch:
    """Write the best so far (whole or not at all), at most once a second; print events if they are wanted."""

    def __init__(self, output: str, *, is_spoken: bool) -> None:
        self._output = output
        self._is_spoken = is_spoken
        self._written_at = -AGAIN_AFTER_S

    def progressed(self, event: Event) -> None:
        """Print one JSON line on the standard error."""
        if self._is_spoken:
            sys.stderr.write(json.dumps(event._asdict()) + "\n")
            sys.stderr.flush()

    def improved(self, best: Callable[[], Solution]) -> None:
        """Keep the best so far, so that even a killed run leaves a valid file."""
        now = time.perf_counter()
        if self._output == STREAM or now - self._written_at < AGAIN_AFTER_S:
            return
        write_document(self._output, best().to_json())
        self._written_at = time.perf_counter()
