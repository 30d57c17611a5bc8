"""Addresses, manifests and where files lie: everything about a release that needs neither database nor disk.

Under ``RELEASES_ROOT``::

    objects/ab/<sha256>[.br|.gz]     every file ever published, once
    records/<festival>/<tree>.json   what a tree holds, the releases it was made of, and which tree was up before it
    trash/                           trees that are being removed
    live/.trees/<festival>/<tree>/   a whole site as hard links to objects
    live/<festival>                  the pointer: a symbolic link to one tree, replaced in one step
"""

import hashlib
import json
import os
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from matinee.kit.errors import InvalidInput

Manifest = dict[str, list[str | int]]


@dataclass(frozen=True, slots=True)
class Known:
    """A file whose content lies in the store already: it is neither read nor written again."""

    sha256: str
    size: int


File = tuple[str, bytes | Known]

LASTING = "files/"
TEXT_SUFFIXES = frozenset(
    {".html", ".css", ".js", ".json", ".xml", ".atom", ".ics", ".svg", ".txt", ".webmanifest", ".vtt"}
)
PACKED_LEAST_BYTES = 200
_PART = re.compile(r"[A-Za-z0-9_~-][A-Za-z0-9._~-]*")
LONGEST_ADDRESS = 400
LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]+)*")


def checked_address(address: str) -> str:
    """Return an address that is safe as a path under any web server's root.

    Raises
    ------
    InvalidInput
        It leaves the folder, hides (a leading dot), or holds letters that servers treat differently.
    """
    parts = address.split("/")
    if len(address) <= LONGEST_ADDRESS and all(_PART.fullmatch(part) for part in parts):
        return address
    raise InvalidInput("address", address, "Give a relative path of letters, digits, dot, dash and underscore.")


def entry_of(content: bytes | Known) -> list[str | int]:
    """Return what a manifest says of a file: its SHA-256 and its length in bytes."""
    if isinstance(content, Known):
        return [content.sha256, content.size]
    return [hashlib.sha256(content).hexdigest(), len(content)]


def manifest_of(files: Iterable[File]) -> Manifest:
    """Return the manifest of files that are only built."""
    return {address: entry_of(content) for address, content in files}


def digest_of(manifest: Mapping[str, object]) -> str:
    """Return the SHA-256 of a manifest, the same for the same files in any order."""
    return hashlib.sha256(json.dumps(manifest, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def is_text(address: str) -> bool:
    """Tell whether a file is worth packing."""
    return Path(address).suffix in TEXT_SUFFIXES


def own_part(manifest: Manifest, slug: str) -> Manifest:
    """Return the pages of one edition, and the files under names that never change their content."""
    return {a: entry for a, entry in manifest.items() if a.startswith(LASTING) or edition_of(a, {slug})}


def lasting_part(manifest: Manifest) -> Manifest:
    """Return the files whose names change with their content: pictures and assets."""
    return {a: entry for a, entry in manifest.items() if a.startswith(LASTING)}


def shared_part(manifest: Manifest, slugs: Iterable[str]) -> Manifest:
    """Return the pages that belong to the festival and to no edition."""
    known = set(slugs)
    return {a: entry for a, entry in manifest.items() if not (a.startswith(LASTING) or edition_of(a, known))}


def edition_of(address: str, slugs: Collection[str]) -> str:
    """Return which of the editions a page is of, or nothing: ``2031-03/…``, in other languages ``es/2031-03/…``."""
    first, _, rest = address.partition("/")
    if first in slugs:
        return first if rest else ""
    second, slash, _ = rest.partition("/")
    return second if slash and second in slugs and LANGUAGE.fullmatch(first) else ""


def site_of(live: Mapping[str, Manifest], shared: Manifest, *, slugs: Iterable[str]) -> Manifest:
    """Return the whole site: every live edition's own pages, and one state of the shared ones.

    ``live`` holds manifests by edition; of ``shared`` only the festival's own pages are taken.
    """
    site = shared_part(shared, slugs) | lasting_part(shared)
    for slug, manifest in live.items():
        site |= own_part(manifest, slug)
    return site


@dataclass(frozen=True, slots=True)
class Difference:
    """What changes from one manifest to another, by address."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: int

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed)

    @property
    def counts(self) -> dict[str, int]:
        """How many files of each kind."""
        return {
            "added": len(self.added),
            "changed": len(self.changed),
            "removed": len(self.removed),
            "unchanged": self.unchanged,
        }


def difference(old: Mapping[str, object], new: Mapping[str, object]) -> Difference:
    """Compare two manifests."""
    both = old.keys() & new.keys()
    changed = sorted(address for address in both if old[address] != new[address])
    return Difference(
        tuple(sorted(new.keys() - old.keys())),
        tuple(changed),
        tuple(sorted(old.keys() - new.keys())),
        len(both) - len(changed),
    )


def object_path(root: Path, digest: str) -> Path:
    """Return where the content with this SHA-256 lies."""
    return root / "objects" / digest[:2] / digest


def is_stored(root: Path, known: Known) -> bool:
    """Tell whether the store holds this content."""
    return os.path.exists(f"{root}/objects/{known.sha256[:2]}/{known.sha256}")  # noqa: PTH110  asked ten thousand times


def live_path(root: Path, festival_slug: str) -> Path:
    """Return the festival's pointer: the folder that a web server serves."""
    return root / "live" / festival_slug


def trees_path(root: Path, festival_slug: str) -> Path:
    """Return the folder of the festival's trees: inside the mount, as servers follow no link out of it."""
    return root / "live" / ".trees" / festival_slug


def record_path(root: Path, festival_slug: str, tree: str) -> Path:
    """Return where it is written what a tree holds."""
    return root / "records" / festival_slug / f"{tree}.json"
