"""Reads: where entries stand, and the marks behind it."""

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from matinee.accounts.models import User
from matinee.entries.models import Consideration, Cut, Entry
from matinee.entries.states import ALIVE, ConsiderationState, EntryState
from matinee.festival.models import Edition, Festival
from matinee.preselection.models import Curve, Scorecard, Standing

IN_THE_RUNNING = (
    ConsiderationState.ELIGIBLE,
    ConsiderationState.SHORTLISTED,
    ConsiderationState.HELD,
    ConsiderationState.PLACED,
)


def ranking(scope: Festival | Edition) -> QuerySet[Standing]:
    """Return the standings of what is in the running, best first: of a festival, or of one edition's candidates."""
    festival = scope.festival if isinstance(scope, Edition) else scope
    found = Standing.objects.filter(entry__festival=festival, entry__state__in=ALIVE).select_related("entry__film")
    if isinstance(scope, Edition):
        weighed = Consideration.objects.filter(edition=scope, entry=OuterRef("entry"), state__in=IN_THE_RUNNING)
        found = found.filter(Exists(weighed))
    return found.order_by("-mean", "sd", "pk")


def entry_cards(entry: Entry) -> QuerySet[Scorecard]:
    """Return everybody's marks of an entry, for those who may see scores."""
    return (
        Scorecard.objects.filter(viewing__entry=entry)
        .select_related("viewing__reviewer", "sheet")
        .order_by("created_at")
    )


def marks_of_earlier_cuts(entry: Entry) -> int:
    """Return how many marks of an entry were given, or last corrected, before its newest cut arrived."""
    newest = entry.cuts.first()
    if newest is None:
        return 0
    return Scorecard.objects.filter(viewing__entry=entry, changed_at__lt=newest.replaced_at).count()


def cut_after_mark(entry: Entry, reviewer: User) -> Cut | None:
    """Return the newest cut's record where it arrived after a reviewer had marked the film."""
    card, newest = Scorecard.objects.filter(viewing__entry=entry, viewing__reviewer=reviewer), entry.cuts.first()
    return newest if newest is not None and card.filter(changed_at__lt=newest.replaced_at).exists() else None


def own_cards(user: User, festival: Festival) -> QuerySet[Scorecard]:
    """Return the marks a reviewer gave, the newest first."""
    return (
        Scorecard.objects.filter(viewing__reviewer=user, viewing__entry__festival=festival)
        .select_related("viewing__entry__film")
        .order_by("-changed_at", "-pk")
    )


def without_viewing(festival: Festival) -> int:
    """Return how many entries in consideration nobody has marked yet."""
    return Entry.objects.filter(festival=festival, state=EntryState.CONSIDERED, standing__isnull=True).count()


def score_counts(festival: Festival) -> dict[str, int]:
    """Return how many standings lie above the cut, below it, and are disputed."""
    policy = festival.policy
    above, disputed = Q(mean__gte=policy.quality_cut), Q(spread__gte=policy.dispute_spread)
    found = Standing.objects.filter(entry__festival=festival, entry__state__in=ALIVE)
    return found.aggregate(
        above=Count("pk", filter=above), below=Count("pk", filter=~above), disputed=Count("pk", filter=disputed)
    )


def curves_of(festival: Festival, user: User | None = None) -> QuerySet[Curve]:
    """Return how everybody (or one person) uses the scale, by name: no order of people says anything else."""
    found = Curve.objects.filter(festival=festival).select_related("reviewer")
    return (found.filter(reviewer=user) if user else found).order_by("reviewer__name", "reviewer_id")
