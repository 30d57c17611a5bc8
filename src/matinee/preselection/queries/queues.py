"""Reads: what a reviewer still has to watch, what waits in anybody's queue."""

from django.db.models import Exists, OuterRef, QuerySet, Sum

from matinee.accounts.models import User
from matinee.entries.models import Entry
from matinee.entries.states import ALIVE
from matinee.festival.models import Festival
from matinee.preselection.models import Assignment, Recusal, Viewing


def queue_of(user: User, festival: Festival) -> QuerySet[Assignment]:
    """Return what a reviewer still has to watch, the next one first; never what they are kept away from."""
    own = {"entry": OuterRef("entry"), "reviewer": user}
    return (
        Assignment.objects.filter(reviewer=user, entry__festival=festival, entry__state__in=ALIVE)
        .exclude(Exists(Viewing.objects.filter(**own, scorecard__isnull=False)))
        .exclude(Exists(Recusal.objects.filter(**own)))
        .select_related("entry__film__screener", "entry__festival")
        .order_by("position", "pk")
    )


def seconds_in(queue: QuerySet[Assignment]) -> int:
    """Return the running time of a queue; films of unknown length count as nothing."""
    return queue.aggregate(total=Sum("entry__film__running_time_s"))["total"] or 0


def entry_for_reviewer(user: User, festival: Festival, code: str) -> Entry | None:
    """Return an entry as its reviewer may open it: alive, in their queue or watched by them, and not barred to them."""
    own = {"entry": OuterRef("pk"), "reviewer": user}
    return (
        Entry.objects.filter(festival=festival, code=code, state__in=ALIVE)
        .filter(Exists(Assignment.objects.filter(**own)) | Exists(Viewing.objects.filter(**own)))
        .exclude(Exists(Recusal.objects.filter(**own)))
        .select_related("film__screener", "festival")
        .first()
    )


def open_turns(festival: Festival) -> QuerySet[Assignment]:
    """Return everything that waits in anybody's queue."""
    pair = {"entry": OuterRef("entry"), "reviewer": OuterRef("reviewer")}
    return (
        Assignment.objects.filter(entry__festival=festival, entry__state__in=ALIVE)
        .exclude(Exists(Viewing.objects.filter(**pair, scorecard__isnull=False)))
        .exclude(Exists(Recusal.objects.filter(**pair)))
    )
