"""A site as a plain folder: for a web host, a CDN, an archive of decades, or a stick.

Pages name each other from the root of their host, so they are rewritten for the path they will be served under. Beside
the files lie their checksums (``SHA256SUMS``, for ``sha256sum -c``) and what two kinds of hosts read as their settings:
``.htaccess`` (Apache) and ``_headers`` (Cloudflare Pages, Netlify).
"""

import gzip
import hashlib
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import brotli  # type: ignore[import-untyped]  # it ships no types
from django.conf import settings

from matinee.festival.models import Festival
from matinee.kit.codes import new_code
from matinee.kit.errors import Conflict, NotFound, Unavailable
from matinee.releases.queries import site_manifest, stored
from matinee.releases.rules import LASTING, PACKED_LEAST_BYTES, is_text

SUMS = "SHA256SUMS"
HEADERS = """\
/{base}*
  X-Content-Type-Options: nosniff
  Referrer-Policy: strict-origin-when-cross-origin
/{base}{lasting}*
  Cache-Control: public, max-age=31536000, immutable
"""
HTACCESS = """\
ErrorDocument 404 {path}404.html
AddType text/calendar .ics
AddType application/atom+xml .atom
AddType image/avif .avif
AddType text/vtt .vtt
AddDefaultCharset utf-8
<IfModule mod_headers.c>
  Header set X-Content-Type-Options nosniff
  Header set Referrer-Policy strict-origin-when-cross-origin
  Header set Cache-Control "public, max-age=60"
  <If "%{{REQUEST_URI}} =~ m#/{lasting}#">
    Header set Cache-Control "public, max-age=31536000, immutable"
  </If>
</IfModule>
"""


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written."""

    folder: Path
    files: int
    size: int


def export_site(festival: Festival, folder: Path, *, address: str = "/") -> Exported:
    """Write the site that is up into a folder; an export that stands there already gives way to the new one.

    ``address`` is where it will be served: a path, or a whole address, which then is the canonical one too.

    Raises
    ------
    NotFound
        Nothing is published.
    Conflict
        The folder holds something else.
    Unavailable
        The disk is full or cannot be written.
    """
    site = site_manifest(festival.slug)
    if not site:
        raise NotFound(f"{festival} has nothing public yet. Publish an edition first.")
    is_free = not folder.exists() or not any(folder.iterdir()) or (folder / SUMS).exists()
    if not is_free:
        raise Conflict(f"{folder} holds something else. Give a folder that is new, empty or an earlier export.")
    aside = folder.with_name(f".{folder.name}.{new_code()}")
    try:
        aside.mkdir(parents=True)
        count, size = _write_all(festival, aside, address)
        _change_places(aside, folder)
    except OSError as error:
        raise Unavailable(f"The folder could not be written ({error.strerror}). Free some space.") from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return Exported(folder, count, size)


def _write_all(festival: Festival, aside: Path, address: str) -> tuple[int, int]:
    sums, size = [], 0
    for name, content in _contents(festival, address):
        target = aside / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        sums.append(f"{hashlib.sha256(content).hexdigest()}  {name}\n")
        size += len(content)
        if is_text(name) and len(content) >= PACKED_LEAST_BYTES:
            target.with_name(f"{target.name}.br").write_bytes(brotli.compress(content, quality=11))
            target.with_name(f"{target.name}.gz").write_bytes(gzip.compress(content, 9, mtime=0))
    (aside / SUMS).write_text("".join(sorted(sums)))
    return len(sums), size


def _contents(festival: Festival, address: str) -> Iterator[tuple[str, bytes]]:
    """Yield every file as it reads under its new address."""
    parts = urlsplit(address)
    path = f"/{parts.path.strip('/')}/".replace("//", "/")
    here = f"/at/{festival.slug}/"
    moves = [(here.encode(), path.encode())]
    if parts.netloc:
        whole = f"{parts.scheme}://{parts.netloc}{path}"
        moves.insert(0, (f"{settings.SITE_ADDRESS}{here}".encode(), whole.encode()))
    else:  # the canonical address stays the one of the live site
        kept = f"{settings.SITE_ADDRESS}{here}".encode()
        moves = [(kept, b"\0"), *moves, (b"\0", kept)]
    for name, entry in site_manifest(festival.slug).items():
        content = stored(entry)
        if is_text(name):
            for old, new in moves:
                content = content.replace(old, new)
        yield name, content
    yield "_headers", HEADERS.format(base=path.lstrip("/"), lasting=LASTING).encode()
    yield ".htaccess", HTACCESS.format(path=path, lasting=LASTING).encode()


def _change_places(new: Path, folder: Path) -> None:
    """Put the new folder where an earlier export may stand."""
    old = new.with_name(f"{new.name}.old")
    if folder.exists():
        folder.rename(old)
    new.rename(folder)
    shutil.rmtree(old, ignore_errors=True)
