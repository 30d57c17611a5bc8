"""What is known of an address: whether letters came back from it."""

from django.db import models

from matinee.festival.models import Festival
from matinee.kit.models import Dated


class Mailbox(Dated):
    """An address that sent a festival's letter back, or whose reader called it junk; cleared once it works again."""

    festival = models.ForeignKey(Festival, on_delete=models.CASCADE, related_name="mailboxes")
    email = models.EmailField(help_text="In small letters.")
    bounced_at = models.DateTimeField(null=True, blank=True)
    complained_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name_plural = "mailboxes"
        ordering = ("email",)
        constraints = [models.UniqueConstraint(fields=("festival", "email"), name="mailbox_once_a_festival")]

    def __str__(self) -> str:
        return self.email
