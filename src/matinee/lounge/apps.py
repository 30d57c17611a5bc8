"""The lounge floor as a Django application."""

from django.apps import AppConfig


class LoungeConfig(AppConfig):
    """The lounge floor."""

    name = "matinee.lounge"
    label = "lounge"
    verbose_name = "Lounge"
