"""The films room as a Django application."""

from django.apps import AppConfig


class FilmsConfig(AppConfig):
    """Films, credits and public showings."""

    name = "matinee.films"
    label = "films"
    verbose_name = "Films"
    default_auto_field = "django.db.models.BigAutoField"
