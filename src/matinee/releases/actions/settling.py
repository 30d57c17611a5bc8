"""Settling: what is up is what the rows say, also after a publisher was killed between the flip and the commit."""

from django.db import transaction

from matinee.festival.models import Festival
from matinee.releases.actions.publishing import let_go_public
from matinee.releases.models import Release
from matinee.releases.queries import site_is_of, site_manifest


def is_settled(festival: Festival) -> bool:
    """Tell whether the tree that is up was made of the releases that the rows call live."""
    rows = Release.objects.filter(edition__festival=festival, is_live=True).values_list("edition__slug", "digest")
    return site_is_of(festival.slug) == dict(rows)


@transaction.atomic
def settle_site(*, festival: Festival) -> bool:
    """Raise the site anew if it is not the one that the rows say; return whether that was needed.

    Raises
    ------
    Unavailable
        The files of a live release are not in the store; bring back the releases folder from a backup.
    """
    Festival.objects.select_for_update().get(pk=festival.pk)
    if is_settled(festival):
        return False
    last = Release.objects.filter(edition__festival=festival, is_live=True).order_by("-created_at").first()
    let_go_public(festival, last.manifest if last else site_manifest(festival.slug), None)
    return True


def sweep_sites(*, is_dry: bool) -> list[str]:
    """Settle every festival's site; return a line for each that was not."""
    published = Festival.objects.filter(editions__releases__is_live=True).distinct()
    return [
        f"The public site of {festival} is again what the releases desk says."
        for festival in published
        if not is_settled(festival) and (is_dry or settle_site(festival=festival))
    ]
