"""The writers of releases: rows and files."""

from matinee.releases.actions.publishing import publish_release, roll_back
from matinee.releases.actions.store import keep_files

__all__ = ["keep_files", "publish_release", "roll_back"]
