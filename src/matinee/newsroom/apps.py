"""The newsroom room as a Django application."""

from django.apps import AppConfig


class NewsroomConfig(AppConfig):
    """Interviews and articles."""

    name = "matinee.newsroom"
    label = "newsroom"
    verbose_name = "Newsroom"
    default_auto_field = "django.db.models.BigAutoField"
