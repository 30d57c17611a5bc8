"""The festival room as a Django application."""

from django.apps import AppConfig


class FestivalConfig(AppConfig):
    """Festivals, editions, teams and the audit log."""

    name = "matinee.festival"
    label = "festival"
    verbose_name = "Festival"
    default_auto_field = "django.db.models.BigAutoField"
