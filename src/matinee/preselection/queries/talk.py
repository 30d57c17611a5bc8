"""Reads: the discussion of an entry, and who may read it."""

from django.db.models import Q, QuerySet

from matinee.accounts.models import User
from matinee.entries.models import Entry
from matinee.festival.models import Festival
from matinee.preselection.models import Recusal, Remark, Scorecard
from matinee.preselection.queries.queues import turns_of
from matinee.preselection.rules import conflict_of


def is_kept_away(user: User, entry: Entry) -> bool:
    """Tell whether a person must see nothing of an entry's marks."""
    return bool(conflict_of(entry, user)) or Recusal.objects.filter(entry=entry, reviewer=user).exists()


def has_marked(user: User, entry: Entry) -> bool:
    """Tell whether a person has marked an entry."""
    return Scorecard.objects.filter(viewing__entry=entry, viewing__reviewer=user).exists()


def has_yet_to_mark(user: User, entry: Entry) -> bool:
    """Tell whether an entry waits in a person's queue, so that others' marks would lead theirs."""
    return turns_of(user, entry.festival).filter(entry=entry).exists()


def remarks_on(entry: Entry, reader: User) -> QuerySet[Remark]:
    """Return the discussion in its order; a withdrawn remark is there for its own author only."""
    visible = Q(withdrawn_at__isnull=True) | Q(by=reader)
    return Remark.objects.filter(visible, entry=entry).select_related("by").order_by("created_at", "pk")


def own_remark(user: User, festival: Festival, code: str) -> Remark | None:
    """Return one remark of this person."""
    found = Remark.objects.filter(by=user, entry__festival=festival, code=code)
    return found.select_related("entry__film", "entry__festival").first()
