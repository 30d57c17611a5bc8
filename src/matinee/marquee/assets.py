"""The style sheet and scripts that a release carries with it, in a folder named by their content."""

import hashlib
from pathlib import Path

from django.contrib.staticfiles import finders

from matinee.kit.errors import Unavailable

# One sheet of all: a page on a phone waits for one answer instead of eight. Cascade layers keep the order right.
SHEETS = ("tokens", "base", "layout", "components", "pictures")
SCRIPTS = ("web/js/film-reel.js", "web/js/local-time.js")
WORKER = "worker.js"


def release_assets() -> tuple[str, list[tuple[str, bytes]]]:
    """Return the folder of the assets in a release and the files in it.

    The folder's name is the digest of all of them, because scripts name each other by relative paths.
    """
    found = {"street.css": b"\n".join(path.read_bytes() for path in _sheets())}
    found |= {"icon.svg": _found("marquee/icon.svg").read_bytes()}
    found |= {name: _found(name).read_bytes() for name in SCRIPTS}
    scripts = [path for path in _found("marquee/js").glob("*.js") if path.name != WORKER]
    found |= {f"marquee/js/{path.name}": path.read_bytes() for path in sorted(scripts)}
    digest = hashlib.sha256(b"".join(name.encode() + content for name, content in sorted(found.items())))
    base = f"files/{digest.hexdigest()[:16]}"
    return base, [(f"{base}/{name}", content) for name, content in found.items()]


def worker_script() -> str:
    """Return the script that keeps the site readable without a connection; it stands at the site's own root."""
    return _found(f"marquee/js/{WORKER}").read_text(encoding="utf-8")


def _sheets() -> list[Path]:
    return [_found(f"web/css/{name}.css") for name in SHEETS] + sorted(_found("marquee/css").glob("*.css"))


def _found(name: str) -> Path:
    found = finders.find(name)
    if not found:
        raise Unavailable(f"{name} of the page furniture is missing. Install Matinee again.")
    return Path(found)
