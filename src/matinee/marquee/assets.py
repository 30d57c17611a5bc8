"""Style sheets and scripts that a release carries with it, in a folder named by their content."""

import hashlib
from pathlib import Path

from django.contrib.staticfiles import finders

from matinee.kit.errors import Unavailable

FOLDERS = ("web/css", "web/js", "marquee/css")


def release_assets() -> tuple[str, list[tuple[str, bytes]]]:
    """Return the folder of the assets in a release and the files in it.

    The folder's name is the digest of all of them, because scripts name each other by relative paths.
    """
    found = {
        f"{folder}/{path.relative_to(root).as_posix()}": path.read_bytes()
        for folder in FOLDERS
        for root in [_folder(folder)]
        for path in sorted(root.rglob("*"))
        if path.suffix in {".css", ".js"}
    }
    digest = hashlib.sha256(b"".join(name.encode() + content for name, content in sorted(found.items())))
    base = f"files/{digest.hexdigest()[:16]}"
    return base, [(f"{base}/{name}", content) for name, content in found.items()]


def _folder(name: str) -> Path:
    found = finders.find(name)
    if not found:
        raise Unavailable(f"The folder {name} of the page furniture is missing. Install Matinee again.")
    return Path(found)
