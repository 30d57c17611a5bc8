"""Reading and writing the engine's documents: ``-`` is a stream, and a file is whole or as it was."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path

from matinee.engine.errors import BadInput

STREAM = "-"


def read_bytes(name: str) -> bytes:
    """Return what stands in a file, or on the standard input."""
    try:
        return sys.stdin.buffer.read() if name == STREAM else Path(name).read_bytes()
    except OSError as error:
        raise BadInput("", f"cannot read {name}: {error.strerror}") from error


def write_document(name: str, document: object) -> None:
    """Write JSON so that a reader, or a sudden death, finds the old file or the new, never half."""
    text = json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
    if name == STREAM:
        sys.stdout.write(text)
        sys.stdout.flush()
        return
    target = Path(name)
    try:
        _replace(target, text)
    except OSError as error:
        raise BadInput("", f"cannot write {name}: {error.strerror}") from error


def _replace(target: Path, text: str) -> None:
    if target.exists() and not target.is_file():  # a device or a pipe cannot be replaced
        target.write_text(text, encoding="utf-8")
        return
    handle, part = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".part")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(part).chmod(target.stat().st_mode & 0o777 if target.exists() else 0o644)
        Path(part).replace(target)
    except BaseException:
        Path(part).unlink(missing_ok=True)
        raise
