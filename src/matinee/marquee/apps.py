"""The marquee floor as a Django application."""

from django.apps import AppConfig


class MarqueeConfig(AppConfig):
    """The marquee floor."""

    name = "matinee.marquee"
    label = "marquee"
    verbose_name = "Marquee"
