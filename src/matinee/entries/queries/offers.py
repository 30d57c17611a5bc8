"""Reads: what a draft would cost and lack now, what its call changed meanwhile, and what self-identification opens."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

from matinee.entries.models import Call, Entry, Identification, Waiver, WaiverUse
from matinee.entries.queries.terms import newest_version, terms_for, terms_now, terms_of
from matinee.entries.rules.completeness import missing_of
from matinee.entries.rules.differences import differences
from matinee.entries.rules.fitting import lacking
from matinee.entries.rules.terms import Price, Terms, price_of
from matinee.entries.states import EntryState

LEAST_IN_A_SUM = 5


@dataclass(frozen=True, slots=True)
class Offer:
    """What sending a draft means at this moment: version of the terms, price, what is missing, what changed."""

    version: int
    terms: Terms
    price: Price
    missing: list[str]
    changes: list[str]


def offer_for(entry: Entry) -> Offer:
    """Return what sending an entry means now."""
    terms = terms_for(entry)
    version = newest_version(entry.call)
    missing = [*missing_of(entry), *lacking(entry, terms)]
    return Offer(version.number if version else 0, terms, price_for(entry, terms), missing, changes_for(entry))


def price_for(entry: Entry, terms: Terms | None = None) -> Price:
    """Return what an entry costs now with its waiver."""
    used = waiver_used(entry)
    return price_of(terms or terms_for(entry), entry.categories, timezone.now(), used.waiver if used else None)


def changes_for(entry: Entry) -> list[str]:
    """Return what the call has changed since the maker of a draft last looked, in sentences."""
    newest = newest_version(entry.call)
    if entry.state != EntryState.DRAFT or newest is None or entry.terms is None or entry.terms_id == newest.pk:
        return []
    return differences(terms_of(entry.terms), terms_of(newest))


def waiver_used(entry: Entry) -> WaiverUse | None:
    """Return the waiver that an entry uses."""
    return WaiverUse.objects.filter(entry=entry).select_related("waiver").first()


def waivers_of(call: Call) -> QuerySet[Waiver]:
    """Return a call's waivers with their uses."""
    return Waiver.objects.filter(call=call).prefetch_related("uses__entry__film", "uses__by")


def identity_of(entry: Entry) -> list[str]:
    """Return what a maker said of themselves (keys); for the maker's own page alone."""
    row = Identification.objects.filter(entry=entry).first()
    return list(json.loads(row.said)) if row else []


def strands_open_to(entries: Sequence[Entry]) -> dict[int, set[str]]:
    """Return by entry which strands (slugs) its maker's self-identification opens; never what was said."""
    opened: dict[int, set[str]] = {}
    rows = Identification.objects.filter(entry__in=[entry.pk for entry in entries])
    for row in rows.select_related("entry__terms"):
        said = set(json.loads(row.said))
        version = row.entry.terms
        offered = terms_of(version).identities if version else ()
        slugs = {slug for identity in offered if identity.key in said for slug in identity.strands}
        if slugs:
            opened[row.entry_id] = slugs
    return opened


def said_by(entries: QuerySet[Entry]) -> Iterator[tuple[int, list[str]]]:
    """Yield what makers chose to say of themselves, by film, in their calls' words; for sums of five or more alone."""
    rows = Identification.objects.filter(entry__in=entries.order_by().values("pk")).select_related("entry__terms")
    for row in rows.iterator(500):
        version = row.entry.terms
        offered = {one.key: one.text for one in (terms_of(version).identities if version else ())}
        yield row.entry.film_id, [offered[key] for key in json.loads(row.said) if key in offered]


def identity_sums(call: Call) -> list[tuple[str, int | None]]:
    """Return how many entries of a call made each statement; below five the number stays hidden (None)."""
    sent = Identification.objects.filter(entry__call=call).exclude(entry__state=EntryState.DRAFT)
    counts = Counter(key for row in sent.iterator(500) for key in json.loads(row.said))
    offered = terms_now(call).identities
    return [(row.text, counts[row.key] if counts[row.key] >= LEAST_IN_A_SUM else None) for row in offered]
