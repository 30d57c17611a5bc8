"""Remind filmmakers of drafts before their call closes."""

from datetime import timedelta

from django.db.models import F, Q
from django.utils import timezone

from matinee.entries.models import Entry
from matinee.entries.states import EntryState
from matinee.mailroom.queries import known_keys
from matinee.workflows.tell_maker import tell_maker

LONGEST = timedelta(days=60)


def remind_drafts(*, is_dry: bool = False) -> list[str]:
    """Write once a deadline to whoever has a draft of a call that closes soon; return what was done, or would be."""
    now = timezone.now()
    drafts = Entry.objects.filter(
        Q(call__opens_at=None) | Q(call__opens_at__lte=now),
        state=EntryState.DRAFT,
        call__is_open=True,
        call__closes_at__gt=now,
        call__closes_at__lte=now + LONGEST,
    )
    rows = drafts.annotate(closes=F("call__closes_at")).select_related("film", "call", "sender", "festival__policy")
    due = [row for row in rows if row.closes - now <= timedelta(days=row.festival.policy.draft_reminder_days)]
    once = {row.pk: f"{row.closes:%Y-%m-%dT%H:%M}" for row in due}
    known = known_keys(f"draft_reminder:{row.code}:{once[row.pk]}" for row in due)
    fresh = [row for row in due if f"draft_reminder:{row.code}:{once[row.pk]}" not in known]
    for row in [] if is_dry else fresh:
        tell_maker(entry=row, occasion="draft_reminder", by=None, once=once[row.pk])
    return [f"draft_reminder: “{row}”, “{row.call}” closes {once[row.pk]}" for row in fresh]
