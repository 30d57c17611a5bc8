"""The outbox."""

from django.db import models
from django.utils import timezone

from matinee.festival.models import Festival
from matinee.kit.fields import EncryptedTextField
from matinee.kit.models import Coded
from matinee.mailroom.states import LetterState


class Letter(Coded):
    """One e-mail to one address, written once for one occasion (``key``); it keeps the exact text that goes."""

    festival = models.ForeignKey(Festival, null=True, blank=True, on_delete=models.CASCADE, related_name="letters")
    key = models.CharField(max_length=120, unique=True)
    template = models.CharField(max_length=60, help_text="The occasion, such as decline.")
    text_number = models.PositiveIntegerField(default=0, help_text="Which of the festival's wordings, 0: ours.")
    to_email = models.EmailField()
    subject = models.CharField(max_length=200)
    body = EncryptedTextField()
    html = EncryptedTextField(blank=True, help_text="The same text as safe HTML.")
    is_private = models.BooleanField(
        default=False, help_text="Holds a secret link: its text goes once it is delivered."
    )
    language = models.CharField(max_length=12, default="en")
    wanted_language = models.CharField(max_length=12, blank=True, help_text="What its reader prefers, if we lack it.")
    about = models.CharField(max_length=16, blank=True, db_index=True, help_text="Code of the entry it is about.")
    batch = models.CharField(max_length=16, blank=True, db_index=True, help_text="Same for letters of one mailing.")
    state = models.CharField(max_length=10, choices=LetterState.choices, default=LetterState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(default=timezone.now)
    leased_until = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(max_length=300, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    bounced_at = models.DateTimeField(null=True, blank=True)
    provider_id = models.CharField(max_length=200, blank=True, db_index=True, help_text="What a mail service calls it.")

    class Meta:
        ordering = ("-created_at", "-pk")
        indexes = [
            models.Index(fields=("state", "next_try_at")),
            models.Index(fields=("festival", "-created_at")),
        ]

    def __str__(self) -> str:
        return f"{self.subject} to {self.to_email}"
