"""Reads of preselection: a reviewer's own queue, the ranking, everybody's progress."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum

from matinee.accounts.models import User
from matinee.entries.models import Consideration, Entry
from matinee.entries.states import ALIVE, ConsiderationState, EntryState
from matinee.festival.models import Edition, Festival, Membership
from matinee.festival.states import Role
from matinee.preselection.models import Assignment, Recusal, Scorecard, Standing, Viewing

IN_THE_RUNNING = (
    ConsiderationState.ELIGIBLE,
    ConsiderationState.SHORTLISTED,
    ConsiderationState.HELD,
    ConsiderationState.PLACED,
)


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


def own_cards(user: User, festival: Festival) -> QuerySet[Scorecard]:
    """Return the marks a reviewer gave, the newest first."""
    return (
        Scorecard.objects.filter(viewing__reviewer=user, viewing__entry__festival=festival)
        .select_related("viewing__entry__film")
        .order_by("-changed_at", "-pk")
    )


def own_recusals(user: User, festival: Festival) -> QuerySet[Recusal]:
    """Return what a reviewer asked to be kept away from."""
    return Recusal.objects.filter(reviewer=user, entry__festival=festival).select_related("entry__film")


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
    return Scorecard.objects.filter(viewing__entry=entry).select_related("viewing__reviewer").order_by("created_at")


def without_viewing(festival: Festival) -> int:
    """Return how many entries in consideration nobody has marked yet."""
    return Entry.objects.filter(festival=festival, state=EntryState.CONSIDERED, standing__isnull=True).count()


def reviewers_of(festival: Festival) -> QuerySet[User]:
    """Return who watches for a festival: its reviewers, or its programmers while it has none."""
    asked = Role.REVIEWER
    if not Membership.objects.filter(festival=festival, role=Role.REVIEWER).exists():
        asked = Role.PROGRAMMER
    members = User.objects.filter(memberships__festival=festival, memberships__role=asked, is_active=True)
    return members.distinct().order_by("pk")


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one reviewer is."""

    reviewer: User
    waiting: int
    waiting_s: int
    marked: int
    watched_s: int
    recused: int


def progress_of(festival: Festival) -> list[Progress]:
    """Return how far everybody is who watches, in a constant number of queries."""
    team = {user.pk: user for user in reviewers_of(festival)}
    done = _watched(festival)
    team |= {user.pk: user for user in User.objects.filter(pk__in=done.keys() - team.keys())}
    waiting = _waiting(festival)
    recused = dict(
        Recusal.objects.filter(entry__festival=festival).values_list("reviewer").annotate(n=Count("pk")).order_by()
    )
    return [
        Progress(user, *waiting.get(pk, (0, 0)), *done.get(pk, (0, 0)), recused.get(pk, 0))
        for pk, user in sorted(team.items(), key=lambda item: str(item[1]).casefold())
    ]


def _watched(festival: Festival) -> dict[int, tuple[int, int]]:
    """Return (number, seconds) of what each reviewer has marked."""
    rows = (
        Viewing.objects.filter(entry__festival=festival, scorecard__isnull=False)
        .values_list("reviewer")
        .annotate(n=Count("pk"), seconds=Sum("entry__film__running_time_s"))
        .order_by()
    )
    return {reviewer: (number, seconds or 0) for reviewer, number, seconds in rows}


def _waiting(festival: Festival) -> dict[int, tuple[int, int]]:
    """Return (number, seconds) of what each reviewer still has to watch."""
    rows = (
        open_turns(festival)
        .values_list("reviewer")
        .annotate(n=Count("pk"), seconds=Sum("entry__film__running_time_s"))
        .order_by()
    )
    return {reviewer: (number, seconds or 0) for reviewer, number, seconds in rows}


def open_turns(festival: Festival) -> QuerySet[Assignment]:
    """Return everything that waits in anybody's queue."""
    pair = {"entry": OuterRef("entry"), "reviewer": OuterRef("reviewer")}
    return (
        Assignment.objects.filter(entry__festival=festival, entry__state__in=ALIVE)
        .exclude(Exists(Viewing.objects.filter(**pair, scorecard__isnull=False)))
        .exclude(Exists(Recusal.objects.filter(**pair)))
    )


def score_counts(festival: Festival) -> dict[str, int]:
    """Return how many standings lie above the cut, below it, and are disputed."""
    policy = festival.policy
    above, disputed = Q(mean__gte=policy.quality_cut), Q(spread__gte=policy.dispute_spread)
    found = Standing.objects.filter(entry__festival=festival, entry__state__in=ALIVE)
    return found.aggregate(
        above=Count("pk", filter=above), below=Count("pk", filter=~above), disputed=Count("pk", filter=disputed)
    )
