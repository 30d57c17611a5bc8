"""Reads: booklets and press kits."""

from django.db.models import QuerySet

from matinee.festival.models import Edition, Festival
from matinee.newsroom.models import Handout


def handouts_of(edition: Edition) -> QuerySet[Handout]:
    """Return an edition's handouts with their films, booklets first."""
    return Handout.objects.filter(edition=edition).select_related("film", "edition__festival")


def handout_of(festival: Festival, code: str) -> Handout | None:
    """Return a handout of this festival, or None."""
    rows = Handout.objects.filter(edition__festival=festival, code=code)
    return rows.select_related("film", "edition__festival").first()


def public_handouts(edition: Edition) -> QuerySet[Handout]:
    """Return what goes up with the edition's next release."""
    return handouts_of(edition).filter(is_public=True).exclude(file="")
