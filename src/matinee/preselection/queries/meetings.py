"""Reads: the table of a decision meeting and its log."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from django.db.models import Count, F, Q, QuerySet

from matinee.entries.models import Consideration
from matinee.entries.states import ALIVE, ConsiderationState
from matinee.festival.models import Edition, Policy
from matinee.preselection.models import Decision, Meeting, Scorecard

LEAST_DOUBT, MOST_DOUBT = 0.2, 0.8  # a chance between these is a film at the border
SHOWN = (
    ConsiderationState.ELIGIBLE,
    ConsiderationState.SHORTLISTED,
    ConsiderationState.HELD,
    ConsiderationState.NOT_SELECTED,
    ConsiderationState.PLACED,
)
SORTS: Final = {
    "mean": "entry__standing__mean",
    "chance": "entry__standing__top_probability",
    "spread": "entry__standing__spread",
    "viewings": "entry__standing__viewings",
    "length": "entry__film__running_time_s",
    "title": "entry__film__title",
}


def candidates(edition: Edition) -> QuerySet[Consideration]:
    """Return everything that a meeting on an edition may look at, with film and standing."""
    found = Consideration.objects.filter(edition=edition, state__in=SHOWN, entry__state__in=ALIVE)
    return found.select_related("entry__film", "entry__standing")


def candidates_named(edition: Edition, ids: Iterable[int]) -> list[Consideration]:
    """Return these candidates in this order."""
    wanted = list(ids)
    found = candidates(edition).in_bulk(wanted)
    return [found[pk] for pk in wanted if pk in found]


def looked_at(rows: QuerySet[Consideration], look: Iterable[str], policy: Policy) -> QuerySet[Consideration]:
    """Return the candidates that every one of these looks lets through."""
    standing = "entry__standing__"
    wanted = policy.viewings_least
    looks = {
        "above": Q(**{f"{standing}mean__gte": policy.quality_cut}),
        "disputed": Q(**{f"{standing}spread__gte": policy.dispute_spread}),
        "border": Q(**{f"{standing}top_probability__gt": LEAST_DOUBT, f"{standing}top_probability__lt": MOST_DOUBT}),
        "missing": Q(**{f"{standing}isnull": True}) | Q(**{f"{standing}viewings__lt": wanted}),
    }
    for name in look:
        rows = rows.filter(looks[name]) if name in looks else rows
    return rows


def in_order(rows: QuerySet[Consideration], sort: str) -> QuerySet[Consideration]:
    """Return the candidates as a table's head asks, the best first unless it does; the unmarked stand last."""
    column = SORTS.get(sort.removeprefix("-"))
    if column is None:
        sort, column = "-mean", SORTS["mean"]
    by = F(column).desc(nulls_last=True) if sort.startswith("-") else F(column).asc(nulls_last=True)
    return rows.order_by(by, "pk")


def outcome_counts(edition: Edition) -> dict[str, int]:
    """Return how many candidates stand in each state."""
    rows = candidates(edition).select_related(None).order_by()
    return dict(rows.values_list("state").annotate(n=Count("pk")))


def marks_of(entries: Iterable[int]) -> dict[int, list[float]]:
    """Return the marks of each entry, from the lowest."""
    found: defaultdict[int, list[float]] = defaultdict(list)
    cards = Scorecard.objects.filter(viewing__entry__in=list(entries)).order_by("mark")
    for entry, mark in cards.values_list("viewing__entry", "mark"):
        found[entry].append(float(mark))
    return found


def open_meeting(edition: Edition) -> Meeting | None:
    """Return the meeting that is going on."""
    return Meeting.objects.filter(edition=edition, ended_at__isnull=True).select_related("by").first()


def decisions_of(edition: Edition, meeting: Meeting | None = None) -> QuerySet[Decision]:
    """Return what was decided on an edition (in one meeting), the newest first, with how many entries each."""
    found = Decision.objects.filter(edition=edition).select_related("by").annotate(entries=Count("lines"))
    return found.filter(meeting=meeting) if meeting else found


def decision_of(edition: Edition, code: str) -> Decision | None:
    """Return one decision on this edition."""
    return Decision.objects.filter(edition=edition, code=code).select_related("edition").first()
