"""The writers of releases: rows and files."""

from matinee.releases.actions.publishing import publish_release, roll_back

__all__ = ["publish_release", "roll_back"]
