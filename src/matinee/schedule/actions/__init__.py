"""The writers of the schedule."""

from matinee.schedule.actions.houses import (
    change_auditorium,
    change_venue,
    make_auditorium,
    make_venue,
    set_open_hours,
    take_open_hours,
)
from matinee.schedule.actions.laying import lay_out_day
from matinee.schedule.actions.screenings import (
    cancel_screening,
    move_screening,
    place_screening,
    resize_screening,
    restore_screening,
)

__all__ = [
    "cancel_screening",
    "change_auditorium",
    "change_venue",
    "lay_out_day",
    "make_auditorium",
    "make_venue",
    "move_screening",
    "place_screening",
    "resize_screening",
    "restore_screening",
    "set_open_hours",
    "take_open_hours",
]
