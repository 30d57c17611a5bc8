"""Reads: when an interview can be, around the grid and around other interviews."""

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from matinee.festival.models import Edition, Festival
from matinee.films.models import Film
from matinee.newsroom.models import Interview
from matinee.newsroom.rules import Commitment, free_starts
from matinee.schedule.models import Screening
from matinee.schedule.queries import audience_end, open_hours_of, screenings_of

AROUND = timedelta(hours=6)


def booked_interviews(festival: Festival) -> QuerySet[Interview]:
    """Return the interviews with a time, in the order of time."""
    rows = Interview.objects.filter(festival=festival, starts_at__isnull=False)
    return rows.select_related("film", "edition").order_by("starts_at", "pk")


def film_screenings(film: Film, edition: Edition) -> list[Screening]:
    """Return the screenings of a film at an edition."""
    rows = screenings_of(edition).filter(program__placements__film=film).distinct()
    return list(rows)


def commitments_of(interview: Interview) -> list[Commitment]:
    """Return everything that an interview must not meet.

    Its makers are taken from the announced start of their screening to the end of the Q&A; the interviewer and the
    guests by their other interviews; a place by whatever else is in it, the grid included.
    """
    found = []
    if interview.edition is not None:
        found = _screenings(interview, interview.edition)
    others = booked_interviews(interview.festival).exclude(pk=interview.pk)
    shared = Q(film=interview.film)
    for name in ("interviewer", "guests", "place"):
        if getattr(interview, name).strip():
            shared |= Q(**{f"{name}__iexact": getattr(interview, name).strip()})
    return found + [
        Commitment(f"{row} ({row.interviewer or row.place or 'booked'})", row.starts_at, ends_at(row))
        for row in others.filter(shared)
        if row.starts_at is not None
    ]


def ends_at(interview: Interview) -> datetime:
    """Return when a booked interview is over."""
    assert interview.starts_at is not None  # noqa: S101  only booked ones are asked
    return interview.starts_at + timedelta(minutes=interview.minutes)


def free_slots(interview: Interview, *, most: int = 6) -> list[datetime]:
    """Return starts that are free for an interview, nearest to its film's screening."""
    if interview.edition is None:
        return []
    shown = film_screenings(interview.film, interview.edition)
    near = min((row.starts_at for row in shown), default=None)
    windows = [(row.opens_at, row.closes_at) for row in open_hours_of(interview.edition)]
    if not windows and near is not None:
        windows = [(near - AROUND, near + AROUND)]
    now = timezone.now()
    ahead = [(max(opens, now), closes) for opens, closes in windows if closes > now]
    return free_starts(interview.minutes, ahead, commitments_of(interview), near=near, most=most)


def _screenings(interview: Interview, edition: Edition) -> list[Commitment]:
    """Return the screenings that take the makers, or the place."""
    of_film = {row.pk for row in film_screenings(interview.film, edition)}
    place = interview.place.strip().casefold()
    found = []
    for row in screenings_of(edition):
        names = {row.auditorium.name.casefold(), str(row.auditorium).casefold()}
        if row.pk in of_film:
            found.append(Commitment(f"the screening of “{row.program}”", row.starts_at, audience_end(row)))
        elif place in names:
            found.append(Commitment(f"“{row.program}” in {row.auditorium}", row.occupied_from, row.occupied_until))
    return found
