"""Keeping the rounds of the clock apart, and noting them."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from matinee.festival.models import Sweep
from matinee.kit.text import plain_line

CLAIM = timedelta(minutes=10)


@transaction.atomic
def claim_sweep(*, name: str) -> bool:
    """Take a round's work for ten minutes, unless somebody else is at it."""
    now = timezone.now()
    Sweep.objects.get_or_create(name=name)
    is_free = Q(claimed_until=None) | Q(claimed_until__lt=now)
    return bool(Sweep.objects.filter(is_free, name=name).update(claimed_until=now + CLAIM))


@transaction.atomic
def note_sweep(*, name: str, did: int, trouble: str = "") -> Sweep:
    """Note that a round's work is done, and give it free."""
    row = Sweep.objects.select_for_update().get(name=name)
    row.claimed_until, row.swept_at, row.trouble = None, timezone.now(), plain_line(trouble, 300)
    row.did = did or row.did
    row.save()
    return row
