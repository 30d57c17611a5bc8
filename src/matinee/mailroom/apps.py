"""The mailroom room as a Django application."""

from django.apps import AppConfig


class MailroomConfig(AppConfig):
    """Letters and their outbox."""

    name = "matinee.mailroom"
    label = "mailroom"
    verbose_name = "Mailroom"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Listen to what a mail service tells."""
        from anymail.signals import tracking  # noqa: PLC0415  the registry must be ready first

        from matinee.mailroom.interchange import take_news  # noqa: PLC0415  as above

        tracking.connect(take_news, dispatch_uid="mailroom")
