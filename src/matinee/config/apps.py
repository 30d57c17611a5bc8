"""The wiring as a Django application, so that its commands are found."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """The wiring."""

    name = "matinee.config"
    label = "config"
    verbose_name = "Wiring"
