"""Folders, disk, assets, time zones."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryFile
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings
from django.contrib.staticfiles.storage import ManifestFilesMixin, staticfiles_storage

from matinee.config.doctor.findings import Finding, fine, problem, warning

MEGABYTE = 2**20
LITTLE_MB, TOO_LITTLE_MB = 2048, 256


def folders() -> Iterator[Finding]:
    """Look at whether every folder can be written to."""
    needed = {"MATINEE_VAR": settings.VAR_DIR, "MATINEE_RELEASES": settings.RELEASES_ROOT}
    for name, folder in needed.items():
        if not _is_writable(_existing(Path(folder))):
            mend = f"Give the user that runs Matinee the right to write there, or set {name} to another folder."
            yield problem("folders", f"{folder} cannot be written to.", mend)
        else:
            yield fine("folders", f"{folder} can be written to.")
    if settings.S3_BUCKET:
        yield fine("folders", f"Uploads go to the bucket {settings.S3_BUCKET}.")


def disk() -> Iterator[Finding]:
    """Look at how much room is left."""
    free_mb = shutil.disk_usage(_existing(settings.VAR_DIR)).free // MEGABYTE
    mend = "Make room, or move MATINEE_VAR to a larger disk."
    if free_mb < TOO_LITTLE_MB:
        yield problem("disk", f"{free_mb} MB are free: uploads and releases will fail.", mend)
    elif free_mb < LITTLE_MB:
        yield warning("disk", f"{free_mb} MB are free.", mend)
    else:
        yield fine("disk", f"{free_mb // 1024} GB are free.")


def assets() -> Iterator[Finding]:
    """Look at whether style sheets and scripts have been collected."""
    if settings.DEBUG or not isinstance(staticfiles_storage, ManifestFilesMixin):
        return
    if (Path(settings.STATIC_ROOT) / "staticfiles.json").exists():
        yield fine("assets", "They are collected.")
    else:
        mend = "Run: matinee collectstatic --no-input (matinee serve does it by itself)"
        yield warning("assets", "They are not collected yet, so no page can be shown.", mend)


def zones() -> Iterator[Finding]:
    """Look at whether times can be told in the zones of festivals."""
    try:
        ZoneInfo("America/Los_Angeles")
    except ZoneInfoNotFoundError:
        yield problem("time zones", "There is no time zone data.", "Run: pip install tzdata")
    else:
        yield fine("time zones", "Their data is here.")


def _is_writable(folder: Path) -> bool:
    """Tell whether a file can be written there, by doing it: rights alone say too little."""
    try:
        with TemporaryFile(dir=folder):
            return True
    except OSError:
        return False


def _existing(path: Path) -> Path:
    """Return the path, or the nearest folder above it that exists."""
    return path if path.exists() else _existing(path.parent)


CHECKS = (folders, disk, assets, zones)
