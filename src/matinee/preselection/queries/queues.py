"""Reads: what a reviewer still has to watch, what waits in anybody's queue, what somebody might claim."""

from datetime import datetime, timedelta

from django.db.models import Case, Exists, F, FloatField, IntegerField, OuterRef, Q, QuerySet, Sum, Value, When
from django.db.models.functions import Cast, Coalesce, NullIf
from django.utils import timezone

from matinee.accounts.models import User
from matinee.entries.models import Entry
from matinee.entries.states import ALIVE, EntryState
from matinee.festival.models import Festival
from matinee.preselection.models import Assignment, Calibration, Recusal, Viewing
from matinee.preselection.rules import telling

OVERDUE = timedelta(days=30)  # without any viewing: then its turn comes first
USUAL_S = 15 * 60  # what a film of unknown length counts for
TELLING = 0.1  # a chance of change from which one more viewing may be claimed
CLAIMABLE = 20


def queue_of(user: User, festival: Festival, now: datetime | None = None) -> QuerySet[Assignment]:
    """Return what a reviewer has to watch, the next one first; never what they keep away from, passed on or put off.

    What they claimed comes first, then what nobody has watched for a month, then what changes the selection most for
    each minute of film.
    """
    now = now or timezone.now()
    ready = Q(snoozed_until__isnull=True) | Q(snoozed_until__lte=now)
    is_overdue = Case(
        When(entry__standing__isnull=True, entry__sent_at__lt=now - OVERDUE, then=1),
        default=0,
        output_field=IntegerField(),
    )
    return (
        turns_of(user, festival)
        .filter(ready)
        .annotate(is_overdue=is_overdue, worth=_worth(festival, "entry__"))
        .order_by("-is_claimed", "-is_overdue", "-worth", "position", "pk")
    )


def put_off(user: User, festival: Festival) -> QuerySet[Assignment]:
    """Return what a reviewer does not watch for now: put off till later, the soonest first, and passed on."""
    later = turns_of(user, festival, is_open=None).filter(
        Q(snoozed_until__gt=timezone.now()) | Q(passed_at__isnull=False)
    )
    return later.order_by("passed_at", "snoozed_until", "pk")


def turns_of(user: User, festival: Festival, *, is_open: bool | None = True) -> QuerySet[Assignment]:
    """Return a reviewer's turns without a mark, put off or not; ``is_open=None`` has those passed on too."""
    own = {"entry": OuterRef("entry"), "reviewer": user}
    turns = (
        Assignment.objects.filter(reviewer=user, entry__festival=festival, entry__state__in=ALIVE)
        .exclude(Exists(Viewing.objects.filter(**own, scorecard__isnull=False)))
        .exclude(Exists(Recusal.objects.filter(**own)))
        .select_related("entry__film__screener", "entry__festival", "entry__standing")
    )
    return turns if is_open is None else turns.filter(passed_at__isnull=True)


def claimable(user: User, festival: Festival) -> QuerySet[Entry]:
    """Return what a reviewer might ask for: viewings missing or telling, nothing of theirs, not in their hands."""
    own, policy = {"entry": OuterRef("pk"), "reviewer": user}, festival.policy
    wanted = (
        Q(standing__isnull=True)
        | Q(standing__viewings__lt=policy.viewings_least)
        | Q(standing__spread__gte=policy.dispute_spread, standing__viewings__lt=policy.viewings_if_disputed)
        | Q(standing__chance_of_change__gte=TELLING)
    )
    theirs = Q(sender=user) | Q(film__owner=user) | Q(sender_email__iexact=user.email)
    return (
        Entry.objects.filter(wanted, festival=festival, state=EntryState.CONSIDERED)
        .exclude(pk__in=Entry.objects.filter(theirs, festival=festival).values("pk"))
        .exclude(Exists(Assignment.objects.filter(**own, passed_at__isnull=True)))
        .exclude(Exists(Viewing.objects.filter(**own, scorecard__isnull=False)))
        .exclude(Exists(Recusal.objects.filter(**own)))
        .select_related("film", "standing", "festival")
        .annotate(worth=_worth(festival, ""))
        .order_by("-worth", "pk")
    )


def uncovered(festival: Festival) -> int:
    """Return how many entries lack viewings and wait in nobody's queue."""
    least = festival.policy.viewings_least
    wanting = Q(standing__isnull=True) | Q(standing__viewings__lt=least)
    waiting = open_turns(festival).filter(entry=OuterRef("pk"))
    return (
        Entry.objects.filter(wanting, festival=festival, state=EntryState.CONSIDERED).exclude(Exists(waiting)).count()
    )


def _worth(festival: Festival, path: str) -> Coalesce:
    """Return what one more viewing is worth a minute: as calibrated, or as of any film that nobody has marked."""
    last = Calibration.objects.filter(festival=festival).first()
    unknown = 1.0
    if last is not None:
        numbers = {"worst_in": last.worst_in, "best_out": last.best_out, "noise_sd": last.noise_sd}
        unknown = telling(last.level, last.quality_sd, minutes=1, **numbers).worth
    seconds = Coalesce(NullIf(F(f"{path}film__running_time_s"), Value(0)), Value(USUAL_S))
    as_new = Value(unknown * 60.0, output_field=FloatField()) / Cast(seconds, FloatField())
    return Coalesce(F(f"{path}standing__telling"), as_new, output_field=FloatField())


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
        Assignment.objects.filter(entry__festival=festival, entry__state__in=ALIVE, passed_at__isnull=True)
        .exclude(Exists(Viewing.objects.filter(**pair, scorecard__isnull=False)))
        .exclude(Exists(Recusal.objects.filter(**pair)))
    )
