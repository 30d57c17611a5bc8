"""Reads of the lounge: open calls of every festival, one's own entries, how often they were watched."""

from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils import timezone

from matinee.accounts.models import User
from matinee.entries.models import Call, Entry
from matinee.entries.queries import entries_of
from matinee.films.models import Credit
from matinee.preselection.models import Viewing

IN_FULL_PERCENT = 95


def open_calls() -> QuerySet[Call]:
    """Return the calls that take entries now, of all festivals; those with a deadline first."""
    now = timezone.now()
    begun = Q(opens_at=None) | Q(opens_at__lte=now)
    not_over = Q(closes_at=None) | Q(closes_at__gt=now)
    return Call.objects.filter(begun & not_over, is_open=True).select_related("festival").order_by("closes_at", "title")


def public_call(festival_slug: str, slug: str) -> Call | None:
    """Return a call that the public may see, open or not."""
    return Call.objects.filter(festival__slug=festival_slug, slug=slug).select_related("festival__policy").first()


def own_entry(user: User, code: str) -> Entry | None:
    """Return one's own entry with everything its pages show, or nothing when it is somebody else's."""
    credits_with_names = Prefetch(
        "film__credits", queryset=Credit.objects.select_related("person").order_by("position", "pk")
    )
    return (
        entries_of(user)
        .filter(code=code)
        .select_related("film__screener", "festival__policy")
        .prefetch_related(credits_with_names, "film__showings")
        .first()
    )


@dataclass(frozen=True, slots=True)
class Receipt:
    """How an entry was watched: by how many in full, by how many in part, how many marked it."""

    in_full: int = 0
    in_part: int = 0
    marked: int = 0


def receipts_of(entries: list[Entry]) -> dict[int, Receipt]:
    """Return the receipts of several entries by their primary key, in one query."""
    full = Q(watched_percent__gte=IN_FULL_PERCENT)
    rows = (
        Viewing.objects.filter(entry__in=[entry.pk for entry in entries])
        .values_list("entry")
        .annotate(full=Count("pk", filter=full), part=Count("pk", filter=~full), marked=Count("scorecard"))
    )
    return {pk: Receipt(in_full, in_part, marked) for pk, in_full, in_part, marked in rows}
