"""Reads: who watches, how far everybody is, what each keeps away from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import time

from django.db.models import Count, QuerySet, Sum

from matinee.accounts.models import User
from matinee.festival.models import Festival, Membership
from matinee.festival.states import Role
from matinee.kit.clock import at_local, today_in
from matinee.preselection.models import Recusal, ReviewerProfile, Viewing
from matinee.preselection.queries.queues import open_turns


def reviewers_of(festival: Festival) -> QuerySet[User]:
    """Return who watches for a festival: its reviewers, or its programmers while it has none."""
    asked = Role.REVIEWER
    if not Membership.objects.filter(festival=festival, role=Role.REVIEWER).exists():
        asked = Role.PROGRAMMER
    members = User.objects.filter(memberships__festival=festival, memberships__role=asked, is_active=True)
    return members.distinct().order_by("pk")


def profiles_of(festival: Festival) -> dict[int, ReviewerProfile]:
    """Return what each reviewer said of themselves."""
    return {one.reviewer_id: one for one in ReviewerProfile.objects.filter(festival=festival)}


def profile_of(user: User, festival: Festival) -> ReviewerProfile:
    """Return what one reviewer said of themselves; an empty page if nothing yet."""
    found = ReviewerProfile.objects.filter(festival=festival, reviewer=user).first()
    return found or ReviewerProfile(festival=festival, reviewer=user)


def room_of(festival: Festival, profiles: Mapping[int, ReviewerProfile], load_s: Mapping[int, int]) -> dict[int, int]:
    """Return the seconds that each reviewer still takes on this month, for those who named their minutes."""
    first = today_in(festival.time_zone).replace(day=1)
    since = at_local(first, time(0), festival.time_zone)
    done = dict(
        Viewing.objects.filter(entry__festival=festival, scorecard__created_at__gte=since)
        .values_list("reviewer")
        .annotate(seconds=Sum("entry__film__running_time_s"))
        .order_by()
    )
    return {
        who: max(0, one.minutes_a_month * 60 - load_s.get(who, 0) - (done.get(who) or 0))
        for who, one in profiles.items()
        if one.minutes_a_month is not None
    }


def recused_from(user: User, entries: Iterable[int]) -> set[int]:
    """Return which of these entries a person keeps away from."""
    found = Recusal.objects.filter(reviewer=user, entry__in=list(entries))
    return set(found.values_list("entry_id", flat=True))


def own_recusals(user: User, festival: Festival) -> QuerySet[Recusal]:
    """Return what a reviewer asked to be kept away from."""
    return Recusal.objects.filter(reviewer=user, entry__festival=festival).select_related("entry__film")


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one reviewer is."""

    reviewer: User
    waiting: int
    waiting_s: int
    marked: int
    watched_s: int
    recused: int
    month_min: int | None = None


def progress_of(festival: Festival) -> list[Progress]:
    """Return how far everybody is who watches, in a constant number of queries."""
    team = {user.pk: user for user in reviewers_of(festival)}
    done = _watched(festival)
    team |= {user.pk: user for user in User.objects.filter(pk__in=done.keys() - team.keys())}
    waiting = _waiting(festival)
    recused = dict(
        Recusal.objects.filter(entry__festival=festival).values_list("reviewer").annotate(n=Count("pk")).order_by()
    )
    minutes = {pk: profile.minutes_a_month for pk, profile in profiles_of(festival).items()}
    return [
        Progress(user, *waiting.get(pk, (0, 0)), *done.get(pk, (0, 0)), recused.get(pk, 0), minutes.get(pk))
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
