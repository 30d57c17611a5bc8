"""Previews: a site as it would be, for those who have the link."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from matinee.accounts.models import User
from matinee.festival.actions import audit
from matinee.festival.models import Edition
from matinee.festival.rules import digest_of
from matinee.kit.errors import InvalidInput
from matinee.releases.actions.store import keep_files
from matinee.releases.models import Preview, new_secret
from matinee.releases.queries import live_releases, releases_root
from matinee.releases.rules import File, site_of

DAYS = 14
DAYS_MOST = 90


def make_preview(  # noqa: PLR0913  an action's arguments are all keywords
    *,
    edition: Edition,
    files: Iterable[File],
    by: User | None,
    note: str = "",
    words: Sequence[str] = (),
    days: int = DAYS,
) -> Preview:
    """Keep the files and open a link to the whole site with them in it; nothing goes public.

    Raises
    ------
    InvalidInput
        Less than a day, or more than 90.
    Unavailable
        The disk is full.
    """
    if not 1 <= days <= DAYS_MOST:
        raise InvalidInput("days", days, f"A preview lasts from 1 to {DAYS_MOST} days.")
    manifest, secret = keep_files(releases_root(), files), new_secret()
    live = {row.edition.slug: row.manifest for row in live_releases(edition.festival)} | {edition.slug: manifest}
    slugs = list(edition.festival.editions.values_list("slug", flat=True))
    with transaction.atomic():
        preview = Preview.objects.create(
            edition=edition,
            secret=secret,
            secret_hash=digest_of(secret),
            manifest=site_of(live, manifest, slugs=slugs),
            words=list(words),
            note=note[:300],
            made_by=by,
            expires_at=timezone.now() + timedelta(days=days),
        )
        audit(festival=edition.festival, by=by, verb="make_preview", about=preview, days=days)
    return preview


@transaction.atomic
def close_preview(*, preview: Preview, by: User | None) -> None:
    """Let a preview's link run out now."""
    audit(festival=preview.edition.festival, by=by, verb="close_preview", about=preview)
    preview.delete()


def sweep_previews(*, is_dry: bool) -> list[str]:
    """Forget previews that have run out; return a line for each."""
    rows = Preview.objects.filter(expires_at__lte=timezone.now()).select_related("edition__festival").defer("manifest")
    told = [f"{row} has run out." for row in rows]
    if told and not is_dry:
        rows.delete()
    return told
