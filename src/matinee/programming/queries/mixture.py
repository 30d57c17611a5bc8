"""Reads: what editions wish their mixture to hold."""

from collections import defaultdict
from collections.abc import Iterable

from matinee.festival.models import Edition
from matinee.programming.models import MixtureWish
from matinee.programming.rules.mixture import Wish


def wishes_of(edition: Edition) -> list[Wish]:
    """Return an edition's wishes in the order they were made."""
    return wishes_by_edition([edition])[edition.pk]


def wishes_by_edition(editions: Iterable[Edition]) -> defaultdict[int, list[Wish]]:
    """Return the wishes of several editions by their key, in one query."""
    found: defaultdict[int, list[Wish]] = defaultdict(list)
    for row in MixtureWish.objects.filter(edition__in=list(editions)).order_by("pk"):
        found[row.edition_id].append(Wish(row.kind, row.value, row.minutes))
    return found
