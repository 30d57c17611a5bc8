"""Reads: invitations of a festival, of an edition, of an entry."""

from collections.abc import Iterable

from django.db.models import Count, QuerySet

from matinee.entries.models import Entry
from matinee.festival.models import Edition, Festival
from matinee.films.models import Film
from matinee.programming.models import Invitation, Placement
from matinee.programming.states import LineupState


def invitations_of(festival: Festival, edition: Edition | None = None) -> QuerySet[Invitation]:
    """Return a festival's invitations with what a line of the list shows, the next answer first."""
    rows = Invitation.objects.filter(edition__festival=festival)
    rows = rows.filter(edition=edition) if edition is not None else rows
    rows = rows.select_related("film", "edition__festival__policy", "entry__sender", "entry__festival", "entry__call")
    return rows.prefetch_related("guests")


def invitation_of(festival: Festival, code: str) -> Invitation | None:
    """Return one invitation of this festival."""
    return invitations_of(festival).filter(code=code).first()


def offers_of(edition: Edition, films: Iterable[Film]) -> dict[int, Invitation]:
    """Return how each film's invitation to an edition stands, by the film's key; of several the newest."""
    rows = Invitation.objects.filter(edition=edition, film__in=list(films)).prefetch_related("guests").order_by("pk")
    return {row.film_id: row for row in rows}


def invitations_to(entries: QuerySet[Entry]) -> QuerySet[Invitation]:
    """Return the invitations of these entries (those of one filmmaker), the next answer first."""
    rows = Invitation.objects.filter(entry__in=entries.order_by().values("pk"))
    return rows.select_related("film", "edition__festival__policy", "entry").prefetch_related("guests")


def invitation_counts(festival: Festival) -> dict[str, int]:
    """Return how many invitations stand in each state."""
    counted = Invitation.objects.filter(edition__festival=festival).order_by().values_list("state")
    return dict(counted.annotate(count=Count("pk")))


def program_of(entry: Entry, edition: Edition) -> str:
    """Return the title of the program in which an edition's lineup has a film, or nothing."""
    found = Placement.objects.filter(
        film=entry.film_id, program__lineup__edition=edition, program__lineup__state=LineupState.ADOPTED
    )
    return found.values_list("program__title", flat=True).first() or ""
