"""The releases room as a Django application."""

from django.apps import AppConfig


class ReleasesConfig(AppConfig):
    """Immutable published states."""

    name = "matinee.releases"
    label = "releases"
    verbose_name = "Releases"
    default_auto_field = "django.db.models.BigAutoField"
