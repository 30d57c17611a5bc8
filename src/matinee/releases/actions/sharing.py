"""Renewing what belongs to a festival and to no edition: its home, its stories, its archive."""

from collections.abc import Iterable

from django.db import transaction

from matinee.accounts.models import User
from matinee.festival.actions import audit
from matinee.festival.models import Festival
from matinee.releases.actions.publishing import let_go_public
from matinee.releases.actions.store import keep_files
from matinee.releases.queries import releases_root
from matinee.releases.rules import File, Manifest


def renew_shared(*, festival: Festival, files: Iterable[File], by: User | None) -> None:
    """Let the festival's pages go public anew in one step; every edition stays as it was released.

    Raises
    ------
    Unavailable
        The disk is full; what was up stays up.
    """
    _renew(festival, keep_files(releases_root(), files), by)


@transaction.atomic
def _renew(festival: Festival, manifest: Manifest, by: User | None) -> None:
    Festival.objects.select_for_update().get(pk=festival.pk)
    let_go_public(festival, manifest, None)
    audit(festival=festival, by=by, verb="renew_shared", about=festival)
