"""The writers of releases: rows and files."""

from matinee.releases.actions.previews import close_preview, make_preview, sweep_previews
from matinee.releases.actions.publishing import publish_release, roll_back
from matinee.releases.actions.settling import settle_site, sweep_sites
from matinee.releases.actions.store import keep_files
from matinee.releases.actions.tidying import store_in_use, tidy_store

__all__ = [
    "close_preview",
    "keep_files",
    "make_preview",
    "publish_release",
    "roll_back",
    "settle_site",
    "store_in_use",
    "sweep_previews",
    "sweep_sites",
    "tidy_store",
]
