"""Reads: what somebody should look at in a sent entry: what is asked of its maker, what it no longer fits, its cuts."""

from enum import StrEnum

from django.db.models import Exists, OuterRef, QuerySet

from matinee.entries.models import Correction, Cut, Entry
from matinee.entries.queries.terms import terms_for
from matinee.entries.rules.fitting import misfits, premiere_here, unfit
from matinee.entries.states import ENTERED
from matinee.festival.models import Festival


class Look(StrEnum):
    """Why somebody should look at an entry."""

    ASKED = "asked"
    ANSWERED = "answered"
    UNFIT = "unfit"
    CUT = "cut"


def looked_for(entries: QuerySet[Entry], look: Look) -> QuerySet[Entry]:
    """Return the entries that wait for their maker, for the team, for a category, or have had a cut before."""
    if look is Look.UNFIT:
        return entries.filter(is_unfit=True, state__in=ENTERED)
    if look is Look.CUT:
        return entries.filter(Exists(Cut.objects.filter(entry=OuterRef("pk"))))
    is_new = look is Look.ASKED
    open_ones = Correction.objects.filter(entry=OuterRef("pk"), closed_at=None, answered_at__isnull=is_new)
    return entries.filter(Exists(open_ones))


def look_counts(entries: QuerySet[Entry]) -> dict[Look, int]:
    """Return how many entries there are for each reason to look."""
    return {look: looked_for(entries, look).count() for look in Look}


def misfit_words(entry: Entry) -> list[str]:
    """Return why an entry's film does not fit its categories, in sentences; none for what staff have excused."""
    if not entry.is_unfit:
        return []
    premiere = premiere_here(entry)
    found = unfit(entry, terms_for(entry), premiere)
    return [said for category in found for said in misfits(category, entry.film, premiere)]


def open_correction(entry: Entry) -> Correction | None:
    """Return what is asked of an entry's maker, or what they answered, until the team has looked."""
    return Correction.objects.filter(entry=entry, closed_at=None).select_related("by", "entry__festival").first()


def correction_of(festival: Festival, code: str) -> Correction | None:
    """Return one correction of this festival."""
    found = Correction.objects.filter(entry__festival=festival, code=code)
    return found.select_related("entry__film", "entry__festival", "by").first()
