"""The writers of the schedule."""

from matinee.schedule.actions.changing import grid_change
from matinee.schedule.actions.events import add_event, cancel_event, change_event, move_event, restore_event
from matinee.schedule.actions.houses import (
    change_auditorium,
    change_venue,
    make_auditorium,
    make_venue,
    set_open_hours,
    take_open_hours,
)
from matinee.schedule.actions.laying import lay_out_day
from matinee.schedule.actions.moving import lock_booking, redo_change, undo_change
from matinee.schedule.actions.screenings import (
    cancel_screening,
    move_screening,
    place_screening,
    resize_screening,
    restore_screening,
)

__all__ = [
    "add_event",
    "cancel_event",
    "cancel_screening",
    "change_auditorium",
    "change_event",
    "change_venue",
    "grid_change",
    "lay_out_day",
    "lock_booking",
    "make_auditorium",
    "make_venue",
    "move_event",
    "move_screening",
    "place_screening",
    "redo_change",
    "resize_screening",
    "restore_event",
    "restore_screening",
    "set_open_hours",
    "take_open_hours",
    "undo_change",
]
