"""Reads: which release is live, what it holds, how two of them differ."""

import json
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from matinee.festival.models import Edition, Festival
from matinee.festival.rules import digest_of
from matinee.releases.models import Preview, Release
from matinee.releases.rules import Difference, Manifest, difference, live_path, object_path, record_path


def releases_root() -> Path:
    """Return the folder of all releases."""
    return Path(settings.RELEASES_ROOT)


def live_release(edition: Edition) -> Release | None:
    """Return the release that the public sees, or None."""
    return Release.objects.filter(edition=edition, is_live=True).select_related("published_by").first()


def live_releases(festival: Festival) -> QuerySet[Release]:
    """Return the live release of every published edition, the one published last at the end."""
    rows = Release.objects.filter(edition__festival=festival, is_live=True)
    return rows.select_related("edition").order_by("created_at", "pk")


def releases_of(edition: Edition) -> QuerySet[Release]:
    """Return every release of an edition, the newest first, without the manifests."""
    return Release.objects.filter(edition=edition).select_related("published_by").defer("manifest")


def diff(old: Release | None, new: Release | Manifest) -> Difference:
    """Return what changes for a reader from one release to another, or to files that are only built."""
    before = old.manifest if old is not None else {}
    return difference(before, new.manifest if isinstance(new, Release) else new)


def content_of(manifest: Manifest, address: str) -> bytes | None:
    """Return a published file from the store, or None where the manifest has no such address."""
    entry = manifest.get(address)
    return object_path(releases_root(), str(entry[0])).read_bytes() if entry else None


def site_folder(festival_slug: str) -> Path | None:
    """Return the folder that is up now, or None where nothing is published. Asks the disk alone."""
    folder = live_path(releases_root(), festival_slug)
    return folder.resolve() if folder.is_dir() else None


def site_manifest(festival_slug: str) -> Manifest:
    """Return what is up now, by address. Asks the disk, never the database."""
    folder = site_folder(festival_slug)
    record = record_path(releases_root(), festival_slug, folder.name) if folder else None
    if record is None or not record.exists():
        return {}
    found = json.loads(record.read_bytes())
    manifest: Manifest = found.get("site", found)  # until November 2026 the record was the manifest alone
    return manifest


def site_is_of(festival_slug: str) -> dict[str, str]:
    """Return the digest of every edition's release that the tree which is up was made of."""
    folder = site_folder(festival_slug)
    record = record_path(releases_root(), festival_slug, folder.name) if folder else None
    if record is None or not record.exists():
        return {}
    found: dict[str, str] = json.loads(record.read_bytes()).get("live", {})
    return found


def open_previews(edition: Edition) -> QuerySet[Preview]:
    """Return the previews of an edition that have not run out, without their manifests."""
    rows = Preview.objects.filter(edition=edition, expires_at__gt=timezone.now())
    return rows.select_related("made_by").defer("manifest")


def preview_of(secret: str) -> Preview | None:
    """Return the preview with this secret, unless it has run out."""
    rows = Preview.objects.filter(secret_hash=digest_of(secret), expires_at__gt=timezone.now())
    return rows.select_related("edition__festival", "made_by").first()


def stored(entry: Sequence[str | int]) -> bytes:
    """Return the content that a manifest's entry names."""
    return object_path(releases_root(), str(entry[0])).read_bytes()


def named_contents() -> set[str]:
    """Return the digests of every content that a release, a preview or a site on the disk names."""
    rows = [Release.objects.values_list("manifest", flat=True), Preview.objects.values_list("manifest", flat=True)]
    named = {str(entry[0]) for manifests in rows for manifest in manifests.iterator() for entry in manifest.values()}
    for record in (releases_root() / "records").glob("*/*.json"):
        found = json.loads(record.read_bytes())
        named |= {str(entry[0]) for entry in found.get("site", found).values()}
    return named
