"""The Django application of the shared page furniture."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Register templates, static files and template tags; there are no models here."""

    name = "matinee.web"
    label = "web"
    verbose_name = "Page furniture"
