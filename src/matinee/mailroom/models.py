"""The outbox."""

from django.db import models
from django.utils import timezone

from matinee.festival.models import Festival
from matinee.kit.fields import EncryptedTextField
from matinee.kit.models import Coded
from matinee.mailroom.states import LetterState


class Letter(Coded):
    """One e-mail to one address, written once for one occasion (``key``)."""

    festival = models.ForeignKey(Festival, null=True, blank=True, on_delete=models.CASCADE, related_name="letters")
    key = models.CharField(max_length=120, unique=True)
    template = models.CharField(max_length=60)
    to_email = models.EmailField()
    subject = models.CharField(max_length=200)
    body = EncryptedTextField()
    is_private = models.BooleanField(
        default=False, help_text="Holds a secret link: its text goes once it is delivered."
    )
    language = models.CharField(max_length=12, default="en")
    state = models.CharField(max_length=8, choices=LetterState.choices, default=LetterState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(default=timezone.now)
    leased_until = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(max_length=300, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-created_at",)
        indexes = [models.Index(fields=("state", "next_try_at"))]

    def __str__(self) -> str:
        return f"{self.subject} to {self.to_email}"
