"""The slot around a program, the way between venues, who is free when, and what a grid's checks find."""

from matinee.schedule.rules.slots import (
    EVENT_PART_NAMES,
    PART_NAMES,
    STEP_MIN,
    EventParts,
    SlotParts,
    films_minutes,
    first_start,
    next_step,
    overlap,
    qa_minutes,
    slot_parts,
)

__all__ = [
    "EVENT_PART_NAMES",
    "PART_NAMES",
    "STEP_MIN",
    "EventParts",
    "SlotParts",
    "films_minutes",
    "first_start",
    "next_step",
    "overlap",
    "qa_minutes",
    "slot_parts",
]
