"""Taking something off the grid: what the public has never seen is gone without a trace, the rest is cancelled."""

from django.db import transaction

from matinee.accounts.models import User
from matinee.festival.states import EditionState
from matinee.schedule.actions.changing import Row, grid_change
from matinee.schedule.actions.moving import cancel_booking
from matinee.schedule.actions.settling import settle, shown, title_of
from matinee.schedule.models import Participant, Screening

SEEN_BY_ALL = frozenset({EditionState.PUBLISHED, EditionState.PAST})


@transaction.atomic
def take_off(*, booking: Row, by: User | None, seen: int | None = None, key: str = "") -> None:
    """Take a booking off the grid; undo brings it back as it was.

    Once the edition is public, or somebody has a part in this very booking, it is cancelled instead: calendars are told
    then, and the parts stay.
    """
    with grid_change(edition=booking.edition, verb="take_off", by=by, seen=seen, key=key) as touched:
        if booking.edition.state in SEEN_BY_ALL or _has_parts(booking):
            cancel_booking(touched, booking)
            return
        touched.touch(booking)
        room, words = booking.auditorium_id, f"“{title_of(booking)}” at {shown(booking, booking.starts_at)} taken off"
        booking.delete()
        settle(touched, [], left=[room])
        touched.words = words


def _has_parts(booking: Row) -> bool:
    column = "screening" if isinstance(booking, Screening) else "event"
    return Participant.objects.filter(**{column: booking}).exists()
