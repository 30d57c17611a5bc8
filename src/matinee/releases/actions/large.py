"""Large files on their way into the store: read in parts, never whole in memory."""

import hashlib
import os
from pathlib import Path
from typing import IO

from matinee.kit.codes import new_code
from matinee.kit.errors import Unavailable
from matinee.releases.actions.disk import sync_files
from matinee.releases.rules import Known, object_path

PART_BYTES = 2**20


def keep_large(root: Path, source: IO[bytes]) -> Known:
    """Put a large file into the store and return what a manifest needs of it.

    Raises
    ------
    Unavailable
        The disk is full or cannot be written; what is up stays up.
    """
    folder = root / "objects"
    aside = folder / f".{new_code()}.large"
    digest, size = hashlib.sha256(), 0
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with aside.open("wb") as target:
            while part := source.read(PART_BYTES):
                digest.update(part)
                size += target.write(part)
            target.flush()
            os.fsync(target.fileno())
        path = object_path(root, digest.hexdigest())
        path.parent.mkdir(parents=True, exist_ok=True)
        aside.replace(path)
        sync_files({path.parent})
    except OSError as error:
        words = f"The video could not be written ({error.strerror}). Free some space and try again."
        raise Unavailable(words) from error
    finally:
        aside.unlink(missing_ok=True)
    return Known(digest.hexdigest(), size)
