"""Tell the makers of accepted films that a published screening of theirs has moved, or is cancelled."""

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from matinee.accounts.models import User
from matinee.entries.models import Entry
from matinee.festival.models import Edition
from matinee.kit.codes import new_code
from matinee.kit.errors import Conflict
from matinee.mailroom.letters import language_for
from matinee.mailroom.models import Letter
from matinee.mailroom.states import LetterState
from matinee.programming.models import Invitation
from matinee.programming.states import OfferState
from matinee.releases.queries import releases_of
from matinee.schedule.models import Auditorium
from matinee.schedule.queries.moved import Moved, moved_since
from matinee.workflows.letter_fields import address, moment_in, reader_of
from matinee.workflows.tell_maker import after_the_wait, tell_maker

MOVED, CANCELLED = "screening_moved", "screening_cancelled"


def screenings_to_tell(edition: Edition) -> list[Moved]:
    """Return the published screenings that stand elsewhere than their makers know; none before the first release."""
    first = releases_of(edition).last()
    if first is None:
        return []
    letters = Letter.objects.filter(festival=edition.festival, template__in=(MOVED, CANCELLED)).exclude(
        state=LetterState.STOPPED
    )
    told: dict[str, datetime] = {}
    for key, at in letters.filter(created_at__gt=first.created_at).values_list("key", "created_at"):
        code = key.rpartition(":")[2].partition(".")[0]
        told[code] = max(at, told.get(code, at))
    return moved_since(edition, first.created_at, told)


@transaction.atomic
def tell_moved(*, edition: Edition, by: User | None) -> list[Letter]:
    """Write to the makers of accepted films whose screenings have moved; each is told of a move once.

    The letters wait as long as a mailing does and can be stopped until then.

    Raises
    ------
    Conflict
        Nothing has moved, or nobody who was invited has accepted.
    """
    Edition.objects.select_for_update().get(pk=edition.pk)  # two who press at once write once
    batch, send_at = new_code(), after_the_wait(edition.festival)
    moved = screenings_to_tell(edition)
    written = [
        letter
        for one in moved
        for entry in _entries(edition, one)
        if (letter := _write(edition, one, entry, by, batch, send_at)) is not None
    ]
    if not written:
        raise Conflict("No published screening with an accepted film has moved since its makers were told.")
    return written


def _entries(edition: Edition, moved: Moved) -> Iterator[Entry]:
    """Yield the entries whose makers accepted, of the films in a screening."""
    films = moved.screening.program.placements.values("film")
    accepted = Invitation.objects.filter(edition=edition, state=OfferState.ACCEPTED, film__in=films)
    for invitation in accepted.select_related("entry__film", "entry__sender", "entry__call", "entry__festival"):
        yield invitation.entry


def _write(  # noqa: PLR0913, PLR0917  the parts of one letter
    edition: Edition, moved: Moved, entry: Entry, by: User | None, batch: str, send_at: datetime
) -> Letter | None:
    row = moved.screening
    language = language_for(reader_of(entry).language, entry.festival)
    more = {
        "before": _spot(edition, moved.starts_at, moved.auditorium, language),
        "now": _spot(edition, row.starts_at, row.auditorium, language),
        "program": row.program.title,
        "link": address("lounge-entry", entry.code),
    }
    return tell_maker(
        entry=entry,
        occasion=CANCELLED if moved.is_cancelled else MOVED,
        by=by,
        once=f"{row.code}.{row.sequence}.{timezone.now():%Y%m%d%H%M%S}",
        edition=edition,
        send_at=send_at,
        batch=batch,
        more=more,
    )


def _spot(edition: Edition, moment: datetime, auditorium: Auditorium, language: str) -> str:
    """Return when and where, on the festival's clocks."""
    return f"{moment_in(moment, edition.festival, language)}, {auditorium}"
