"""Reads: the sheets of calls, and what is hidden until somebody has marked."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Max, OuterRef, QuerySet, Subquery

from matinee.accounts.models import User
from matinee.entries.models import Call, Entry
from matinee.festival.models import Festival
from matinee.films.models import Credit
from matinee.preselection.models import Scorecard, Sheet


def sheet_of(call: Call | int) -> Sheet | None:
    """Return the sheet that a call's reviewers fill in now; nothing means the usual one."""
    pk = call if isinstance(call, int) else call.pk
    return Sheet.objects.filter(call=pk).order_by("-number").first()


def sheet_numbered(call: Call | int, number: int) -> Sheet | None:
    """Return one version of a call's sheet."""
    pk = call if isinstance(call, int) else call.pk
    return Sheet.objects.filter(call=pk, number=number).first()


def calls_with_sheets(festival: Festival) -> QuerySet[Call]:
    """Return a festival's calls with the number of their sheet as ``sheet_number``."""
    return Call.objects.filter(festival=festival).annotate(sheet_number=Max("sheets__number")).order_by("title")


def hidden_names(user: User, entries: Iterable[Entry]) -> dict[int, list[str]]:
    """Return the entries whose makers this person must not know yet, each with the names to hide.

    An entry is so while its call's sheet is blind and the person has not marked it.
    """
    rows = list(entries)
    blind = _blind_calls({row.call_id for row in rows})
    asked = [row for row in rows if row.call_id in blind]
    if not asked:
        return {}
    marked = Scorecard.objects.filter(viewing__reviewer=user, viewing__entry__in=[row.pk for row in asked])
    seen = set(marked.values_list("viewing__entry_id", flat=True))
    veiled = [row for row in asked if row.pk not in seen]
    names: defaultdict[int, list[str]] = defaultdict(list)
    credited = Credit.objects.filter(film__in=[row.film_id for row in veiled])
    for film, name in credited.values_list("film_id", "person__name"):
        names[film].append(name)
    return {row.pk: [*names[row.film_id], *filter(None, [row.sender_name])] for row in veiled}


def _blind_calls(calls: Iterable[int]) -> set[int]:
    """Return which of these calls have a blind sheet now."""
    last = Sheet.objects.filter(call=OuterRef("call")).order_by("-number").values("pk")[:1]
    found = Sheet.objects.filter(call__in=list(calls), is_blind=True, pk=Subquery(last))
    return set(found.values_list("call_id", flat=True))
