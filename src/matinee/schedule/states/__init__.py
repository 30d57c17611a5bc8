"""Where a screening stands, the kinds of events, parts and spans, and what grids are checked for."""

from matinee.schedule.states.checks import GridCheck
from matinee.schedule.states.shared import AvailabilitySource, EventKind, Part, ScreeningState, Showings

__all__ = ["AvailabilitySource", "EventKind", "GridCheck", "Part", "ScreeningState", "Showings"]
