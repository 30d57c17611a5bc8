"""The schedule room as a Django application."""

from django.apps import AppConfig


class ScheduleConfig(AppConfig):
    """Venues, auditoriums and screenings."""

    name = "matinee.schedule"
    label = "schedule"
    verbose_name = "Schedule"
    default_auto_field = "django.db.models.BigAutoField"
