"""Invitations by the clock: a reminder before the day of the answer, a letter when it has passed."""

from datetime import timedelta

from matinee.festival.models import Festival
from matinee.kit.clock import date_in, today_in
from matinee.mailroom.queries import known_keys
from matinee.programming.actions import expire_invitations
from matinee.programming.models import Invitation
from matinee.programming.queries import invitations_of
from matinee.programming.states import OfferState
from matinee.workflows.invite_film import about_invitation
from matinee.workflows.letter_fields import address
from matinee.workflows.tell_maker import tell_maker


def end_invitations(*, is_dry: bool = False) -> list[str]:
    """Remind and let run out, in every festival; return what was done, or would be."""
    did: list[str] = []
    for festival in Festival.objects.select_related("policy").order_by("pk"):
        did += _remind(festival, is_dry=is_dry) + _end(festival, is_dry=is_dry)
    return did


def _remind(festival: Festival, *, is_dry: bool) -> list[str]:
    """Remind once, some days before the answer is due, unless the invitation itself is younger than that."""
    today, days = today_in(festival.time_zone), timedelta(days=festival.policy.answer_reminder_days)
    soon = (today, today + days)
    waiting = invitations_of(festival).filter(state=OfferState.OFFERED, answer_by__range=soon)
    due = [row for row in waiting if days and (row.answer_by - date_in(row.created_at, festival.time_zone)) > days]
    known = known_keys(_reminder_key(row) for row in due)
    fresh = [row for row in due if _reminder_key(row) not in known]
    for row in [] if is_dry else fresh:
        tell_maker(
            entry=row.entry,
            occasion="invitation_reminder",
            by=None,
            once=f"{row.code}:due:{row.answer_by}",
            edition=row.edition,
            more=about_invitation(row) | {"message": ""},
        )
    return [f"invitation_reminder: {row}, answer by {row.answer_by}" for row in fresh]


def _reminder_key(row: Invitation) -> str:
    return f"invitation_reminder:{row.entry.code}:{row.code}:due:{row.answer_by}"


def _end(festival: Festival, *, is_dry: bool) -> list[str]:
    """Let run out what nobody answered, and say so."""
    if is_dry:
        today = today_in(festival.time_zone)
        over = list(invitations_of(festival).filter(state=OfferState.OFFERED, answer_by__lt=today))
    else:
        over = expire_invitations(festival=festival, by=None)
    for row in [] if is_dry else over:
        tell_maker(
            entry=row.entry,
            occasion="invitation_expired",
            by=None,
            once=f"{row.code}:{row.answer_by}",
            edition=row.edition,
            more=about_invitation(row) | {"link": address("lounge-entry", row.entry.code)},
        )
    return [f"invitation_expired: {row}, answer was due {row.answer_by}" for row in over]
