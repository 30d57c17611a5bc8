"""The mailroom room as a Django application."""

from django.apps import AppConfig


class MailroomConfig(AppConfig):
    """Letters and their outbox."""

    name = "matinee.mailroom"
    label = "mailroom"
    verbose_name = "Mailroom"
    default_auto_field = "django.db.models.BigAutoField"
