"""Houses and their hours, what stands on the grid, who is needed when, and every change of it."""

from matinee.schedule.models.bookings import Booking, Event, ProgramNeeds, Screening
from matinee.schedule.models.checks import GridCheckSetting
from matinee.schedule.models.grid import CalendarFeed, Grid, GridChange, GridProposal
from matinee.schedule.models.houses import Auditorium, OpenHours, Travel, Venue
from matinee.schedule.models.people import Availability, Participant

__all__ = [
    "Auditorium",
    "Availability",
    "Booking",
    "CalendarFeed",
    "Event",
    "Grid",
    "GridChange",
    "GridCheckSetting",
    "GridProposal",
    "OpenHours",
    "Participant",
    "ProgramNeeds",
    "Screening",
    "Travel",
    "Venue",
]
