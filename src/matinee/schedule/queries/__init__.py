"""Reads: venues, open hours, what stands on the grid, who takes part, and what has changed."""

from matinee.schedule.queries.changes import changes_since, grid_version, last_done, last_undone
from matinee.schedule.queries.customs import grid_customs_of
from matinee.schedule.queries.findings import grid_findings, travel_of, what_blocks
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
from matinee.schedule.queries.people import (
    PersonRow,
    availabilities_of,
    needs_of,
    participants_of,
    people_of,
    person_of,
)
from matinee.schedule.queries.proposals import grid_proposal_of, grid_proposals_of, grid_working_on

__all__ = [
    "WITH_FILMS",
    "Card",
    "Column",
    "Day",
    "Part",
    "PersonRow",
    "audience_end",
    "auditoriums_of",
    "availabilities_of",
    "changes_since",
    "events_of",
    "grid",
    "grid_customs_of",
    "grid_findings",
    "grid_proposal_of",
    "grid_proposals_of",
    "grid_version",
    "grid_working_on",
    "last_done",
    "last_undone",
    "needs_of",
    "open_hours_of",
    "outgrown",
    "participants_of",
    "parts_of",
    "people_of",
    "person_of",
    "programs_to_place",
    "screenings_of",
    "timeline",
    "travel_of",
    "venues_of",
    "what_blocks",
]
