"""Publishing a release and going back to one."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from matinee.accounts.models import User
from matinee.festival.actions import audit
from matinee.festival.models import Edition, Festival
from matinee.kit.errors import InvalidInput
from matinee.releases.actions.store import keep_files
from matinee.releases.actions.trees import point_to, raise_tree, sweep_trees
from matinee.releases.models import Release
from matinee.releases.queries import (
    live_release,
    live_releases,
    releases_root,
    site_folder,
    site_is_of,
    site_manifest,
)
from matinee.releases.rules import (
    File,
    Manifest,
    difference,
    digest_of,
    lasting_part,
    own_part,
    shared_part,
    site_of,
)

Files = Iterable[File]


def publish_release(  # noqa: PLR0913  an action's arguments are all keywords
    *,
    edition: Edition,
    files: Files,
    by: User | None,
    note: str = "",
    words: Sequence[str] = (),
    said: Mapping[str, Sequence[str]] | None = None,
    built_at: datetime | None = None,
) -> Release:
    """Keep the files, then let them go public in one step; where all of that is up already, return the live release.

    ``words`` say what changed, ``said`` the same in other languages, and ``built_at`` when, for the history and the
    feed of changes.

    ``files`` are the edition's own pages (under ``<edition>/``), the festival's pages, and files under
    ``files/`` whose names change with their content. The pages of other editions stay as they are. The pointer is
    flipped as the last thing in the transaction, under the festival's row lock: who publishes at the same time waits.

    Raises
    ------
    InvalidInput
        There is nothing to publish, or an address that no web server should serve.
    Unavailable
        The disk is full; what was up stays up.
    """
    manifest = keep_files(releases_root(), files)
    if not manifest:
        raise InvalidInput("files", "", "A release needs one page at least.")
    told = {"words": list(words), "said": dict(said or {}), "built_at": built_at.isoformat() if built_at else ""}
    return _publish(edition, manifest, note, told, by)


@transaction.atomic
def _publish(edition: Edition, manifest: Manifest, note: str, told: dict[str, Any], by: User | None) -> Release:
    Festival.objects.select_for_update().get(pk=edition.festival_id)
    before = live_release(edition)
    if before is not None and _is_up(before, manifest):
        return before
    last = Release.objects.filter(edition=edition).aggregate(last=Max("number"))["last"] or 0
    changes = difference(before.manifest if before else {}, manifest)
    Release.objects.filter(edition=edition, is_live=True).update(is_live=False)
    release = Release.objects.create(
        edition=edition,
        number=last + 1,
        manifest=manifest,
        digest=digest_of(manifest),
        summary=changes.counts | told,
        is_live=True,
        published_by=by,
        note=note[:300],
    )
    audit(festival=edition.festival, by=by, verb="publish_release", about=release, **changes.counts)
    let_go_public(edition.festival, manifest, before)
    return release


def _is_up(live: Release, manifest: Manifest) -> bool:
    """Tell whether a release of these files would change nothing: neither the edition's pages nor the festival's."""
    edition = live.edition
    slugs = list(Edition.objects.filter(festival=edition.festival_id).values_list("slug", flat=True))
    shared, up = shared_part(manifest, slugs), site_manifest(edition.festival.slug)
    is_shared_up = not shared or shared == shared_part(up, slugs)
    is_own_up = own_part(live.manifest, edition.slug) == own_part(manifest, edition.slug)
    return is_own_up and is_shared_up and site_is_of(edition.festival.slug).get(edition.slug) == live.digest


def roll_back(*, release: Release, by: User | None, shared: Files | None = None) -> Release:
    """Make an older release of an edition the live one again; going back to the live one changes nothing.

    ``shared`` are the festival's pages as they should stand beside it; left out, they stay as they are.
    """
    fresh = keep_files(releases_root(), shared) if shared is not None else None
    return _roll_back(release, fresh, by)


@transaction.atomic
def _roll_back(release: Release, shared: Manifest | None, by: User | None) -> Release:
    festival = Festival.objects.select_for_update().get(pk=release.edition.festival_id)
    if Release.objects.filter(pk=release.pk, is_live=True).exists():
        return release
    before = live_release(release.edition)
    Release.objects.filter(edition=release.edition, is_live=True).update(is_live=False)
    release.is_live = True
    release.save(update_fields=["is_live", "changed_at"])
    audit(festival=festival, by=by, verb="roll_back", about=release)
    let_go_public(festival, site_manifest(festival.slug) if shared is None else shared, before)
    return release


def let_go_public(festival: Festival, shared: Manifest, before: Release | None) -> None:
    """Raise the site of all live releases with these shared pages, and flip the pointer to it.

    Without any shared page among them, those that are up stay.

    The lasting files of the release ``before`` stay for one more turn: a reader may have its page open.
    """
    rows = list(live_releases(festival))
    live = {row.edition.slug: row.manifest for row in rows}
    slugs = list(Edition.objects.filter(festival=festival).values_list("slug", flat=True))
    kept = shared if shared_part(shared, slugs) else site_manifest(festival.slug)
    site = lasting_part(before.manifest if before else {}) | site_of(live, kept, slugs=slugs)
    root, up = releases_root(), site_folder(festival.slug)
    digests = {row.edition.slug: row.digest for row in rows}
    point_to(root, festival.slug, raise_tree(root, festival.slug, site, digests))
    sweep_trees(root, festival.slug, up.name if up else "")
