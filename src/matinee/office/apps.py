"""The office floor as a Django application."""

from django.apps import AppConfig


class OfficeConfig(AppConfig):
    """The office floor."""

    name = "matinee.office"
    label = "office"
    verbose_name = "Office"
