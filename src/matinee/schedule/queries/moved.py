"""Which published screenings stand elsewhere than people were told."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from matinee.festival.models import Edition
from matinee.schedule.models import Auditorium, GridChange, Screening
from matinee.schedule.queries.grid import screenings_of
from matinee.schedule.states import ScreeningState


@dataclass(frozen=True, slots=True)
class Moved:
    """A screening, and where it stood when people last heard of it."""

    screening: Screening
    starts_at: datetime
    auditorium: Auditorium

    @property
    def is_cancelled(self) -> bool:
        """Tell whether it is off the grid."""
        return self.screening.state == ScreeningState.CANCELLED


def moved_since(edition: Edition, since: datetime, told: Mapping[str, datetime]) -> list[Moved]:
    """Return the screenings that stand elsewhere than at ``since``, or than when their makers were last ``told``.

    ``told`` is by screening code. What has come onto the grid since then is no move.
    """
    before: dict[str, dict[str, object]] = {}
    changes = GridChange.objects.filter(edition=edition, created_at__gt=since).order_by("version")
    for change in changes.values_list("created_at", "before", named=True):
        for code, columns in change.before.get("screening", {}).items():
            if change.created_at > told.get(code, since) and code not in before:
                before[code] = columns or {}
    rows = screenings_of(edition, with_cancelled=True).filter(code__in=before)
    rooms = Auditorium.objects.select_related("venue").in_bulk(
        {int(str(columns["auditorium_id"])) for columns in before.values() if columns}
    )
    found = [_moved(row, before[row.code], rooms) for row in rows if before[row.code]]
    return [one for one in found if one is not None]


def _moved(row: Screening, columns: Mapping[str, object], rooms: Mapping[int, Auditorium]) -> Moved | None:
    """Return a screening that was announced and stands elsewhere now."""
    if columns["state"] != ScreeningState.SCHEDULED or row.is_parked:
        return None
    starts_at = datetime.fromisoformat(str(columns["starts_at"]))
    room = rooms[int(str(columns["auditorium_id"]))]
    is_same = (row.starts_at, row.auditorium_id, row.state) == (starts_at, room.pk, ScreeningState.SCHEDULED)
    return None if is_same else Moved(row, starts_at, room)
