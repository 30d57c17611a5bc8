"""Reads: the outbox."""

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from matinee.festival.models import Festival
from matinee.mailroom.models import Letter
from matinee.mailroom.states import LetterState


def letters_of(festival: Festival) -> QuerySet[Letter]:
    """Return a festival's letters, the newest first."""
    return Letter.objects.filter(festival=festival)


def due_letters() -> QuerySet[Letter]:
    """Return what should be on its way by now and that nobody is carrying, the oldest first."""
    now = timezone.now()
    is_free = Q(leased_until=None) | Q(leased_until__lt=now)
    return Letter.objects.filter(is_free, state=LetterState.WAITING, next_try_at__lte=now).order_by("next_try_at", "pk")


def letter_counts(festival: Festival | None = None) -> dict[str, int]:
    """Return how many letters stand in each state, of one festival or of the installation."""
    letters = Letter.objects.all() if festival is None else letters_of(festival)
    counted = letters.order_by().values_list("state").annotate(count=Count("pk"))
    return {state.value: 0 for state in LetterState} | dict(counted)


def matching(letters: QuerySet[Letter], *, states: list[str], text: str) -> QuerySet[Letter]:
    """Return the letters in one of the states (any, if none is named) whose address or subject has the text."""
    if states:
        letters = letters.filter(state__in=states)
    if text:
        letters = letters.filter(Q(to_email__icontains=text) | Q(subject__icontains=text))
    return letters
