"""The api floor as a Django application."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """The api floor."""

    name = "matinee.api"
    label = "api"
    verbose_name = "Api"
