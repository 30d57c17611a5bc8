"""The entries room as a Django application."""

from django.apps import AppConfig


class EntriesConfig(AppConfig):
    """Calls, entries and considerations."""

    name = "matinee.entries"
    label = "entries"
    verbose_name = "Entries"
    default_auto_field = "django.db.models.BigAutoField"
