"""The writers of the schedule."""

from matinee.schedule.actions.adoption import adopt_grid
from matinee.schedule.actions.asking import (
    ask_grid,
    repair_absent_person,
    repair_lost_auditorium,
    run_grid_proposal,
    stop_grid_proposal,
)
from matinee.schedule.actions.changing import grid_change
from matinee.schedule.actions.checks import set_grid_checks
from matinee.schedule.actions.events import add_event, cancel_event, change_event, move_event, restore_event
from matinee.schedule.actions.hours import close_auditorium, copy_day_hours
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
from matinee.schedule.actions.people import (
    bring_guests,
    drop_availability,
    leave_part,
    say_availability,
    take_busy_spans,
    take_part,
)
from matinee.schedule.actions.screenings import (
    cancel_screening,
    move_screening,
    place_screening,
    resize_screening,
    restore_screening,
)
from matinee.schedule.actions.wishes import set_needs, set_travel

__all__ = [
    "add_event",
    "adopt_grid",
    "ask_grid",
    "bring_guests",
    "cancel_event",
    "cancel_screening",
    "change_auditorium",
    "change_event",
    "change_venue",
    "close_auditorium",
    "copy_day_hours",
    "drop_availability",
    "grid_change",
    "lay_out_day",
    "leave_part",
    "lock_booking",
    "make_auditorium",
    "make_venue",
    "move_event",
    "move_screening",
    "place_screening",
    "redo_change",
    "repair_absent_person",
    "repair_lost_auditorium",
    "resize_screening",
    "restore_event",
    "restore_screening",
    "run_grid_proposal",
    "say_availability",
    "set_grid_checks",
    "set_needs",
    "set_open_hours",
    "set_travel",
    "stop_grid_proposal",
    "take_busy_spans",
    "take_open_hours",
    "take_part",
    "undo_change",
]
