"""Reads: venues, open hours, what stands on the grid, who takes part, and what has changed."""

from matinee.schedule.queries.grid import (
    WITH_FILMS,
    Card,
    Column,
    Day,
    Part,
    audience_end,
    auditoriums_of,
    events_of,
    grid,
    open_hours_of,
    outgrown,
    parts_of,
    programs_to_place,
    screenings_of,
    timeline,
    venues_of,
)

__all__ = [
    "WITH_FILMS",
    "Card",
    "Column",
    "Day",
    "Part",
    "audience_end",
    "auditoriums_of",
    "events_of",
    "grid",
    "open_hours_of",
    "outgrown",
    "parts_of",
    "programs_to_place",
    "screenings_of",
    "timeline",
    "venues_of",
]
