"""Reads: entries whose window is over."""

from django.db.models import Exists, OuterRef, QuerySet

from matinee.entries.models import Consideration, Entry
from matinee.entries.states import ConsiderationState, EntryState
from matinee.festival.models import Festival
from matinee.festival.queries import upcoming_editions
from matinee.kit.clock import today_in

WANTED = (ConsiderationState.PLACED, ConsiderationState.HELD, ConsiderationState.SHORTLISTED)


def ending_entries(festival: Festival) -> QuerySet[Entry]:
    """Return the entries in consideration whose window is over and that no coming edition holds or shortlists."""
    today = today_in(festival.time_zone)
    over = Entry.objects.filter(festival=festival, state=EntryState.CONSIDERED, window_ends_on__lt=today)
    ahead = upcoming_editions(festival).order_by()
    wanted = Consideration.objects.filter(entry=OuterRef("pk"), state__in=WANTED, edition__in=ahead)
    return over.exclude(Exists(wanted))
