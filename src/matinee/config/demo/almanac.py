"""The demo's calendar: written for the winter of 2026, moved on by whole months when it is looked at later."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from matinee.kit.clock import months_after

MAKING: Final = date(2026, 12, 12)  # the edition in the making, as written
NOTICE: Final = timedelta(days=7)  # how far ahead it should lie at least
SATURDAY: Final = 5
MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


@dataclass(frozen=True)
class Almanac:
    """Moves every date by the same number of months."""

    months: int = 0

    def day(self, written: date) -> date:
        """Return the day a written one stands for."""
        return months_after(written, self.months) if self.months else written

    def saturday(self, written: date) -> date:
        """Return the Saturday nearest to the day a written Saturday stands for."""
        day = self.day(written)
        ahead = (SATURDAY - day.weekday()) % 7
        return day + timedelta(days=ahead if ahead <= 3 else ahead - 7)  # noqa: PLR2004  half a week

    def title(self, written: date) -> str:
        """Return what a monthly edition is called."""
        day = self.saturday(written)
        return f"{MONTHS[day.month - 1]} {day.year}"

    def slug(self, written: date) -> str:
        """Return a monthly edition's short name."""
        return f"{self.saturday(written):%Y-%m}"


def almanac_for(today: date) -> Almanac:
    """Return the calendar in which the edition in the making lies ahead of today."""
    months = 0
    while Almanac(months).saturday(MAKING) < today + NOTICE:
        months += 1
    return Almanac(months)
