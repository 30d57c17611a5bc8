"""From moments to the engine's minutes and back."""

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from matinee.festival.models import Edition
from matinee.kit.clock import at_local
from matinee.kit.errors import Conflict
from matinee.schedule.models import OpenHours
from matinee.schedule.rules.spans import Span

DAY_MIN = 1440
DAY_STARTS_MIN = 4 * 60  # nights belong to the day before
ENGINE_CLOCK = re.compile(r"day (-?\d+), (\d\d):(\d\d)")


@dataclass(frozen=True, slots=True)
class Clock:
    """Minute 0 is the first midnight of an edition, in the festival's zone; minutes are minutes that really pass."""

    zero: datetime
    zone: str

    def minute(self, moment: datetime) -> int:
        """Return the engine's minute of a moment, rounded down."""
        return int((moment - self.zero).total_seconds() // 60)

    def moment(self, minute: int) -> datetime:
        """Return the moment of a minute."""
        return self.zero + timedelta(minutes=minute)

    def window(self, span: Span) -> list[int]:
        """Return a span as the engine has it: the whole minutes inside it."""
        return [-self.minute(self.zero - (span[0] - self.zero)), self.minute(span[1])]

    def in_words(self, text: str) -> str:
        """Return the engine's words with its days and minutes as the festival's clocks show them."""

        def local(match: re.Match[str]) -> str:
            day, hour, minute = (int(part) for part in match.groups())
            moment = self.moment((day - 1) * DAY_MIN + hour * 60 + minute)
            return moment.astimezone(ZoneInfo(self.zone)).strftime("%a %-d %b, %H:%M")

        return ENGINE_CLOCK.sub(local, text)

    def as_json(self) -> dict[str, str]:
        """Return what a kept question needs to be read again."""
        return {"zero": self.zero.isoformat(), "zone": self.zone}

    @classmethod
    def from_json(cls, said: dict[str, str]) -> "Clock":
        """Return the clock of a kept question."""
        return cls(datetime.fromisoformat(said["zero"]), said["zone"])

    @classmethod
    def of(cls, edition: Edition) -> "Clock":
        """Return an edition's clock, from its first day or its first open hours, whichever is earlier.

        Raises
        ------
        Conflict
            It has neither days nor open hours.
        """
        zone = edition.festival.time_zone
        first = OpenHours.objects.filter(edition=edition).order_by("opens_at").first()
        known = [edition.starts_on] if edition.starts_on else []
        known += [first.opens_at.astimezone(ZoneInfo(zone)).date()] if first else []
        if not known:
            raise Conflict(f"{edition} has no open hours yet. Say first when which auditorium is yours.")
        return cls(at_local(min(known), time(), zone), zone)
