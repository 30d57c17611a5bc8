"""The funding room as a Django application."""

from django.apps import AppConfig


class FundingConfig(AppConfig):
    """Where a film's money came from."""

    name = "matinee.funding"
    label = "funding"
    verbose_name = "Funding"
    default_auto_field = "django.db.models.BigAutoField"
