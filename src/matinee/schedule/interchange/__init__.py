"""Files that come from elsewhere: people's calendars."""

from matinee.schedule.interchange.calendars import Calendar, import_calendar, read_calendar

__all__ = ["Calendar", "import_calendar", "read_calendar"]
