"""The programming room as a Django application."""

from django.apps import AppConfig


class ProgrammingConfig(AppConfig):
    """Strands, lineups, programs and proposals."""

    name = "matinee.programming"
    label = "programming"
    verbose_name = "Programming"
    default_auto_field = "django.db.models.BigAutoField"
