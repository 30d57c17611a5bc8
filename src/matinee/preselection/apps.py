"""The preselection room as a Django application."""

from django.apps import AppConfig


class PreselectionConfig(AppConfig):
    """Viewings and scorecards."""

    name = "matinee.preselection"
    label = "preselection"
    verbose_name = "Preselection"
    default_auto_field = "django.db.models.BigAutoField"
